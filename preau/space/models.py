"""What people ask of the room in a mailbox that takes longer than a page, and how long their Trash
and Junk are kept."""

from typing import Any

from django.db import models

from preau.identity.models import Account, Mailbox


class Survey(models.Model):
    """What fills a mailbox, as it was when `stamp` was that of its folders.

    `found` is what `surveying.Found` writes.
    """

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="survey")
    stamp = models.CharField(max_length=64)
    found: Any = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"survey of {self.mailbox}"


class Errand(models.Model):
    """A long work that a person asked for, done by the worker.

    COUNTING (what is it about, and how much exactly) → PLANNED (shown, waits for a yes) → QUEUED
    (undo still possible until `due_at`) → RUNNING → DONE, FAILED with a `sentence`, or STOPPED.
    One that needs no yes is QUEUED once counted.

    `what` is what was asked (see `scopes`), `chosen` the messages it came to (see `choosing`),
    `detail` what only its kind knows. `messages` and `octets` are what it is about, the two
    `done_` how far it is.
    """

    class Kind(models.TextChoices):
        SURVEY = "survey"
        CLEAN = "clean"
        FILE = "file"
        PACK = "pack"
        BRING = "bring"

    class State(models.TextChoices):
        COUNTING = "counting"
        PLANNED = "planned"
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        STOPPED = "stopped"

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="errands")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="errands")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.COUNTING)
    what: Any = models.JSONField(default=list)
    chosen: Any = models.JSONField(default=list)
    detail: Any = models.JSONField(default=dict)
    messages = models.PositiveIntegerField(default=0)
    octets = models.BigIntegerField(default=0)
    done_messages = models.PositiveIntegerField(default=0)
    done_octets = models.BigIntegerField(default=0)
    sentence = models.TextField(blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["mailbox", "made_at"])]

    def __str__(self) -> str:
        return f"errand {self.pk} ({self.kind}, {self.state})"

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED, self.State.STOPPED)


class Keeping(models.Model):
    """After how many days what is in the Trash and in Junk is erased; 0 is never.

    Without a row, it is as the académie says.
    """

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="keeping")
    trash_days = models.PositiveSmallIntegerField()
    junk_days = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"keeping of {self.mailbox}"

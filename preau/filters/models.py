"""What is ours of filters. The rules themselves are Sieve, and stand with the mail."""

from django.db import models

from preau.identity.models import Account, Mailbox


class KnownSenders(models.Model):
    """Whose mail is never taken for spam, and whose is always put aside. Dovecot reads `script` at
    each delivery, by the view `engine_senders`."""

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="known_senders")
    # The mailbox's, which never changes: the engines' view stands on this table alone.
    login = models.CharField(max_length=255, unique=True)
    trusted = models.JSONField(default=list)
    blocked = models.JSONField(default=list)
    script = models.TextField(blank=True)
    revision = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"senders known to {self.login}"


class KnownFolder(models.Model):
    """The lasting key of a folder that a rule names: renamed, the rule follows it."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="known_folders")
    name = models.CharField(max_length=1000)
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "name"], name="one_key_a_folder_name"),
        ]

    def __str__(self) -> str:
        return f"folder {self.key}"


class RanRule(models.Model):
    """What a rule is called that was run on old mail: those messages wear its `ident`."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="ran_rules")
    ident = models.CharField(max_length=16)
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "ident"], name="one_name_a_ran_rule"),
        ]

    def __str__(self) -> str:
        return f"rule {self.ident}"


class Run(models.Model):
    """Rules run on the messages of one folder, a few at a time by the worker.

    `script`: the rules as they were asked for. `uids`: those still to be looked at. `steps`: what
    was done, in order, each as JSON says a `Step`; taken back, it is undone from the last one on.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        UNDOING = "undoing"
        UNDONE = "undone"

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="runs")
    by = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="runs")
    script = models.TextField()
    folder = models.CharField(max_length=1000)
    uidvalidity = models.BigIntegerField()
    uids = models.TextField(blank=True)
    total = models.PositiveIntegerField()
    looked_at = models.PositiveIntegerField(default=0)
    touched = models.PositiveIntegerField(default=0)
    steps = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    is_cut = models.BooleanField(default=False)
    due_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"run {self.pk} ({self.state})"

"""What is to be done in a mailbox once its time has come."""

from django.db import models

from preau.identity.models import Account, Mailbox


class Snooze(models.Model):
    """A message that waits in the folder of snoozed ones, and wakes at `due_at` in `origin`, the
    key of the folder it came from.

    `waking_uidnext`: the worker began to put it back there, above this UID.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="snoozes")
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    origin = models.CharField(max_length=64)
    due_at = models.DateTimeField(db_index=True)
    due_wall = models.CharField(max_length=16)
    due_zone = models.CharField(max_length=40)
    claimed_at = models.DateTimeField(null=True)
    waking_uidnext = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "uidvalidity", "uid"], name="one_waking_each"
            ),
        ]

    def __str__(self) -> str:
        return f"snooze {self.pk}"


class Reminder(models.Model):
    """A letter that left, and whose author is reminded at `due_at` if nobody has answered it."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="reminders")
    author = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="reminders")
    message_id = models.CharField(max_length=255)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "message_id"], name="one_reminder_each"),
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class Look(models.Model):
    """Another program may have changed what waits in a mailbox: it is looked at once `due_at` has
    come."""

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="look")
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"look at {self.mailbox}"


class Erasure(models.Model):
    """Messages already marked as deleted, to be erased for good once `due_at` has come.

    Erasing costs Dovecot some 10 ms a message (its full-text index writes each), so many at once
    are first hidden, then erased a few at a time by the worker.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="erasures")
    folder = models.CharField(max_length=1000)
    uidvalidity = models.BigIntegerField()
    uids = models.TextField()
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"erasure {self.pk}"


class Acknowledgement(models.Model):
    """A return receipt that somebody agreed to give, on its way."""

    address = models.CharField(max_length=255)
    octets = models.BinaryField()
    due_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"acknowledgement {self.pk}"

"""Mail that waits for room, and what each box was told of how full it is."""

from django.db import models

from preau.identity.models import Mailbox


class WaitingMessage(models.Model):
    """A message that a full mailbox has no room for yet; its octets lie sealed in a file of their
    own (`store`), with all that is needed to make this row again.

    `sender` is the envelope's, "" where nobody wants an answer. `about` is sealed: From, subject
    and Message-ID. `last_at`: when its sender is told that no room was found.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="waiting")
    file = models.CharField(max_length=40, unique=True)
    sender = models.CharField(max_length=320, blank=True)
    size = models.PositiveIntegerField()
    is_spam = models.BooleanField(default=False)
    about = models.TextField()
    arrived_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["mailbox", "arrived_at"])]

    def __str__(self) -> str:
        return f"waiting message {self.pk}"


class Fullness(models.Model):
    """What a box was told, so that it is told once: `told` is the highest share of its room (in
    percent) that a letter spoke of, 0 when none since it emptied.

    `look_at`: when the worker weighs it next; None when nothing is awaited.
    """

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="fullness")
    told = models.PositiveSmallIntegerField(default=0)
    waiting_told_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"fullness of {self.mailbox}"


class Brimming(models.Model):
    """An address whose waiting room is full as well: Postfix answers it 452 (`engine_brimming`)."""

    address = models.CharField(max_length=255, unique=True)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="brimming")

    def __str__(self) -> str:
        return self.address

"""What became of each delivery to a mailbox, kept for some days: the least that answers who asks.

No subject and no content. A message is known by a keyed hash of its Message-ID.
"""

from datetime import datetime

from django.db import models

from preau.identity.models import Mailbox

HASH_LENGTH = 32
# Where Dovecot keeps what was erased, by the folders it lay in.
ERASED = "erased/"


class Passage(models.Model):
    """A message on its way through Postfix, by its name in the queue: joins what three engines say
    of it, and is forgotten once it is through."""

    queue = models.CharField(max_length=24, unique=True)
    at = models.DateTimeField(db_index=True)
    message = models.CharField(max_length=HASH_LENGTH, blank=True)
    sender = models.CharField(max_length=255, blank=True)
    action = models.CharField(max_length=20, blank=True)
    score = models.FloatField(default=0.0)
    symbols = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.queue


class Trace(models.Model):
    """One message for one mailbox. `sender` is the envelope's; `address` is the one written to.

    `cause` says why it was refused, or what it waits for; `symbols` (name to score) why it was
    taken for spam; `folder` where it was first put; `target` whom a rule forwarded it to.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        REFUSED = "refused"
        TAKEN = "taken"  # by Dovecot, which says where it went
        STORED = "stored"
        DISCARDED = "discarded"
        FORWARDED = "forwarded"
        REJECTED = "rejected"  # by a rule of the person's
        GIVEN_UP = "given_up"

    class Cause(models.TextChoices):
        NONE = ""
        FULL = "full"
        SIZE = "size"
        SENDER = "sender"
        SPAM = "spam"
        VIRUS = "virus"
        FORGED = "forged"
        GREYLIST = "greylist"
        BUSY = "busy"
        MOVED_AWAY = "moved_away"
        OTHER = "other"

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="traces")
    queue = models.CharField(max_length=24, blank=True, db_index=True)
    session = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    message = models.CharField(max_length=HASH_LENGTH, blank=True)
    sender = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=12, choices=State.choices)
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True)
    folder = models.CharField(max_length=255, blank=True)
    target = models.CharField(max_length=255, blank=True)
    symbols = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["mailbox", "at"]),
            models.Index(fields=["mailbox", "session"]),
            models.Index(fields=["mailbox", "message"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.state} for {self.mailbox}"


class Deed(models.Model):
    """What a device, the webmail or the worker by itself did to a message or a folder."""

    BY_THE_WEB = 0
    BY_ITSELF = -1

    class Kind(models.TextChoices):
        MOVED = "moved"
        MARKED = "marked"
        UNMARKED = "unmarked"
        ERASED = "erased"
        CLEANED = "cleaned"
        FOLDER_DELETED = "folder_deleted"
        FOLDER_RENAMED = "folder_renamed"

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="deeds")
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    device = models.BigIntegerField(default=0)
    message = models.CharField(max_length=HASH_LENGTH, blank=True)
    source = models.CharField(max_length=255, blank=True)
    folder = models.CharField(max_length=255, blank=True)

    class Meta:
        indexes = [models.Index(fields=["mailbox", "message"])]

    def __str__(self) -> str:
        return f"{self.kind} in {self.mailbox}"


class Misaddressed(models.Model):
    """A message refused because nobody has the address it was written to."""

    at = models.DateTimeField(db_index=True)
    sender = models.CharField(max_length=255, db_index=True)
    address = models.CharField(max_length=255)

    def __str__(self) -> str:
        return "a message for nobody"


class Place(models.Model):
    """How far a log was read: the file by a hash of its beginning, and the octets read of it."""

    log = models.CharField(max_length=20, unique=True)
    head = models.CharField(max_length=64, blank=True)
    at = models.BigIntegerField(default=0)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.log}: {self.at}"


def began_at() -> datetime | None:
    """Since when anything is known."""
    first = Place.objects.order_by("-since").first()
    return first.since if first else None

"""Files kept, the links that lead to them, and what is still being received.

The octets stand on the disk, once for each content (`store`); here is who has them and until when.
"""

import secrets

from django.db import models

from preau.identity.models import Account

LONGEST_NAME = 255


def new_token() -> str:
    """192 bits: what nobody guesses, and the only key to what lies behind it."""
    return secrets.token_urlsafe(24)


class Content(models.Model):
    """Octets kept once, whoever has them. `sha256` is in hexadecimal, and names them on the disk.

    WAITING for the antivirus → CLEAN, INFECTED, or UNCHECKED: more than the antivirus reads.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        CLEAN = "clean"
        INFECTED = "infected"
        UNCHECKED = "unchecked"

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    check_at = models.DateTimeField(null=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def may_be_fetched(self) -> bool:
        return self.state in (self.State.CLEAN, self.State.UNCHECKED)


class KeptFile(models.Model):
    """A file of one person, that counts in the room of their files.

    One that `stays` is kept until its owner throws it away; others live by the links that have
    them.
    """

    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="kept_files")
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="kept")
    name = models.CharField(max_length=LONGEST_NAME)
    content_type = models.CharField(max_length=150)
    stays = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"file {self.pk}"


class Link(models.Model):
    """What a letter carries in place of heavy files; no one needs an account to follow it.

    Shut until the letter leaves, which sets `expires_at`, `days` later. `password` is hashed.
    """

    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="links")
    academy = models.CharField(max_length=40)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    files = models.ManyToManyField(KeptFile, related_name="links")
    days = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField(null=True, db_index=True)
    revoked_at = models.DateTimeField(null=True)
    password = models.CharField(max_length=255, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=255, blank=True)
    # The subject of its letter, for the owner's own list.
    about = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"link {self.pk}"


class Download(models.Model):
    """That a file was fetched, and when; not by whom, which is nobody's business."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="downloads")
    name = models.CharField(max_length=LONGEST_NAME)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"download of link {self.link_id}"


class Upload(models.Model):
    """A file that is being received, in as many goes as the line needs.

    `place` says what it is for in the words of whoever began it; how much has come is the size of
    the file on the disk.
    """

    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="uploads")
    key = models.CharField(max_length=64, unique=True, default=new_token)
    place = models.CharField(max_length=100, db_index=True)
    name = models.CharField(max_length=LONGEST_NAME)
    content_type = models.CharField(max_length=150, blank=True)
    size = models.BigIntegerField()
    touched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"upload {self.pk}"

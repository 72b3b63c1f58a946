"""Letters that are ours until they leave: who signs them, what is joined, when they go."""

from django.db import models
from django.db.models import F, Q

from preau.files.models import Link
from preau.identity.models import Account, Mailbox, Post


class Identity(models.Model):
    """A sender a mailbox may write as: name, address, signature.

    The signature is filled from the directory (`post`, or the first one of today, and `phone`),
    or `is_own`: `signature_html`, already clean, as the académie's rule has it.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="identities")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=255)
    signature_html = models.TextField(blank=True)
    is_own = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="+")
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "address", "name"], name="one_identity_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


BEHIND = Q(mirrored_at=None) | Q(mirrored_at__lt=F("changed_at"))
"""Drafts whose copy, for other programs, is not what they say now."""


class Draft(models.Model):
    """A letter being written, or waiting to leave.

    WRITING → QUEUED (undo still possible until `due_at`) or SCHEDULED (to leave at `due_at`) →
    SENDING (claimed by one worker; given to Postfix at `handed_at`) → SENT (accepted; its copy is
    being filed) → gone, or back to WRITING with a `refusal`. A copy follows for other clients, in
    the folder whose role is `mirror_role`: `mirror_uid` under `mirror_uidvalidity`, as of the
    change of `mirrored_at`.

    What is scheduled was asked for as a wall time, `due_wall` in `due_zone`; `due_at` follows.
    """

    class State(models.TextChoices):
        WRITING = "writing"
        QUEUED = "queued"
        SCHEDULED = "scheduled"
        SENDING = "sending"
        SENT = "sent"
        # By a mailing, whose copies are made of it.
        HELD = "held"

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="drafts")
    author = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="drafts")
    identity = models.ForeignKey(Identity, null=True, on_delete=models.SET_NULL)
    to = models.TextField(blank=True)
    cc = models.TextField(blank=True)
    bcc = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    format = models.CharField(max_length=4, default="html")
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    # The message answered, already clean; it goes below the text unless left out or opened inside.
    quote_html = models.TextField(blank=True)
    quote_label = models.TextField(blank=True)
    quote_state = models.CharField(max_length=8, default="kept")
    # Whether its author asks each reader's program to say when it is displayed (RFC 8098).
    asks_receipt = models.BooleanField(default=False)
    message_id = models.CharField(max_length=255, unique=True)
    in_reply_to = models.TextField(blank=True)
    references = models.TextField(blank=True)
    # What was answered or forwarded: folder GUID, UIDVALIDITY-UID, and the flag to set once sent.
    origin_folder = models.CharField(max_length=64, blank=True)
    origin_message = models.CharField(max_length=40, blank=True)
    origin_flag = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITING)
    due_at = models.DateTimeField(null=True, db_index=True)
    due_wall = models.CharField(max_length=16, blank=True)
    due_zone = models.CharField(max_length=40, blank=True)
    # Addresses that have it already, of a letter that leaves several times.
    left_to = models.TextField(blank=True)
    # After so many days without an answer, its author is reminded; 0 is never.
    remind_days = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    refusal = models.TextField(blank=True)
    # Files too heavy for a letter leave beside it.
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="drafts")
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, db_index=True)
    mirrored_at = models.DateTimeField(null=True)
    mirror_role = models.CharField(max_length=10, default="drafts")
    mirror_uidvalidity = models.BigIntegerField(null=True)
    mirror_uid = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [
            # The worker asks each second for the few whose copy is behind, among all that are kept.
            models.Index(fields=["changed_at"], name="behind_its_copy", condition=BEHIND),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk} ({self.state})"


class DraftAttachment(models.Model):
    """A file joined to a draft; its bytes are in the storage until the draft leaves."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=150)
    content_id = models.CharField(max_length=255, blank=True)
    size = models.BigIntegerField()
    file = models.FileField(upload_to="drafts/%Y/%m/%d", max_length=255)
    # An image as it came, once it was made lighter: its writer may want it back.
    full = models.FileField(upload_to="drafts/%Y/%m/%d", max_length=255, blank=True)
    full_size = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class ReadyMade(models.Model):
    """A scheduled letter that a mail program wrote: it leaves octet for octet as it came, under
    the envelope it came with (RFC 4865).

    `recipients`: a list of [address, parameters of RCPT]; `digest` of envelope and octets tells a
    program that did not hear our answer and tries again.
    """

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="ready_made")
    file = models.FileField(upload_to="ready/%Y/%m/%d", max_length=255)
    sender = models.CharField(max_length=320, blank=True)
    parameters = models.JSONField(default=list)
    recipients = models.JSONField(default=list)
    digest = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return f"ready-made {self.draft}"


class Release(models.Model):
    """Some recipients of a scheduled letter, who get it at a time of their own: the row is gone
    once it has left for them."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="releases")
    addresses = models.TextField()
    due_at = models.DateTimeField()
    due_wall = models.CharField(max_length=16)
    due_zone = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"release {self.pk} of {self.draft}"

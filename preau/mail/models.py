"""What is ours of mail: drafts that wait to leave, and who signs them. Messages live in Dovecot."""

from django.db import models

from preau.files.models import Link
from preau.identity.models import Account, Mailbox


class Identity(models.Model):
    """A sender a mailbox may write as: name, address, signature (HTML already cleaned)."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="identities")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=255)
    signature_html = models.TextField(blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "address"], name="one_identity_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


class Draft(models.Model):
    """A letter being written, or waiting to leave.

    WRITING → QUEUED (undo still possible until `due_at`) → SENDING (claimed by one worker) → SENT
    (accepted; its copy is being filed) → gone, or back to WRITING with a `refusal`. A copy in
    the Drafts folder follows for other clients: `mirror_uid` under `mirror_uidvalidity`, as of
    the change of `mirrored_at`.
    """

    class State(models.TextChoices):
        WRITING = "writing"
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"

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
    message_id = models.CharField(max_length=255, unique=True)
    in_reply_to = models.TextField(blank=True)
    references = models.TextField(blank=True)
    # What was answered or forwarded: folder GUID, UIDVALIDITY-UID, and the flag to set once sent.
    origin_folder = models.CharField(max_length=64, blank=True)
    origin_message = models.CharField(max_length=40, blank=True)
    origin_flag = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITING)
    due_at = models.DateTimeField(null=True, db_index=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    refusal = models.TextField(blank=True)
    # Files too heavy for a letter leave beside it.
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="drafts")
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, db_index=True)
    mirrored_at = models.DateTimeField(null=True)
    mirror_uidvalidity = models.BigIntegerField(null=True)
    mirror_uid = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"draft {self.pk} ({self.state})"


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


class DraftAttachment(models.Model):
    """A file joined to a draft; its bytes are in the storage until the draft leaves."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=150)
    content_id = models.CharField(max_length=255, blank=True)
    size = models.BigIntegerField()
    file = models.FileField(upload_to="drafts/%Y/%m/%d", max_length=255)

    def __str__(self) -> str:
        return self.name

"""One letter to many people, each their own: the lines of a table, and what became of each."""

from django.db import models

from preau.identity.models import Account, Mailbox
from preau.mail.models import Draft


class Mailing(models.Model):
    """A letter and the table that fills it.

    PREPARING → SENDING ⇄ STOPPED → CLOSED. While it is sent, its draft is held back from its
    author; closed, the letter stands in Sent and the draft is gone. `address_column` and the
    places of `headings` count from 0. `next_at` is when the next copy may leave: the pace.
    """

    class State(models.TextChoices):
        PREPARING = "preparing"
        SENDING = "sending"
        STOPPED = "stopped"
        CLOSED = "closed"

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="mailings")
    author = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="mailings")
    draft = models.OneToOneField(
        Draft, null=True, on_delete=models.SET_NULL, related_name="mailing"
    )
    subject = models.TextField(blank=True)
    headings = models.JSONField(default=list)
    address_column = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    next_at = models.DateTimeField(null=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"mailing {self.pk} ({self.state})"


class Copy(models.Model):
    """One line of the table, and the letter made of it.

    WAITING → SENDING (claimed) → SENT, FAILED (with the `reason`), or UNSURE: the worker died, or
    no answer came, once the letter was handed over. An unsure one is never sent again by itself.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNSURE = "unsure"

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="copies")
    line = models.PositiveIntegerField()
    values = models.JSONField()
    address = models.CharField(max_length=255, blank=True)
    message_id = models.CharField(max_length=255, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.TextField(blank=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["mailing", "state", "line"])]

    def __str__(self) -> str:
        return f"copy {self.line} of mailing {self.mailing_id} ({self.state})"

"""Sealed slips: what a head of school hands to a newcomer, good once, to activate an account."""

from django.db import models
from django.utils import timezone

from preau.identity.models.accounts import Account


class SlipBatch(models.Model):
    """Slips made together, for one school (`uai`) or, where that is empty, by a service."""

    academy = models.CharField(max_length=40)
    uai = models.CharField(max_length=8, blank=True, db_index=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="slip_batches")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"slips of {self.academy} {self.uai}".strip()


class Slip(models.Model):
    """One slip for one account; an account has one that is good at most.

    Its code stands nowhere: it is drawn from `nonce` with a key outside the database
    (identity/slips.py), so that a page that was lost by a printer can be printed again.
    """

    class State(models.TextChoices):
        MADE = "made"
        PRINTED = "printed"
        USED = "used"
        REVOKED = "revoked"
        EXPIRED = "expired"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="slips")
    batch = models.ForeignKey(SlipBatch, on_delete=models.CASCADE, related_name="slips")
    nonce = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_good_slip_each",
            ),
        ]

    def __str__(self) -> str:
        return f"slip of {self.account}"

    @property
    def state(self) -> str:
        if self.used_at is not None:
            return self.State.USED
        if self.revoked_at is not None:
            return self.State.REVOKED
        if self.expires_at <= timezone.now():
            return self.State.EXPIRED
        return self.State.MADE if self.printed_at is None else self.State.PRINTED

    @property
    def is_good(self) -> bool:
        return self.state in (self.State.MADE, self.State.PRINTED)

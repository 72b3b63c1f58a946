"""What proves once that somebody holds something: a link that was mailed, a code handed over."""

from django.db import models

from preau.identity.models.accounts import Account


class OneTimeProof(models.Model):
    """A secret that works once, for one purpose, for a time; only its keyed hash is kept.

    `about` is what it proves besides the account (the address a code was sent to), never a secret.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="proofs")
    purpose = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    about = models.CharField(max_length=255, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["account", "purpose"])]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.account}"

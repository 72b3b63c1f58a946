"""Who is signed in, where; and from where they usually come."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from preau.identity.models.accounts import Account


class Session(models.Model):
    """One browser that is signed in, or on its way to be. The key is in its cookie and nowhere
    else: what stands here, or in a copy of it, opens nothing.

    `seen_at` is written now and then, not at each page. `way` says how the person came in.
    """

    class Way(models.TextChoices):
        PASSWORD = "password"  # noqa: S105 -- a way to come in
        PASSKEY = "passkey"
        FACTOR = "factor"  # a password, then a second factor
        LINK = "link"
        ACTIVATION = "activation"
        RECOVERY = "recovery"
        SSO = "sso"

    digest = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    data = models.TextField()
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    idle_seconds = models.PositiveIntegerField()
    is_shared = models.BooleanField(default=False)
    way = models.CharField(max_length=20, blank=True)
    browser = models.CharField(max_length=40, blank=True)
    system = models.CharField(max_length=40, blank=True)
    network = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"session of {self.account_id}"

    @property
    def seconds_left(self) -> int:
        """Until it ends by itself when nobody does anything; 0 for one that is over."""
        idle_at = self.seen_at + timedelta(seconds=self.idle_seconds)
        left = min(idle_at, self.expires_at) - timezone.now()
        return max(0, int(left.total_seconds()))

    @property
    def is_over(self) -> bool:
        now = timezone.now()
        return self.expires_at <= now or self.seen_at + timedelta(seconds=self.idle_seconds) <= now


class KnownOrigin(models.Model):
    """A browser, or a network, that this account has come in from: it surprises nobody again.

    Only a keyed hash is kept, of the browser's token or the network's prefix, under the account.
    """

    class Kind(models.TextChoices):
        BROWSER = "browser"
        NETWORK = "network"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="known_origins")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "digest"], name="one_origin_each"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.account}"

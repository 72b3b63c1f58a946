"""What somebody holds besides a password: passkeys, an authenticator app, recovery codes."""

from django.db import models

from preau.identity.models.accounts import Account


class Passkey(models.Model):
    """A key pair of which we hold the public half (WebAuthn).

    It answers on one host name, `rp_id`, and nowhere else: that is what defeats false portals.
    `credential_id` is base64url; `sign_count` is 0 for ever on keys that a cloud copies.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=100)
    rp_id = models.CharField(max_length=253)
    credential_id = models.CharField(max_length=1400, unique=True)
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)
    transports = models.JSONField(default=list)
    is_synced = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.account}"


class Authenticator(models.Model):
    """An app that shows six digits (TOTP, RFC 6238).

    `secret` is sealed with a key of the data folder (identity/sealing.py). `last_step` is
    the half-minute, counted from 1970, of the last code accepted: it and those before are over.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="authenticator")
    secret = models.CharField(max_length=255)
    last_step = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"authenticator of {self.account}"


class RecoveryCode(models.Model):
    """One of ten that were printed, for the day the telephone is lost; only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recovery code of {self.account}"

"""The programs and phones that sign in with a password of their own."""

from django.db import models

from preau.identity.models.accounts import Account


class DevicePassword(models.Model):
    """One secret a device, for IMAP, SMTP and ManageSieve; only its SHA-256 is kept.

    The token has 128 bits of its own, so a plain hash cannot be searched (unlike a password).
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, unique=True)
    protocols = models.CharField(max_length=60, default=",imap,smtp,sieve,")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.account}"

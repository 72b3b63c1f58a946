"""The programs and phones that sign in with a password of their own, what is known of their use,
and what kept some of them out."""

from django.db import models

from preau.identity.models.accounts import Account


class DevicePassword(models.Model):
    """One secret a device, for some protocols; only its SHA-256 is kept.

    The token has more than 100 bits of its own, so a plain hash cannot be searched (unlike a
    password). A revoked one stays for a time, to tell its owner why that device is refused.
    `sealed` is the token under the key of a link that works once, while the link waits
    (identity/tokens.py): without the link it says nothing.
    """

    class Kind(models.TextChoices):
        THUNDERBIRD = "thunderbird"
        OUTLOOK = "outlook"
        APPLE = "apple"
        ANDROID = "android"
        OTHER = "other"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    sha256 = models.CharField(max_length=64, unique=True)
    protocols = models.CharField(max_length=60, default=",imap,smtp,sieve,")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)
    sealed = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.account}"

    @property
    def allowed(self) -> list[str]:
        """The protocols it may use: of imap, smtp, sieve."""
        return [one for one in self.protocols.split(",") if one]


class DeviceUse(models.Model):
    """A device came in by this protocol from this network; written at most once a minute."""

    device = models.ForeignKey(DevicePassword, on_delete=models.CASCADE, related_name="uses")
    protocol = models.CharField(max_length=10)
    network = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "protocol", "network"], name="one_use_each"),
        ]

    def __str__(self) -> str:
        return f"{self.protocol} from {self.network}"


class DeviceRefusal(models.Model):
    """A mail program of this person was refused, and why; never what it typed."""

    class Reason(models.TextChoices):
        WRONG = "wrong"  # none of the person's passwords
        MAIN = "main"  # the web's password
        MISTYPED = "mistyped"  # right but for spaces, hyphens or capitals
        NAME = "name"  # right, under a user name that is not the person's
        PROTOCOL = "protocol"  # right, and not for this protocol
        REVOKED = "revoked"
        PORT_25 = "port_25"  # tried to send by the port of other servers
        TLS = "tls"  # no encryption that both speak

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="refusals")
    device = models.ForeignKey(DevicePassword, on_delete=models.CASCADE, null=True)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    protocol = models.CharField(max_length=10)
    network = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "reason", "protocol", "network"], name="one_refusal_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.protocol} from {self.network}"


class CutOff(models.Model):
    """Somebody whose open mail sessions must end, because a right of theirs has.

    The database writes it itself (identity/triggers.py), whoever took the right away and however.
    """

    login = models.CharField(max_length=255)

    def __str__(self) -> str:
        return self.login

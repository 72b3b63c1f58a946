"""Accounts, the mailboxes they open, the addresses that reach those, the devices they use."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(login=username)


class Account(AbstractBaseUser):
    """A person's right to sign in, in one académie.

    `login` is `identifier@domain`, lower case, never changes: the engines know the person by it.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        SUSPENDED = "suspended"
        LEFT = "left"

    academy = models.CharField(max_length=40)
    identifier = models.CharField(max_length=64)
    login = models.CharField(max_length=255, unique=True)
    address = models.CharField(max_length=255, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, default="person")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ACTIVE)
    is_demo = models.BooleanField(default=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "login"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["academy", "identifier"], name="one_identifier_each"),
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Post(models.Model):
    """What a person does, and where; the directory shows it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="posts")
    function = models.CharField(max_length=120)
    school_name = models.CharField(max_length=200, blank=True)
    uai = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        return f"{self.function}, {self.school_name}"


class Mailbox(models.Model):
    """A box in Dovecot, of a person or of a function (`ce.0860001j@…`)."""

    class Kind(models.TextChoices):
        PERSON = "person"
        SCHOOL = "school"
        SERVICE = "service"

    academy = models.CharField(max_length=40)
    login = models.CharField(max_length=255, unique=True)
    address = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PERSON)
    quota_bytes = models.BigIntegerField()
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.login

    @property
    def slug(self) -> str:
        """Its name in web addresses: unique within the académie."""
        return self.login.partition("@")[0]

    @property
    def is_functional(self) -> bool:
        return self.kind != self.Kind.PERSON


class Membership(models.Model):
    """Who may open a mailbox, and whether they may write as it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="memberships")
    is_owner = models.BooleanField(default=False)
    may_send = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "mailbox"], name="one_membership_each"),
        ]

    def __str__(self) -> str:
        return f"{self.account} in {self.mailbox}"


class Address(models.Model):
    """An address for life: mail sent to it reaches the mailbox, whatever its primary address."""

    address = models.CharField(max_length=255, unique=True)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="addresses")

    def __str__(self) -> str:
        return self.address


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


class EngineDomain(models.Model):
    """Our mail domains, copied from the académies' files at start, for Postfix to read."""

    domain = models.CharField(max_length=255, unique=True)

    def __str__(self) -> str:
        return self.domain


class Preference(models.Model):
    """How one person likes it."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="preference")
    language = models.CharField(max_length=5, default="fr")
    theme = models.CharField(max_length=10, default="auto")
    density = models.CharField(max_length=12, default="comfortable")
    view = models.CharField(max_length=10, default="threads")
    reading_pane = models.CharField(max_length=10, default="beside")
    shortcuts_on = models.BooleanField(default=True)
    undo_seconds = models.PositiveSmallIntegerField(default=10)
    trusted_images = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"preferences of {self.account}"

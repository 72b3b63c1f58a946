"""Boxes in Dovecot, who may open them, the addresses that reach them."""

from django.db import models

from preau.identity.models.accounts import Account


class Mailbox(models.Model):
    """A box in Dovecot, of a person or of a function (`ce.0860001j@…`).

    One that receives no more is the box of an académie that its person left: to be read still.
    """

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
    receives = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.login

    @property
    def slug(self) -> str:
        """Its name in web addresses: unique within the académie; whole where it is left behind."""
        return self.login.partition("@")[0] if self.receives else self.login

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


class Relocation(models.Model):
    """An address that takes no mail any more and answers with the new one, until its time."""

    address = models.CharField(max_length=255, unique=True)
    new_address = models.CharField(max_length=255)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="relocations")
    last_day = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"{self.address} has moved to {self.new_address}"


class EngineDomain(models.Model):
    """Our mail domains, copied from the académies' files at start, for Postfix to read."""

    domain = models.CharField(max_length=255, unique=True)

    def __str__(self) -> str:
        return self.domain

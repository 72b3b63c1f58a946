"""Other places where the staff of an académie may prove who they are, and whom they know."""

from django.db import models

from preau.identity.models import Account


class Provider(models.Model):
    """One place, for one académie. `key` stands in web addresses.

    The first time, somebody is recognised by `claim` being their identifier or address (`matches`);
    from then on by the subject, which the provider never gives to another.
    """

    class Kind(models.TextChoices):
        OIDC = "oidc"
        CAS = "cas"
        SAML = "saml"
        LDAP = "ldap"

    class Matches(models.TextChoices):
        IDENTIFIER = "identifier"
        ADDRESS = "address"

    academy = models.CharField(max_length=40)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parameters = models.JSONField(default=dict)
    sealed_secret = models.TextField(blank=True)
    claim = models.CharField(max_length=120)
    matches = models.CharField(max_length=12, choices=Matches.choices)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["academy", "key"], name="one_provider_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.academy}/{self.key}"


class Subject(models.Model):
    """Somebody as a provider calls them, and the account that is theirs."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="subjects")
    subject = models.CharField(max_length=255)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="one_account_a_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.account}"

"""Applications that people enter by their account here, and what each was allowed to ask for."""

from django.db import models

from preau.identity.models import Account, Person, Session
from preau.identity.models.due import Due


class Application(models.Model):
    """One business application, or intranet, of one académie (an OpenID Connect client).

    `sha256` is that of its secret, empty for one that can keep none (a page's script, a telephone).
    One that `asks_consent` is not the académie's own: each person is asked once. `farewell_uri` is
    where it is told that a session is over (OpenID Connect Back-Channel Logout 1.0), or empty.
    """

    academy = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    client_id = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, blank=True)
    redirect_uris = models.JSONField(default=list)
    logout_uris = models.JSONField(default=list)
    farewell_uri = models.CharField(max_length=500, blank=True)
    scopes = models.JSONField(default=list)
    asks_consent = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["academy", "name"], name="one_application_of_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.academy}"

    @property
    def is_public(self) -> bool:
        return not self.sha256


class Subject(models.Model):
    """What applications know a person by, for life: not the login, which a move changes."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="subject")
    name = models.CharField(max_length=36, unique=True)

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
    """A person agreed to what an application, not the académie's own, is told of them."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="consents")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="consents")
    scope = models.CharField(max_length=200)
    given_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "account"], name="one_consent_each"),
        ]

    def __str__(self) -> str:
        return f"{self.account} to {self.application}"


class Grant(models.Model):
    """One entry into one application, from one session: it goes when the session does.

    Its code works once and for a minute; `challenge` is PKCE's (RFC 7636, S256). `came_at` and
    `way` say when and how the person came in here, by the host name of `issuer`. Only hashes of
    codes and tokens are kept.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="grants")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="grants")
    issuer = models.CharField(max_length=255, blank=True)
    scope = models.CharField(max_length=200)
    nonce = models.CharField(max_length=255, blank=True)
    redirect_uri = models.CharField(max_length=500)
    challenge = models.CharField(max_length=128)
    sha256 = models.CharField(max_length=64, unique=True)
    came_at = models.DateTimeField()
    way = models.CharField(max_length=20, blank=True)
    code_expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account} in {self.application}"


class Token(models.Model):
    """What an application shows to ask about the person (access), or for new tokens (refresh)."""

    class Kind(models.TextChoices):
        ACCESS = "access"
        REFRESH = "refresh"

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="tokens")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sha256 = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=200)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} token of {self.grant}"


class Farewell(Due):
    """An application has still to be told that one session of a person is over.

    `subject` and `mark` are what it knows them by (`sub` and `sid`).
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="farewells")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=36)
    mark = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"farewell {self.pk}"

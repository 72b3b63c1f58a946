"""Which application, which grant, and what an application is told of a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.utils import timezone
from django.utils.crypto import salted_hmac

from preau.applications.models import Application, Grant, Subject, Token
from preau.applications.secrets import digest
from preau.identity.models import Account, Session
from preau.kit.errors import NotFound

# How people came in, in the words of RFC 8176; what is not said there is not told.
METHODS = {
    Session.Way.PASSWORD: ["pwd"],
    Session.Way.FACTOR: ["pwd", "mfa"],
    Session.Way.PASSKEY: ["pop", "user"],
    Session.Way.ACTIVATION: ["pwd"],
    Session.Way.RECOVERY: ["pwd"],
}


def application_of(academy: str, client_id: str) -> Application | None:
    """One of another académie is unknown here."""
    return Application.objects.filter(academy=academy, client_id=client_id).first()


@dataclass(frozen=True)
class Known:
    """An application that knows somebody: what it is told, and since when it was last entered."""

    application: Application
    scope: str
    entered_at: datetime | None


def known_to(account: Account) -> list[Known]:
    """Those that one agreed to, and those that one is in now, by name."""
    agreed = {one.application_id: one for one in account.consents.all()}
    latest: dict[int, Grant] = {}
    for grant in account.grants.exclude(used_at=None).order_by("came_at", "pk"):
        latest[grant.application_id] = grant
    return [
        Known(
            application,
            agreed[application.pk].scope
            if application.pk in agreed
            else latest[application.pk].scope,
            latest[application.pk].used_at if application.pk in latest else None,
        )
        for application in Application.objects.filter(pk__in={*agreed, *latest}).order_by("name")
    ]


def application_known_to(account: Account, number: int) -> Application:
    """Raises NotFound for one that does not know this person."""
    for one in known_to(account):
        if one.application.pk == number:
            return one.application
    raise NotFound


def grant_of_code(application: Application, code: str) -> Grant | None:
    grants = Grant.objects.select_related("application", "account", "session")
    return grants.filter(application=application, sha256=digest(code)).first()


def token_of(kind: str, shown: str) -> Token | None:
    """One that is good by its date; whether its grant still is, rules say."""
    tokens = Token.objects.select_related("grant__application", "grant__account", "grant__session")
    now = timezone.now()
    return tokens.filter(kind=kind, sha256=digest(shown), expires_at__gt=now).first()


def subject_of(account: Account) -> str:
    made, _new = Subject.objects.get_or_create(
        person_id=account.person_id, defaults={"name": str(uuid4())}
    )
    return made.name


def session_mark(session: Session) -> str:
    """By which an application names this session when it asks to end it (`sid`)."""
    return salted_hmac("preau.oidc.sid", session.pk, algorithm="sha256").hexdigest()[:32]


def claims_of(account: Account, scope: str) -> dict[str, object]:
    """OpenID Connect Core 5.4, and ours: `academy`, and with `staff` functions and UAI."""
    told: dict[str, object] = {"sub": subject_of(account)}
    words = scope.split()
    if "profile" in words:
        told |= {
            "name": account.name,
            "given_name": account.given_name,
            "family_name": account.family_name,
            "preferred_username": account.identifier,
            "academy": account.academy,
        }
    if "email" in words:
        told |= {"email": account.address, "email_verified": True}
    if "staff" in words:
        told |= staff_claims(account)
    return told


def staff_claims(account: Account) -> dict[str, object]:
    posts = account.posts
    functions = [
        {"function": post.function, "school": post.school_name, "uai": post.uai} for post in posts
    ]
    return {"functions": functions, "uai": sorted({post.uai for post in posts if post.uai})}


def methods_of(way: str) -> list[str]:
    return METHODS.get(Session.Way(way), []) if way in Session.Way.values else []

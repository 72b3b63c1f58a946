"""What an application may ask for, and where people may be sent back to."""

from urllib.parse import urlsplit

from preau.applications.models import Application, Consent, Grant
from preau.identity.models import Account
from preau.kit.errors import WrongInput

SCOPES = ("openid", "profile", "email", "staff")
LONGEST_ADDRESS = 500
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def check_address(address: str) -> str:
    """An address of an application, as registered; raises WrongInput.

    http is for who develops on their own computer: it would carry codes in clear.
    """
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not is_safe or not parts.hostname or parts.fragment or parts.username or "*" in address:
        raise WrongInput(f"{address}: give a whole https:// address, without * or #.")
    if len(address) > LONGEST_ADDRESS:
        raise WrongInput(f"An address has {LONGEST_ADDRESS} characters at most.")
    return address


def allowed_scope(application: Application, asked: str) -> str | None:
    """What is asked for and may be; unknown words are passed over (OpenID Connect Core 3.1.2.1).
    None without `openid`: nobody is signed in to anything else."""
    words = asked.split()
    if "openid" not in words:
        return None
    return " ".join(one for one in SCOPES if one in words and one in application.scopes)


def must_ask(application: Application, account: Account, scope: str) -> bool:
    """The académie's own applications never ask; others once, and again for more."""
    if not application.asks_consent:
        return False
    given = Consent.objects.filter(application=application, account=account).first()
    return given is None or not set(scope.split()) <= set(given.scope.split())


def is_good(grant: Grant, academy: str) -> bool:
    """Its person may still come in, and is still signed in here."""
    account = grant.account
    return (
        grant.application.academy == academy == account.academy
        and account.state == Account.State.ACTIVE
        and grant.session.account_id == account.pk
        and not grant.session.is_over
    )

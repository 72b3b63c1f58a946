"""A second factor being added: the secret waits in the session until the app has shown a code."""

from dataclasses import dataclass

from django.http import HttpRequest
from markupsafe import Markup

from preau.academies.registry import academies
from preau.formats import passcodes
from preau.identity.actions.authenticators import add_authenticator, new_secret
from preau.identity.actions.recovery_codes import make_codes
from preau.identity.models import Account
from preau.identity.sealing import seal, unseal
from preau.web.credentials.picture import qr_code

KEY = "new_authenticator"
ABOUT = "new authenticator"


@dataclass(frozen=True)
class NewApp:
    """What an authenticator app reads, by its camera, by a link or by hand."""

    picture: Markup
    address: str
    written: str


def new_app(request: HttpRequest, account: Account) -> NewApp:
    """The same until it is confirmed: who reloads the page keeps what the telephone has read."""
    secret = _secret(request)
    address = passcodes.address(
        secret, issuer=academies().of(account.academy).name, name=account.login
    )
    return NewApp(qr_code(address), address, passcodes.written(secret))


def confirm_app(request: HttpRequest, account: Account, typed: str, *, network: str) -> None:
    """Raises WrongPasscode."""
    add_authenticator(account, _secret(request), typed, network=network)
    del request.session[KEY]


def first_codes(account: Account, *, network: str) -> list[str]:
    """Codes for the day that this factor is lost, unless there are some left."""
    if account.recovery_codes.filter(used_at__isnull=True).exists():
        return []
    return make_codes(account, network=network)


def _secret(request: HttpRequest) -> bytes:
    if KEY not in request.session:
        request.session[KEY] = seal(new_secret(), ABOUT)
    return unseal(request.session[KEY], ABOUT)

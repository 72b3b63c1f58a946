"""A second factor being added, wherever it is asked for.

An app's secret waits in the session until the app has shown a code.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from preau.academies.registry import academies
from preau.formats import passcodes
from preau.identity.actions.authenticators import WrongPasscode, add_authenticator, new_secret
from preau.identity.actions.recovery_codes import make_codes
from preau.identity.models import Account, Passkey
from preau.identity.sealing import seal, unseal
from preau.kit.errors import WrongInput
from preau.web.credentials import ceremony
from preau.web.credentials.picture import qr_code
from preau.web.kit.request import AcademyRequest, network

KEY = "new_authenticator"
ABOUT = "new authenticator"
PASSKEY, APP = "passkey", "app"


class NotAdded(Exception):
    """What was held up is no factor; str() is a sentence for the person, `at` is which it was."""

    def __init__(self, sentence: str, at: str) -> None:
        super().__init__(sentence)
        self.at = at


@dataclass(frozen=True)
class NewApp:
    """What an authenticator app reads, by its camera, by a link or by hand."""

    picture: Markup
    address: str
    written: str


@dataclass(frozen=True)
class Enrolment:
    """A passkey or an app, offered by forms that go to `action`; `error_at`: which was refused."""

    app: NewApp
    action: str
    options: str
    error: str = ""
    error_at: str = ""


def enrolment(
    request: HttpRequest,
    account: Account,
    *,
    action: str,
    options: str,
    refused: NotAdded | None = None,
) -> Enrolment:
    app = new_app(request, account)
    if refused is None:
        return Enrolment(app, action, options)
    return Enrolment(app, action, options, str(refused), refused.at)


def new_app(request: HttpRequest, account: Account) -> NewApp:
    """The same until it is confirmed: who reloads the page keeps what the telephone has read."""
    secret = _secret(request)
    address = passcodes.address(
        secret, issuer=academies().of(account.academy).name, name=account.login
    )
    return NewApp(qr_code(address), address, passcodes.written(secret))


def add_factor(request: AcademyRequest, account: Account) -> list[str]:
    """Whichever was sent; then the codes for the day it is lost. Raises NotAdded."""
    if "credential" in request.POST:
        add_passkey(request, account)
    else:
        add_app(request, account)
    return first_codes(request, account)


def add_passkey(request: AcademyRequest, account: Account) -> Passkey:
    """Raises NotAdded."""
    credential, name = request.POST.get("credential", ""), request.POST.get("name", "")
    try:
        return ceremony.register(request, account, credential, name)
    except (ceremony.WrongPasskey, WrongInput) as error:
        raise NotAdded(str(error), PASSKEY) from error


def add_app(request: AcademyRequest, account: Account) -> None:
    """Raises NotAdded."""
    typed = request.POST.get("passcode", "")
    try:
        add_authenticator(account, _secret(request), typed, network=network(request))
    except WrongPasscode as error:
        raise NotAdded(wrong_passcode(), APP) from error
    del request.session[KEY]


def wrong_passcode() -> str:
    return _("These are not the six digits of the moment: wait for the next ones, and type them.")


def first_codes(request: AcademyRequest, account: Account) -> list[str]:
    """Codes for the day that a factor is lost, unless there are some left."""
    if account.recovery_codes.filter(used_at__isnull=True).exists():
        return []
    return make_codes(account, network=network(request))


def _secret(request: HttpRequest) -> bytes:
    if KEY not in request.session:
        request.session[KEY] = seal(new_secret(), ABOUT)
    return unseal(request.session[KEY], ABOUT)

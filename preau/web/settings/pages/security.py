"""How one's account is kept: what should be looked at from time to time."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from preau.identity.models import Account
from preau.identity.queries import recent_sign_ins
from preau.kit import moments
from preau.web.kit.request import AccountRequest, network
from preau.web.settings.pages.alerts import in_words
from preau.web.settings.pages.credentials import Credentials, credentials_of
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class SignIn:
    moment: str
    iso: str
    network: str
    is_here: bool = False


@dataclass(frozen=True, kw_only=True)
class SecurityPage(Sheet):
    sign_ins: list[SignIn]
    official_address: str
    credentials: Credentials
    alerts: str


def security(request: AccountRequest) -> SecurityPage:
    return SecurityPage(
        **around(
            request,
            "security",
            _("Security"),
            _("Look at this page from time to time: everything here should be you."),
        ),
        sign_ins=_sign_ins(request.account, here=network(request)),
        official_address=request.academy.entrance.host,
        credentials=credentials_of(request.account, request.academy),
        alerts=in_words(request.account),
    )


def _sign_ins(person: Account, *, here: str) -> list[SignIn]:
    return [
        SignIn(
            moments.full_label(entry.at),
            moments.iso(entry.at),
            entry.network,
            is_here=entry.network == here,
        )
        for entry in recent_sign_ins(person)
    ]

"""What one holds besides the password: passkeys, an app, codes on paper."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.factors import held_by, must_have_factor
from preau.identity.models import Passkey
from preau.kit import moments
from preau.web.credentials.ceremony import rp_id
from preau.web.credentials.enrolling import NewApp, new_app
from preau.web.kit.request import AccountRequest
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class Key:
    """A passkey; `elsewhere` is the host name where it answers, when that is not this one."""

    number: int
    name: str
    made: str
    used: str
    elsewhere: str
    rename_url: str
    remove_url: str


@dataclass(frozen=True, kw_only=True)
class FactorsPage(Sheet):
    keys: list[Key]
    app_made: str
    app_used: str
    codes_left: int
    has_factor: bool
    is_required: bool


@dataclass(frozen=True, kw_only=True)
class NewKeyPage(Sheet):
    error: str


@dataclass(frozen=True, kw_only=True)
class NewAppPage(Sheet):
    app: NewApp
    error: str


@dataclass(frozen=True, kw_only=True)
class CodesPage(Sheet):
    codes: list[str]


def factors_page(request: AccountRequest) -> FactorsPage:
    held, here = held_by(request.account), rp_id(request)
    app = held.authenticator
    return FactorsPage(
        **around(
            request,
            "security",
            _("Second step"),
            _("With it, whoever finds your password does not get in."),
        ),
        keys=[_key(one, here) for one in held.passkeys],
        app_made=moments.full_label(app.made_at) if app else "",
        app_used=moments.full_label(app.used_at) if app and app.used_at else "",
        codes_left=held.codes_left,
        has_factor=bool(held),
        is_required=must_have_factor(request.account),
    )


def new_key_page(request: AccountRequest, error: str = "") -> NewKeyPage:
    return NewKeyPage(
        **around(
            request,
            "security",
            _("Add a passkey"),
            _("Your finger, your face or the code of a device, in place of a password."),
        ),
        error=error,
    )


def new_app_page(request: AccountRequest, error: str = "") -> NewAppPage:
    return NewAppPage(
        **around(
            request,
            "security",
            _("Add an authenticator app"),
            _("It shows six digits that change twice a minute, also without a network."),
        ),
        app=new_app(request, request.account),
        error=error,
    )


def codes_page(request: AccountRequest, codes: list[str], *, are_first: bool = False) -> CodesPage:
    older = _("Those that you had before are worth nothing any more.")
    return CodesPage(
        **around(
            request,
            "security",
            _("Your recovery codes"),
            _("The way back in, the day everything else is lost.") if are_first else older,
        ),
        codes=codes,
    )


def _key(passkey: Passkey, here: str) -> Key:
    where = {"number": passkey.pk}
    return Key(
        passkey.pk,
        passkey.name,
        moments.full_label(passkey.made_at),
        moments.full_label(passkey.used_at) if passkey.used_at else "",
        "" if passkey.rp_id == here else passkey.rp_id,
        reverse("settings:passkey", kwargs=where),
        reverse("settings:passkey_removal", kwargs=where),
    )

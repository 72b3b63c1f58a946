"""Changing one's password, and proving who one is before."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.federation.models import Provider
from preau.federation.queries import offered
from preau.identity.models import Account
from preau.web.credentials.ceremony import rp_id
from preau.web.credentials.choosing import PasswordFields, password_fields
from preau.web.credentials.elsewhere import Elsewhere, elsewhere
from preau.web.credentials.fresh import is_fresh
from preau.web.kit.request import AccountRequest
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Around, Sheet


@dataclass(frozen=True, kw_only=True)
class PasswordPage(Sheet):
    """`asks_present`: the present password is asked for, unless it was a moment ago."""

    fields: PasswordFields
    asks_present: bool
    present_error: str


@dataclass(frozen=True, kw_only=True)
class ElsewherePage(Sheet):
    place: Elsewhere


@dataclass(frozen=True)
class Way:
    """Another place where one proves again who one is."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ConfirmPage(Sheet):
    """`place` is the name of the directory that the password is of; "" for one of ours."""

    identifier: str
    next: str
    error: str
    asks_password: bool
    place: str
    has_passkey: bool
    ways: list[Way]


def password_page(
    request: AccountRequest, typed: str = "", *, error: str = "", present_error: str = ""
) -> PasswordPage:
    return PasswordPage(
        **_around(request),
        fields=password_fields(request.account, typed, error),
        asks_present=not is_fresh(request),
        present_error=present_error,
    )


def elsewhere_page(request: AccountRequest, place: Elsewhere) -> ElsewherePage:
    return ElsewherePage(**_around(request), place=place)


def has_password(account: Account) -> bool:
    """One of ours: who comes by another place may never have chosen any."""
    return bool(account.password) and account.has_usable_password()


def confirm_page(request: AccountRequest, back: str, error: str = "") -> ConfirmPage:
    here = request.account.passkeys.filter(rp_id=rp_id(request))
    place = elsewhere(request.academy)
    return ConfirmPage(
        **around(
            request,
            "security",
            _("Is it really you?"),
            _("What follows touches the safety of your account: prove again who you are."),
        ),
        identifier=request.account.identifier,
        next=back,
        error=error,
        asks_password=place is not None or has_password(request.account),
        place=place.name if place is not None else "",
        has_passkey=here.exists(),
        ways=[_way(one, back) for one in offered(request.academy.slug)],
    )


def _way(provider: Provider, back: str) -> Way:
    there = reverse("federation:leave", kwargs={"key": provider.key})
    query = urlencode({"anew": "yes", "next": back})
    return Way(provider.name, f"{there}?{query}")


def _around(request: AccountRequest) -> Around:
    lead = _("It opens your mail and your other professional services: keep it for them alone.")
    return around(request, "security", _("Password"), lead)

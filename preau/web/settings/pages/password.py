"""Changing one's password, and proving who one is before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from preau.kit import moments
from preau.web.credentials.ceremony import rp_id
from preau.web.credentials.choosing import PasswordFields, password_fields
from preau.web.credentials.fresh import is_fresh
from preau.web.kit.request import AccountRequest
from preau.web.settings.pages.page import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class PasswordPage(Sheet):
    """`asks_present`: the present password is asked for, unless it was a moment ago."""

    fields: PasswordFields
    asks_present: bool
    present_error: str
    changed: str


@dataclass(frozen=True, kw_only=True)
class ConfirmPage(Sheet):
    identifier: str
    next: str
    error: str
    has_passkey: bool


def password_page(
    request: AccountRequest, typed: str = "", *, error: str = "", present_error: str = ""
) -> PasswordPage:
    changed = request.account.password_changed_at
    return PasswordPage(
        **around(
            request,
            "security",
            _("Password"),
            _("It opens your mail and your other professional services: keep it for them alone."),
        ),
        fields=password_fields(request.account, typed, error),
        asks_present=not is_fresh(request),
        present_error=present_error,
        changed=moments.full_label(changed) if changed else "",
    )


def confirm_page(request: AccountRequest, back: str, error: str = "") -> ConfirmPage:
    here = request.account.passkeys.filter(rp_id=rp_id(request))
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
        has_passkey=here.exists(),
    )

"""The second address: a new one, and the code that proves it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from preau.identity.actions.second_address import known_address
from preau.web.kit.request import AccountRequest
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class AddressPage(Sheet):
    """`sent_to` is where a code is on its way; "" while the address is still to be typed."""

    present: str
    typed: str
    sent_to: str
    error: str
    is_demo: bool


def address_page(
    request: AccountRequest, *, typed: str = "", sent_to: str = "", error: str = ""
) -> AddressPage:
    known = known_address(request.account)
    return AddressPage(
        **around(
            request,
            "security",
            _("Second address"),
            _("An address outside the académie that you alone read."),
        ),
        present=known.address if known else "",
        typed=typed,
        sent_to=sent_to,
        error=error,
        is_demo=settings.DEMO,
    )

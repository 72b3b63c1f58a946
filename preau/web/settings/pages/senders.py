"""Whose images are shown without asking."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.web.kit.request import AccountRequest
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class Sender:
    address: str


@dataclass(frozen=True, kw_only=True)
class SendersPage(Sheet):
    action: str
    senders: list[Sender]


def senders(request: AccountRequest) -> SendersPage:
    trusted = request.account.preference.trusted_images
    return SendersPage(
        **around(
            request,
            "senders",
            _("Trusted senders"),
            _("Images from outside are shown without asking in the messages of these senders."),
        ),
        action=reverse("settings:senders"),
        senders=[Sender(address) for address in sorted(trusted)],
    )

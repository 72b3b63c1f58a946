"""Whose images are shown without asking."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.web.kit.request import AccountRequest
from preau.web.settings.pages.page import SettingsPage, sections, settings_frame


@dataclass(frozen=True)
class Sender:
    address: str


@dataclass(frozen=True, kw_only=True)
class SendersPage(SettingsPage):
    action: str
    senders: list[Sender]


def senders(request: AccountRequest) -> SendersPage:
    trusted = request.account.preference.trusted_images
    return SendersPage(
        frame=settings_frame(request),
        title=_("Trusted senders"),
        lead=_("Images from outside are shown without asking in the messages of these senders."),
        sections=sections("senders", request.account),
        action=reverse("settings:senders"),
        senders=[Sender(address) for address in sorted(trusted)],
    )

"""How one's mail looks."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.web.kit.request import AccountRequest
from preau.web.settings.choices import READING, Setting, chosen
from preau.web.settings.pages.page import SettingsPage, sections, settings_frame


@dataclass(frozen=True, kw_only=True)
class ReadingPage(SettingsPage):
    action: str
    settings: list[Setting]


def reading(request: AccountRequest) -> ReadingPage:
    return ReadingPage(
        frame=settings_frame(request),
        title=_("Reading"),
        lead=_("How your mail looks. Each choice applies at once."),
        sections=sections("reading", request.account),
        action=reverse("settings:reading"),
        settings=chosen(request.account, READING),
    )

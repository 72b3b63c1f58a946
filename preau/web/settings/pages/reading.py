"""How one's mail looks."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.web.kit.request import AccountRequest
from preau.web.settings.choices import READING, Setting, chosen
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class ReadingPage(Sheet):
    action: str
    settings: list[Setting]


def reading(request: AccountRequest) -> ReadingPage:
    return ReadingPage(
        **around(
            request, "reading", _("Reading"), _("How your mail looks. Each choice applies at once.")
        ),
        action=reverse("settings:reading"),
        settings=chosen(request.account, READING),
    )

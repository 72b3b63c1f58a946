"""What every settings page has: its title, its words, the menu of all pages beside it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.models import Account
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Frame
from preau.web.shell.framing import frame


@dataclass(frozen=True)
class Section:
    """One page of the settings, as their menu shows it."""

    name: str
    icon: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class SettingsPage:
    """`lead` says in one sentence what the page is for; each subject adds what it shows."""

    frame: Frame
    title: str
    lead: str
    sections: list[Section]


def sections(current: str, person: Account) -> list[Section]:
    pages = {
        "reading": (_("Reading"), "book-open"),
        "writing": (_("Writing"), "pencil"),
        "senders": (_("Trusted senders"), "image"),
        "account": (_("Account"), "user-round"),
        "devices": (_("Devices"), "monitor-smartphone"),
        "security": (_("Security"), "shield"),
        "sessions": (_("Sessions"), "monitor"),
        "activity": (_("Activity"), "history"),
    }
    folders = Section(_("Folders"), "folder", f"/mail/{person.identifier}/inbox/#folders")
    own = [
        Section(name, icon, reverse(f"settings:{key}"), key == current)
        for key, (name, icon) in pages.items()
    ]
    return [*own[:2], folders, *own[2:]]


def settings_frame(request: AccountRequest) -> Frame:
    search_url = f"/mail/{request.account.identifier}/all/"
    return frame(request, search_url=search_url, toasts=waiting_toasts(request))

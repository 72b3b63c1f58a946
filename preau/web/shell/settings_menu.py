"""What every page of the settings has, whichever area it belongs to: title, words, the menu."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.models import Account
from preau.web.kit.answers import waiting_toasts
from preau.web.kit.request import AccountRequest
from preau.web.shell.framing import frame
from preau.web.shell.sheet import Around, Section


def around(request: AccountRequest, current: str, title: str, lead: str) -> Around:
    """What stands around the page of the menu that is called `current`."""
    return Around(
        frame=frame(request, toasts=waiting_toasts(request)),
        title=title,
        lead=lead,
        sections=sections(current, request.account),
    )


def sections(current: str, person: Account) -> list[Section]:
    """How one reads and writes, what one's mailbox does by itself, then oneself and one's doors."""
    return [
        *_group(_("Messages"), _messages(), current),
        *_group(_("Mailbox"), _mailbox(person), current),
        *_group(_("Account and access"), _account(), current),
    ]


Entry = tuple[str, str, str, str]
"""What the page calls itself, its name, its icon, its address."""


def _messages() -> list[Entry]:
    return [
        ("reading", _("Reading"), "book-open", reverse("settings:reading")),
        ("writing", _("Writing"), "pencil", reverse("settings:writing")),
        ("templates", _("Templates"), "notebook-text", reverse("wordings:list")),
        ("links", _("My links"), "link", reverse("files:links")),
    ]


def _mailbox(person: Account) -> list[Entry]:
    return [
        ("filters", _("Filters"), "list-filter", reverse("filters:home")),
        ("senders", _("Senders"), "shield-check", reverse("settings:senders")),
        ("absence", _("Absence notices"), "calendar-clock", reverse("absence:absence")),
        ("folders", _("Folders"), "folder", f"/mail/{person.identifier}/inbox/#folders"),
        ("space", _("Storage"), "hard-drive", reverse("space:home")),
        ("erased", _("Erased messages"), "archive-restore", reverse("erased:home")),
    ]


def _account() -> list[Entry]:
    return [
        ("account", _("Account"), "user-round", reverse("settings:account")),
        ("security", _("Security"), "shield", reverse("settings:security")),
        ("devices", _("Devices"), "monitor-smartphone", reverse("settings:devices")),
        ("applications", _("Applications"), "layout-grid", reverse("applications:list")),
        ("sessions", _("Sessions"), "monitor", reverse("settings:sessions")),
        ("activity", _("Activity"), "history", reverse("settings:activity")),
    ]


def _group(name: str, entries: Iterable[Entry], current: str) -> list[Section]:
    return [
        Section(title, icon, url, is_current=key == current, group=name)
        for key, title, icon, url in entries
    ]

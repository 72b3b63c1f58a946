"""What every page of the settings has, whichever area it belongs to: title, words, the menu."""

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
    """How one's mail looks and what it does by itself, then oneself and one's programs."""
    return [
        _section("reading", _("Reading"), "book-open", current),
        _section("writing", _("Writing"), "pencil", current),
        _section("templates", _("Templates"), "notebook-text", current, page="wordings:list"),
        _section("filters", _("Filters"), "list-filter", current, page="filters:home"),
        _section(
            "absence", _("Absence notices"), "calendar-clock", current, page="absence:absence"
        ),
        Section(_("Folders"), "folder", f"/mail/{person.identifier}/inbox/#folders"),
        _section("erased", _("Erased messages"), "archive-restore", current, page="erased:home"),
        _section("senders", _("Trusted senders"), "image", current),
        _section("links", _("My links"), "link", current, page="files:links"),
        _section("space", _("Storage"), "hard-drive", current, page="space:home"),
        _section("account", _("Account"), "user-round", current),
        _section("devices", _("Devices"), "monitor-smartphone", current),
        _section(
            "applications", _("Applications"), "layout-grid", current, page="applications:list"
        ),
        _section("security", _("Security"), "shield", current),
        _section("sessions", _("Sessions"), "monitor", current),
        _section("activity", _("Activity"), "history", current),
    ]


def _section(key: str, name: str, icon: str, current: str, *, page: str = "") -> Section:
    """`page` is the name of its address, where that is not of the area `settings`."""
    url = reverse(page or f"settings:{key}")
    return Section(name, icon, url, is_current=key == current)

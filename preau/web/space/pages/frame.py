"""What the pages of a mailbox's room have in common: the menu, the tabs, the gauge in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Usage
from preau.identity.models import Mailbox, Membership
from preau.kit import figures
from preau.mail.access import Desk
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Tab
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet

# As in the folders' pane: over these shares a mailbox warns, then says it is full (Q-03).
WARNING_PERCENT, FULL_PERCENT = 80, 95


@dataclass(frozen=True)
class Room:
    """How full it is. `percent` is None where there is no limit."""

    sentence: str
    percent: int | None = None
    level: Literal["calm", "warning", "full"] = "calm"


@dataclass(frozen=True, kw_only=True)
class SpacePage(Sheet):
    """`boxes` are the mailboxes to choose from; none for who has one."""

    box: str
    box_name: str
    boxes: list[Tab]
    tabs: list[Tab]


def surroundings(
    request: AccountRequest, desk: Desk, current: str, title: str, lead: str
) -> dict[str, object]:
    """The fields of SpacePage. `current` is the name of the page among the tabs."""
    return {
        **around(request, "space", title, lead),
        "box": desk.mailbox.slug,
        "box_name": desk.mailbox.name,
        "boxes": _boxes(desk.memberships, desk.mailbox, current),
        "tabs": _tabs(desk.mailbox.slug, current),
    }


def _boxes(memberships: Sequence[Membership], mailbox: Mailbox, current: str) -> list[Tab]:
    if len(memberships) < 2:
        return []
    page = f"space:{current or 'overview'}"
    return [
        Tab(
            one.mailbox.name,
            reverse(page, kwargs={"box": one.mailbox.slug}),
            one.mailbox.pk == mailbox.pk,
        )
        for one in memberships
    ]


def _tabs(box: str, current: str) -> list[Tab]:
    pages = {
        "overview": _("What fills it"),
        "cleanup": _("Make room"),
        "archives": _("Archives to download"),
    }
    return [
        Tab(name, reverse(f"space:{page}", kwargs={"box": box}), page == current)
        for page, name in pages.items()
    ]


def room(usage: Usage) -> Room:
    if not usage.limit:
        used = _("%(used)s used, without a limit.") % {"used": figures.size(usage.used)}
        return Room(used)
    percent = min(100, round(100 * usage.used / usage.limit))
    sentence = _("%(used)s of %(limit)s used, %(left)s left.") % {
        "used": figures.size(usage.used),
        "limit": figures.size(usage.limit),
        "left": figures.size(max(0, usage.limit - usage.used)),
    }
    if percent >= FULL_PERCENT:
        return Room(sentence, percent, "full")
    return Room(sentence, percent, "warning" if percent >= WARNING_PERCENT else "calm")

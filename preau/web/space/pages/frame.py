"""What the pages of a mailbox's room have in common: the menu, the tabs."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.mail.access import Desk
from preau.web.kit.request import AccountRequest
from preau.web.shell.boxes import box_tabs
from preau.web.shell.frame import Tab
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


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
        "boxes": box_tabs(desk.memberships, desk.mailbox, f"space:{current or 'overview'}"),
        "tabs": _tabs(desk.mailbox.slug, current),
    }


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

"""What fills the mailbox, as a picture each part of which leads to its messages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.kit import figures
from preau.mail import room as rooms
from preau.mail.access import Desk
from preau.space import keeping
from preau.space.models import Errand
from preau.space.surveying import Found, fresh
from preau.web.kit.gauge import Room, room
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Choice
from preau.web.space import addresses
from preau.web.space.pages.bars import Bar, Group, folders, groups, in_a_row
from preau.web.space.pages.frame import SpacePage, surroundings


@dataclass(frozen=True, kw_only=True)
class OverviewPage(SpacePage):
    room: Room
    picture: list[Bar]
    groups: list[Group]
    waiting: str
    counting_url: str
    keeping: list["Rule"]
    gain: str


@dataclass(frozen=True)
class Rule:
    """How long one folder is kept."""

    name: str
    label: str
    choices: list[Choice]


def overview(request: AccountRequest, desk: Desk, ask_survey: Callable[[], Errand]) -> OverviewPage:
    """`ask_survey` has a mailbox counted that is too large for a page's time."""
    found = fresh(desk)
    counting = ask_survey() if found is None else None
    shares = folders(desk, found) if found else []
    box = desk.mailbox.slug
    return OverviewPage(
        **surroundings(  # type: ignore[arg-type]
            request,
            desk,
            "overview",
            _("Storage"),
            _("How much room is left in your mailbox, what fills it, and how to make room."),
        ),
        room=room(rooms.usage(desk)),
        picture=in_a_row(shares),
        groups=groups(desk, found, shares) if found else [],
        waiting=_waiting(found),
        counting_url=addresses.errand(box, counting.pk) if counting else "",
        keeping=rules(desk),
        gain=_gain(found),
    )


def _waiting(found: Found | None) -> str:
    if found is None or found.waiting is None:
        return ""
    said = _("%(size)s deleted a moment ago is being erased, and still counts.")
    return said % {"size": figures.size(found.waiting.octets)}


def _gain(found: Found | None) -> str:
    """Of the best of the offers: they may hold the same messages, and are not added up."""
    most = max((offer.octets for offer in found.offers), default=0) if found else 0
    return figures.size(most) if most else ""


def rules(desk: Desk) -> list[Rule]:
    now = keeping.kept(desk.mailbox)
    choices = keeping.choices_of(desk.mailbox)
    labels = {"trash": _("Messages in the trash"), "junk": _("Messages in junk")}
    return [
        Rule(role, label, [Choice(str(d), _days(d), d == now.days(role)) for d in choices])
        for role, label in labels.items()
    ]


def _days(days: int) -> str:
    if not days:
        return _("are kept until you delete them")
    said = ngettext("are erased after %(n)s day", "are erased after %(n)s days", days)
    return said % {"n": days}

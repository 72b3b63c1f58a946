"""The first step of making room: what may go, each with what it weighs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from preau.kit import figures
from preau.mail import room as rooms
from preau.mail.access import Desk
from preau.space import scopes
from preau.space.models import Errand
from preau.space.surveying import Found, Part, fresh
from preau.web.kit.gauge import Room, room
from preau.web.kit.request import AccountRequest
from preau.web.space import addresses
from preau.web.space.pages.bars import messages
from preau.web.space.pages.frame import SpacePage, surroundings

ICONS = {
    "trash": "trash-2",
    "junk": "shield-alert",
    "heavy": "paperclip",
    "sent": "send",
    "lists": "megaphone",
    "twins": "copy",
}
SURE = ("trash", "junk")


@dataclass(frozen=True)
class Offer:
    name: str
    icon: str
    title: str
    hint: str
    count: str
    size: str
    is_checked: bool = False


@dataclass(frozen=True, kw_only=True)
class CleanupPage(SpacePage):
    room: Room
    offers: list[Offer]
    counting_url: str
    error: str = ""


def cleanup(
    request: AccountRequest,
    desk: Desk,
    ask_survey: Callable[[], Errand],
    *,
    proposed: list[str],
    error: str = "",
) -> CleanupPage:
    """`proposed`: offers chosen already, by the help desk; else those that nobody wants back."""
    found = fresh(desk)
    counting = ask_survey() if found is None else None
    return CleanupPage(
        **surroundings(  # type: ignore[arg-type]
            request,
            desk,
            "cleanup",
            _("Make room"),
            _("In three steps: choose, see exactly what it frees, confirm."),
        ),
        room=room(rooms.usage(desk)),
        offers=_offers(found, proposed or SURE) if found else [],
        counting_url=addresses.errand(desk.mailbox.slug, counting.pk) if counting else "",
        error=error,
    )


def _offers(found: Found, chosen: Sequence[str]) -> list[Offer]:
    return [_offer(part, is_checked=part.key in chosen) for part in found.offers if part.messages]


def _offer(part: Part, *, is_checked: bool) -> Offer:
    size = figures.size(part.octets)
    return Offer(
        name=part.key,
        icon=ICONS[part.key],
        title=scopes.offer_title(part.key),
        hint=_hint(part.key),
        count=messages(part.messages),
        size=_("up to %(size)s") % {"size": size} if part.key == "twins" else size,
        is_checked=is_checked,
    )


def _hint(name: str) -> str:
    return {
        "trash": _("You threw them away already."),
        "junk": _("Have a quick look first: a real message may have gone astray there."),
        "heavy": _("Messages of 1 MB and more. Those with a star stay."),
        "sent": _("Of 1 MB and more. The people you wrote to keep theirs; yours with a star stay."),
        "lists": _("Information letters and mailing lists. Those with a star stay."),
        "twins": _("Of each, the one you filed or starred stays."),
    }[name]

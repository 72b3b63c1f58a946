"""What the console offers, by role. A new page adds its duty here, its address and its view."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from preau.identity.arrivals import MAKERS
from preau.identity.models import Account, Role
from preau.identity.queries import role_kinds


@dataclass(frozen=True)
class Duty:
    """`key` names its address in `console/urls.py`, `icon` a symbol of the sprite."""

    key: str
    icon: str
    name: Promise
    sentence: Promise
    kinds: frozenset[str]


HELPERS = frozenset({Role.Kind.HEAD, Role.Kind.MANAGER, Role.Kind.DESK, Role.Kind.ADMINISTRATOR})
AGENTS = frozenset({Role.Kind.DESK, Role.Kind.ADMINISTRATOR})

DUTIES: tuple[Duty, ...] = (
    Duty(
        "slips",
        "user-plus",
        _("Arrivals"),
        _("Print the slips by which newcomers activate their account."),
        frozenset(MAKERS),
    ),
    Duty(
        "accounts",
        "users",
        _("Accounts"),
        _("See how an account stands, hand over a code when a password is lost."),
        HELPERS,
    ),
    Duty(
        "boxes",
        "inbox",
        _("Shared mailboxes"),
        _("See what room they have and what fills them, give them more."),
        AGENTS,
    ),
    Duty(
        "announcements",
        "megaphone",
        _("Announcements"),
        _("Tell everybody of an interruption or a trouble, on every page."),
        AGENTS,
    ),
    Duty(
        "desk",
        "life-buoy",
        _("Requests"),
        _("Answer what people ask the help desk."),
        AGENTS,
    ),
    Duty(
        "forecast",
        "activity",
        _("Expected load"),
        _("See how many requests the coming days may bring."),
        AGENTS,
    ),
)


def duties_of(account: Account) -> Iterable[Duty]:
    """Those of this person's roles, in the order of the table."""
    mine = role_kinds(account)
    return [duty for duty in DUTIES if not mine.isdisjoint(duty.kinds)]

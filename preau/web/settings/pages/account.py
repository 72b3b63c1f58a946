"""Who one is here, and what a mail program asks for."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.engines.errors import EngineError
from preau.grace.actions import growing
from preau.identity.models import Account, Mailbox, Membership
from preau.identity.queries import memberships
from preau.kit import figures
from preau.mail.doors import mailstore
from preau.web.kit import gauge
from preau.web.kit.programs import Programs, programs
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Fact
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class Room:
    """A mailbox and how full it is; `sentence` alone when nobody could tell."""

    name: str
    address: str
    sentence: str
    percent: int | None = None
    level: str = "calm"
    larger: str = ""
    """The size its owner may give it by one click."""
    enlarge_url: str = ""
    url: str = ""
    """What fills it, and how to make room."""


@dataclass(frozen=True, kw_only=True)
class AccountPage(Sheet):
    facts: list[Fact]
    rooms: list[Room]
    programs: Programs


def account(request: AccountRequest) -> AccountPage:
    person = request.account
    return AccountPage(
        **around(
            request,
            "account",
            _("Account"),
            _("Who you are here, and what a mail program asks for."),
        ),
        facts=_facts(person),
        rooms=[_with_more(_room(one.mailbox), one) for one in memberships(person)],
        programs=programs(person, request.academy),
    )


def _facts(person: Account) -> list[Fact]:
    own = Mailbox.objects.get(login=person.login)
    others = own.addresses.exclude(address=own.address).values_list("address", flat=True)
    posts = [", ".join(filter(None, (p.function, p.school_name))) for p in person.posts]
    facts = [
        Fact(_("Name"), person.name),
        *(Fact(_("Post"), post) for post in posts),
        Fact(_("Identifier"), person.identifier),
        Fact(_("Address"), own.address),
    ]
    return facts + [Fact(_("Also reaches you"), address) for address in sorted(others)]


def _with_more(room: Room, membership: Membership) -> Room:
    box = {"box": membership.mailbox.slug}
    room = replace(room, url=reverse("space:overview", kwargs=box))
    size = growing.offered(membership.mailbox) if membership.is_owner else 0
    if not size:
        return room
    url = reverse("mail:enlarge", kwargs=box)
    return replace(room, larger=figures.size(size), enlarge_url=url)


def _room(mailbox: Mailbox) -> Room:
    try:
        with mailstore().open(mailbox.login) as box:
            usage = box.usage()
    except EngineError:
        return Room(mailbox.name, mailbox.address, _("The mail server does not say at the moment."))
    found = gauge.room(usage)
    return Room(mailbox.name, mailbox.address, found.sentence, found.percent, found.level)

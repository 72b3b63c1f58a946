"""Who one is here, and what a mail program asks for."""

from dataclasses import dataclass

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
    """A mailbox and how full it is."""

    name: str
    full: gauge.Room
    url: str
    """What fills it, and how to make room."""
    larger: str
    """The size its owner may give it by one click."""
    enlarge_url: str


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
        rooms=[_room(one) for one in memberships(person)],
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


def _room(membership: Membership) -> Room:
    mailbox = membership.mailbox
    box = {"box": mailbox.slug}
    size = growing.offered(mailbox) if membership.is_owner else 0
    return Room(
        name=mailbox.name,
        full=_full(mailbox),
        url=reverse("space:overview", kwargs=box),
        larger=figures.size(size) if size else "",
        enlarge_url=reverse("mail:enlarge", kwargs=box) if size else "",
    )


def _full(mailbox: Mailbox) -> gauge.Room:
    try:
        with mailstore().open(mailbox.login) as box:
            return gauge.room(box.usage())
    except EngineError:
        return gauge.Room(_("The mail server does not say at the moment."))

"""Accounts as somebody who helps sees them: how they stand, never what is in their mail."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.identity.access import accounts_in_reach, matching
from preau.identity.actions.proving import spaced
from preau.identity.models import Account, Mailbox, SecondAddress
from preau.identity.queries import recent_sign_ins, role_kinds
from preau.identity.rules import may_help
from preau.kit import moments
from preau.web.console.duties import AGENTS
from preau.web.console.pages.boxes import taken
from preau.web.console.pages.home import around
from preau.web.console.paging import AT_ONCE, Asked
from preau.web.console.shown import Cell, ConsolePage, Line, Table, Tone, Verb
from preau.web.credentials.elsewhere import elsewhere
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Fact, Tab
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class AccountPage(Sheet):
    """One account: its facts, and what this helper may do for it."""

    url: str
    facts: list[Fact]
    may_seal: bool
    place: str = ""
    """The name of the directory that keeps the passwords, when they do not live here."""
    room: "Room | None" = None
    turn: str = ""
    """`suspend`, `reactivate`, or nothing that this helper may do."""


@dataclass(frozen=True)
class Room:
    """What is taken of this person's mailbox, and where more is given."""

    sentence: str
    url: str


@dataclass(frozen=True)
class SheetPage:
    """A sealed code on paper, shown once."""

    title: str
    person: str
    identifier: str
    code: str
    address: str
    back_url: str
    steps: list[str] = field(default_factory=list)


def state_words() -> dict[str, tuple[str, Tone]]:
    return {
        Account.State.EXPECTED: (_("Expected"), "calm"),
        Account.State.TO_ACTIVATE: (_("To activate"), "warning"),
        Account.State.ACTIVE: (_("Active"), "good"),
        Account.State.SUSPENDED: (_("Suspended"), "danger"),
        Account.State.LEFT: (_("Left"), "calm"),
    }


def accounts(request: AccountRequest) -> ConsolePage:
    asked = Asked.of(request.GET, reverse("console:accounts"), Account.State.values)
    found = matching(accounts_in_reach(request.account), asked.query)
    if asked.tab:
        found = found.filter(state=asked.tab)
    shown = list(found.prefetch_related("person__posts")[asked.window])
    return ConsolePage(
        **around(
            request,
            "accounts",
            _("Accounts"),
            _("How the accounts stand, and the code that opens one whose password is lost."),
        ),
        table=Table(
            caption=_("Accounts"),
            columns=[_("Name"), _("Post"), _("State")],
            lines=[_line(account) for account in shown[:AT_ONCE]],
            url=asked.page,
            query=asked.query,
            search_label=_("Name, identifier or address"),
            tabs=_tabs(asked),
            **asked.turning(len(shown)),
            empty_title=_("Nobody here"),
            empty_sentence=_("No account that you may help has these words."),
        ),
    )


def account(request: AccountRequest, person: Account) -> AccountPage:
    turns = {Account.State.ACTIVE: "suspend", Account.State.SUSPENDED: "reactivate"}
    may = may_help(request.account, person)
    may_as_agent = may and not role_kinds(request.account).isdisjoint(AGENTS)
    place = elsewhere(request.academy)
    return AccountPage(
        **around(
            request,
            "accounts",
            person.name,
            _("What is shown here was noted in this person’s activity: they can read it."),
        ),
        url=reverse("console:account", kwargs={"identifier": person.identifier}),
        facts=facts(person),
        may_seal=person.state == Account.State.ACTIVE and may and place is None,
        place=place.name if place is not None else "",
        room=_room(person) if may_as_agent else None,
        turn=turns.get(Account.State(person.state), "") if may_as_agent else "",
    )


def _room(person: Account) -> Room | None:
    """None for who has no mailbox."""
    mailbox = Mailbox.objects.filter(login=person.login, is_active=True).first()
    if mailbox is None:
        return None
    return Room(taken(mailbox), reverse("console:box", kwargs={"number": mailbox.pk}))


def facts(person: Account) -> list[Fact]:
    last = next(iter(recent_sign_ins(person, 1)), None)
    posts = [", ".join(filter(None, (p.function, p.school_name))) for p in person.posts]
    return [
        Fact(_("Identifier"), person.identifier),
        Fact(_("Address"), person.address),
        *(Fact(_("Post"), post) for post in posts),
        Fact(_("State"), state_words()[person.state][0]),
        Fact(_("Second address"), _second_address(person)),
        Fact(_("Last sign-in"), moments.full_label(last.at) if last else _("Never")),
    ]


def sheet(request: AccountRequest, person: Account, code: str) -> SheetPage:
    host = request.academy.entrance.host
    return SheetPage(
        title=_("Sealed code"),
        person=person.name,
        identifier=person.identifier,
        code=spaced(code),
        address=host,
        back_url=reverse("console:account", kwargs={"identifier": person.identifier}),
        steps=[
            _("Open %(address)s, choose “Forgotten password?”, then “I was given a sealed code”.")
            % {"address": host},
            _("Write your identifier, your birth date and the code above: it works once."),
            _("Choose a new password, that you alone know."),
        ],
    )


def _second_address(person: Account) -> str:
    """Whether there is one, never which."""
    found = SecondAddress.objects.filter(person=person.person_id).first()
    if found is None:
        return _("Not recorded")
    if found.failed_at is not None:
        return _("Recorded, but it refuses mail")
    return _("Recorded and proved") if found.is_proved else _("Recorded, not proved")


def _line(account: Account) -> Line:
    words, tone = state_words()[account.state]
    url = reverse("console:account", kwargs={"identifier": account.identifier})
    post = next(iter(account.posts), None)
    return Line(
        cells=[
            Cell(account.name, more=account.address, url=url),
            Cell(post.function if post else "", more=post.school_name if post else ""),
            Cell(words, tone=tone),
        ],
        key=account.identifier,
        label=account.name,
        verbs=[
            Verb(
                _("Open"),
                _("Open the account of %(name)s") % {"name": account.name},
                url,
                is_link=True,
            )
        ],
    )


def _tabs(asked: Asked) -> list[Tab]:
    names = {"": _("All")} | {key: words for key, (words, _tone) in state_words().items()}
    return [Tab(words, asked.url(tab=key), asked.tab == key) for key, words in names.items()]

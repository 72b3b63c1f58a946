"""Mailboxes as the help desk sees them: their room, what fills it by counts and sizes (M-04)."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.academies.mail import MB
from preau.engines.errors import EngineError
from preau.grace.queries import waiting_count
from preau.identity.access import shared_boxes_in_reach
from preau.identity.doors import doveadm
from preau.identity.models import Mailbox
from preau.kit import figures, moments
from preau.mail import names
from preau.space import scopes
from preau.space.actions.tallying import Tally, tally
from preau.space.surveying import Part
from preau.web.console.pages.home import around
from preau.web.console.paging import AT_ONCE, Asked
from preau.web.console.shown import Cell, ConsolePage, Line, Table
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Choice, Fact
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True)
class RoomForm:
    """The room of a mailbox, in MB, as typed with what is wrong in it."""

    url: str
    megabytes: int
    error: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Filling:
    """What fills it: each line says a size and how many messages. `offers` may be sent."""

    folders: list[Fact]
    years: list[Fact]
    offers: list[Choice]
    offer_url: str
    counted: str


@dataclass(frozen=True, kw_only=True)
class BoxPage(Sheet):
    facts: list[Fact]
    room: RoomForm
    filling: Filling | None
    sentence: str
    """Why nothing is said of what fills it."""


def boxes(request: AccountRequest) -> ConsolePage:
    asked = Asked.of(request.GET, reverse("console:boxes"))
    found = shared_boxes_in_reach(request.account).annotate(members=Count("memberships"))
    for word in asked.query.split():
        found = found.filter(Q(name__icontains=word) | Q(address__icontains=word))
    shown = list(found.order_by("name", "pk")[asked.window])
    return ConsolePage(
        **around(
            request,
            "boxes",
            _("Shared mailboxes"),
            _("Those of schools and services: their room, and who shares them."),
        ),
        table=Table(
            caption=_("Shared mailboxes"),
            columns=[_("Mailbox"), _("Room"), _("Shared by")],
            lines=[_line(box, box.members) for box in shown[:AT_ONCE]],
            url=asked.page,
            query=asked.query,
            search_label=_("Name or address"),
            **asked.turning(len(shown)),
            empty_title=_("No mailbox here"),
            empty_sentence=_("No shared mailbox has these words."),
            empty_icon="inbox",
        ),
    )


def _line(box: Mailbox, members: int) -> Line:
    url = reverse("console:box", kwargs={"number": box.pk})
    people = ngettext("%(num)s person", "%(num)s people", members) % {"num": members}
    return Line(
        cells=[
            Cell(box.name, more=box.address, url=url),
            Cell(figures.size(box.quota_bytes)),
            Cell(people),
        ]
    )


def box(request: AccountRequest, mailbox: Mailbox, *, room: RoomForm | None = None) -> BoxPage:
    found, sentence = _tallied(mailbox)
    return BoxPage(
        **around(
            request,
            "boxes" if mailbox.is_functional else "accounts",
            mailbox.name,
            _("What is shown here are counts and sizes: no subject, no sender, no content."),
        ),
        facts=_facts(mailbox),
        room=room or room_form(mailbox),
        filling=_filling(mailbox, found) if found else None,
        sentence=sentence,
    )


def room_form(
    mailbox: Mailbox, *, megabytes: int = 0, error: str = "", reason: str = ""
) -> RoomForm:
    return RoomForm(
        url=reverse("console:room", kwargs={"number": mailbox.pk}),
        megabytes=megabytes or mailbox.quota_bytes // MB,
        error=error,
        reason=reason,
    )


def taken(mailbox: Mailbox) -> str:
    """Asked of the quota alone."""
    try:
        quota = doveadm().quota(mailbox.login)
    except EngineError:
        return _("The mail server does not say at the moment.")
    sizes = {"used": figures.size(quota.used), "limit": figures.size(quota.limit)}
    said = _("%(used)s of %(limit)s") % sizes
    waiting = waiting_count(mailbox)
    if not waiting:
        return said
    words = ngettext("%(num)s message waits", "%(num)s messages wait", waiting)
    return f"{said} · {words % {'num': figures.whole(waiting)}}"


def _facts(mailbox: Mailbox) -> list[Fact]:
    facts = [Fact(_("Address"), mailbox.address), Fact(_("Room"), taken(mailbox))]
    if not mailbox.is_functional:
        return facts
    members = mailbox.memberships.select_related("account").order_by("account__family_name", "pk")
    people = ", ".join(one.account.name for one in members) or _("nobody")
    return [*facts, Fact(_("Shared by"), people)]


def _tallied(mailbox: Mailbox) -> tuple[Tally | None, str]:
    try:
        found = tally(mailbox)
    except EngineError:
        return None, _("The mail server does not say at the moment.")
    counting = _("This mailbox holds very many messages: they are being counted. Come back soon.")
    return found, "" if found else counting


def _filling(mailbox: Mailbox, found: Tally) -> Filling:
    return Filling(
        folders=[
            Fact(names.role_title(part.key) or _("Folders of their own"), _weight(part))
            for part in found.folders
        ],
        years=[Fact(part.key, _weight(part)) for part in found.years],
        offers=[
            Choice(part.key, f"{scopes.offer_title(part.key)} ({_weight(part)})")
            for part in found.offers
        ],
        offer_url=reverse("console:offer", kwargs={"number": mailbox.pk}),
        counted=moments.full_label(found.made_at),
    )


def _weight(part: Part) -> str:
    said = ngettext("%(n)s message", "%(n)s messages", part.messages)
    return f"{figures.size(part.octets)} · {said % {'n': figures.whole(part.messages)}}"

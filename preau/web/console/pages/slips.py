"""Arrivals as a head of school or a service sees them: who has to come in, and their slips."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.identity.access import matching
from preau.identity.actions.handing_over import BY_NAME
from preau.identity.arrivals import batches_of, served_by, waiting_for
from preau.identity.models import Account, Slip, SlipBatch
from preau.kit import figures, moments
from preau.web.console.pages.accounts import state_words
from preau.web.console.pages.home import console_frame, sections
from preau.web.console.shown import Cell, Line, Section, Tab, Table, Tone, Verb
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Frame

AT_ONCE = 50
WITHOUT, WITH = "without", "with"
FORM = "slips-form"


@dataclass(frozen=True)
class Asked:
    """What of the list is looked at."""

    query: str = ""
    tab: str = ""
    first: int = 0

    @classmethod
    def of(cls, given: "dict[str, str]") -> "Asked":
        first = given.get("from", "")
        tab = given.get("tab", "")
        return cls(
            query=given.get("q", "").strip(),
            tab=tab if tab in (WITHOUT, WITH) else "",
            first=int(first) if first.isdecimal() and len(first) < 8 else 0,
        )

    def url(self, *, tab: str | None = None, first: int = 0) -> str:
        told = {"q": self.query, "tab": self.tab if tab is None else tab, "from": max(first, 0)}
        words = urlencode({name: value for name, value in told.items() if value})
        return reverse("console:slips") + (f"?{words}" if words else "")


@dataclass(frozen=True)
class SlipsPage:
    """`every` is the label of the button that serves all who have no slip; empty for nobody."""

    frame: Frame
    title: str
    lead: str
    sections: list[Section]
    table: Table
    asked: Asked
    every: str = ""
    batches_url: str = ""


@dataclass(frozen=True)
class BatchPage:
    """The slips of one batch; `good` is how many can still be printed and used."""

    frame: Frame
    title: str
    lead: str
    sections: list[Section]
    table: Table
    sheets_url: str
    back_url: str
    good: int


def slip_words() -> dict[str, tuple[str, Tone]]:
    return {
        Slip.State.MADE: (_("Made"), "calm"),
        Slip.State.PRINTED: (_("Printed"), "warning"),
        Slip.State.USED: (_("Used"), "good"),
        Slip.State.REVOKED: (_("Withdrawn"), "danger"),
        Slip.State.EXPIRED: (_("Too old"), "danger"),
    }


def chosen_by(helper: Account, asked: Asked) -> "QuerySet[Account]":
    """Everybody of the list, as it was asked for."""
    found = matching(waiting_for(helper), asked.query)
    good = Slip.objects.filter(
        account=OuterRef("pk"), used_at=None, revoked_at=None, expires_at__gt=timezone.now()
    )
    if asked.tab == WITHOUT:
        return found.filter(~Exists(good))
    return found.filter(Exists(good)) if asked.tab == WITH else found


def slips(request: AccountRequest) -> SlipsPage:
    asked = Asked.of(request.GET.dict())
    found = chosen_by(request.account, asked)
    without = chosen_by(request.account, Asked(asked.query, WITHOUT)).count()
    shown = list(found[asked.first : asked.first + AT_ONCE + 1])
    label = ngettext(
        "Make a slip for the one person without", "Make slips for the %(n)s without", without
    ) % {"n": figures.whole(without)}
    return SlipsPage(
        frame=console_frame(request),
        title=_("Arrivals"),
        lead=_("Who has not activated yet, and the sealed slips that let them in."),
        sections=sections(request, "slips"),
        table=_people(shown, asked),
        asked=asked,
        every=label if without and asked.tab != WITH else "",
        batches_url=reverse("console:slip_batches"),
    )


def batches(request: AccountRequest) -> SlipsPage:
    made = list(batches_of(request.account)[:AT_ONCE])
    return SlipsPage(
        frame=console_frame(request),
        title=_("Batches of slips"),
        lead=_("What was made, newest first: print again, see who has come in."),
        sections=sections(request, "slips"),
        table=Table(
            caption=_("Batches of slips"),
            columns=[_("Made"), _("By"), _("Slips")],
            lines=[_batch_line(one) for one in made],
            empty_title=_("No batch yet"),
            empty_sentence=_("Choose people among the arrivals and make their slips."),
        ),
        asked=Asked(),
    )


def batch(request: AccountRequest, one: SlipBatch) -> BatchPage:
    first = Asked.of(request.GET.dict()).first
    served = one.slips.filter(account__in=served_by(request.account))
    every = served.select_related("account").order_by(*BY_NAME)
    shown = list(every[first : first + AT_ONCE + 1])
    here = reverse("console:slip_batch", kwargs={"number": one.pk})
    more = len(shown) > AT_ONCE
    return BatchPage(
        frame=console_frame(request),
        title=_("Slips of %(moment)s") % {"moment": moments.full_label(one.made_at)},
        lead=_("Good until %(day)s, once each. Hand them over in person, to the person named.")
        % {"day": moments.day_label(timezone.localtime(one.expires_at).date())},
        sections=sections(request, "slips"),
        table=Table(
            caption=_("Slips"),
            columns=[_("Name"), _("Slip")],
            lines=[_slip_line(slip) for slip in shown[:AT_ONCE]],
            position=_position(first, shown),
            previous_url=f"{here}?from={max(0, first - AT_ONCE)}" if first else "",
            next_url=f"{here}?from={first + AT_ONCE}" if more else "",
        ),
        sheets_url=reverse("console:slip_sheets", kwargs={"number": one.pk}),
        back_url=reverse("console:slips"),
        good=served.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now()).count(),
    )


def _people(shown: list[Account], asked: Asked) -> Table:
    before = asked.url(first=asked.first - AT_ONCE) if asked.first else ""
    return Table(
        caption=_("Arrivals"),
        columns=[_("Name"), _("Post"), _("State"), _("Slip")],
        lines=[_line(account) for account in shown[:AT_ONCE]],
        url=reverse("console:slips"),
        query=asked.query,
        search_label=_("Name, identifier or address"),
        tabs=[
            Tab(words, asked.url(tab=key), asked.tab == key)
            for key, words in (("", _("All")), (WITHOUT, _("Without slip")), (WITH, _("With slip")))
        ],
        choose_form=FORM,
        position=_position(asked.first, shown),
        previous_url=before,
        next_url=asked.url(first=asked.first + AT_ONCE) if len(shown) > AT_ONCE else "",
        empty_title=_("Nobody to let in"),
        empty_sentence=_("Everybody whom you may serve has activated, or nobody has these words."),
    )


def _line(account: Account) -> Line:
    words, tone = state_words()[account.state]
    post = next(iter(account.person.posts.all()), None)
    slip: Slip | None = next(iter(getattr(account, "last_slips", [])), None)
    return Line(
        cells=[
            Cell(account.name, more=account.address),
            Cell(post.function if post else "", more=post.school_name if post else ""),
            Cell(words, tone=tone),
            _slip_cell(slip),
        ],
        key=str(account.pk),
        label=_("Choose %(name)s") % {"name": account.name},
        verbs=_verbs(account, slip),
        can_choose=True,
    )


def _slip_line(slip: Slip) -> Line:
    account = slip.account
    return Line(
        cells=[Cell(account.name, more=account.address), _slip_cell(slip)],
        verbs=_verbs(account, slip) if slip.state != Slip.State.USED else [],
    )


def _slip_cell(slip: Slip | None) -> Cell:
    if slip is None:
        return Cell(_("No slip yet"))
    words, tone = slip_words()[slip.state]
    moment = slip.used_at or slip.revoked_at or slip.printed_at or slip.made_at
    return Cell(words, more=moments.short_label(moment), tone=tone)


def _verbs(account: Account, slip: Slip | None) -> list[Verb]:
    """Withdraw one that is good; make one, again where there was one."""
    name = {"name": account.name}
    again = Verb(
        _("Make again") if slip else _("Make"),
        (_("Make the slip of %(name)s again") if slip else _("Make a slip for %(name)s")) % name,
        reverse("console:slips_make"),
        "id",
        str(account.pk),
    )
    if slip is None or not slip.is_good:
        return [again]
    withdraw = Verb(
        _("Withdraw"),
        _("Withdraw the slip of %(name)s") % name,
        reverse("console:slip_revoke", kwargs={"number": slip.pk}),
        is_danger=True,
    )
    return [again, withdraw]


def _batch_line(one: SlipBatch) -> Line:
    used = one.slips.exclude(used_at=None).count()
    count = one.slips.count()
    url = reverse("console:slip_batch", kwargs={"number": one.pk})
    return Line(
        cells=[
            Cell(moments.full_label(one.made_at), url=url),
            Cell(one.made_by.name),
            Cell(_("%(used)s of %(count)s used") % {"used": used, "count": figures.whole(count)}),
        ]
    )


def _position(first: int, shown: list[Account] | list[Slip]) -> str:
    last = first + min(len(shown), AT_ONCE)
    return _("%(first)s to %(last)s") % {"first": first + 1, "last": last}

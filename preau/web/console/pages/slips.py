"""Arrivals as a head of school or a service sees them: who has to come in, and their slips."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.identity.access import matching
from preau.identity.arrivals import waiting_for
from preau.identity.models import Account, Slip
from preau.kit import figures
from preau.web.console.pages.accounts import state_words
from preau.web.console.pages.home import around
from preau.web.console.pages.slip_rows import slip_cell, slip_verbs
from preau.web.console.paging import AT_ONCE, Asked
from preau.web.console.shown import Cell, Line, Table
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Tab
from preau.web.shell.sheet import Sheet

WITHOUT, WITH = "without", "with"
FORM = "slips-form"


@dataclass(frozen=True, kw_only=True)
class SlipsPage(Sheet):
    """`every` is the label of the button that serves all who have no slip; empty for nobody."""

    table: Table
    asked: Asked
    every: str = ""
    batches_url: str = ""


def chosen_by(helper: Account, query: str, tab: str) -> "QuerySet[Account]":
    """Everybody of the list, or of one of its tabs."""
    found = matching(waiting_for(helper), query)
    good = Slip.objects.filter(
        account=OuterRef("pk"), used_at=None, revoked_at=None, expires_at__gt=timezone.now()
    )
    if tab == WITHOUT:
        return found.filter(~Exists(good))
    return found.filter(Exists(good)) if tab == WITH else found


def slips(request: AccountRequest) -> SlipsPage:
    asked = Asked.of(request.GET, reverse("console:slips"), (WITHOUT, WITH), by="tab")
    found = chosen_by(request.account, asked.query, asked.tab)
    without = chosen_by(request.account, asked.query, WITHOUT).count()
    shown = list(found[asked.window])
    label = ngettext(
        "Make a slip for the one person without", "Make slips for the %(n)s without", without
    ) % {"n": figures.whole(without)}
    return SlipsPage(
        **around(
            request,
            "slips",
            _("Arrivals"),
            _("Who has not activated yet, and the sealed slips that let them in."),
        ),
        table=_people(shown, asked),
        asked=asked,
        every=label if without and asked.tab != WITH else "",
        batches_url=reverse("console:slip_batches"),
    )


def _people(shown: list[Account], asked: Asked) -> Table:
    return Table(
        caption=_("Arrivals"),
        columns=[_("Name"), _("Post"), _("State"), _("Slip")],
        lines=[_line(account) for account in shown[:AT_ONCE]],
        url=asked.page,
        query=asked.query,
        search_label=_("Name, identifier or address"),
        tabs=[
            Tab(words, asked.url(tab=key), asked.tab == key)
            for key, words in (("", _("All")), (WITHOUT, _("Without slip")), (WITH, _("With slip")))
        ],
        choose_form=FORM,
        **asked.turning(len(shown)),
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
            slip_cell(slip),
        ],
        key=str(account.pk),
        label=_("Choose %(name)s") % {"name": account.name},
        verbs=slip_verbs(account, slip),
        can_choose=True,
    )

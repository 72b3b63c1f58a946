"""Batches of slips: what was made, to print again and to see who has come in."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.identity.actions.handing_over import BY_NAME
from preau.identity.arrivals import batches_of, served_by
from preau.identity.models import Slip, SlipBatch
from preau.kit import figures, moments
from preau.web.console.pages.home import around
from preau.web.console.pages.slip_rows import slip_cell, slip_verbs
from preau.web.console.paging import AT_ONCE, Asked
from preau.web.console.shown import Cell, ConsolePage, Line, Table
from preau.web.kit.request import AccountRequest
from preau.web.shell.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class BatchPage(Sheet):
    """The slips of one batch; `good` is how many can still be printed and used."""

    table: Table
    sheets_url: str
    back_url: str
    good: int


def batches(request: AccountRequest) -> ConsolePage:
    counted = batches_of(request.account).annotate(
        every=Count("slips"), used=Count("slips__used_at")
    )
    return ConsolePage(
        **around(
            request,
            "slips",
            _("Batches of slips"),
            _("What was made, newest first: print again, see who has come in."),
        ),
        table=Table(
            caption=_("Batches of slips"),
            columns=[_("Made on"), _("By"), _("Slips")],
            lines=[_batch_line(one, one.used, one.every) for one in counted[:AT_ONCE]],
            empty_title=_("No batch yet"),
            empty_sentence=_("Choose people among the arrivals and make their slips."),
        ),
    )


def batch(request: AccountRequest, one: SlipBatch) -> BatchPage:
    asked = Asked.of(request.GET, reverse("console:slip_batch", kwargs={"number": one.pk}))
    served = one.slips.filter(account__in=served_by(request.account))
    every = served.select_related("account").order_by(*BY_NAME)
    shown = list(every[asked.window])
    return BatchPage(
        **around(
            request,
            "slips",
            _("Slips of %(moment)s") % {"moment": moments.full_label(one.made_at)},
            _("Good until %(day)s, once each. Hand them over in person, to the person named.")
            % {"day": moments.day_label(timezone.localtime(one.expires_at).date())},
        ),
        table=Table(
            caption=_("Slips"),
            columns=[_("Name"), _("Slip")],
            lines=[_slip_line(slip) for slip in shown[:AT_ONCE]],
            **asked.turning(len(shown)),
        ),
        sheets_url=reverse("console:slip_sheets", kwargs={"number": one.pk}),
        back_url=reverse("console:slips"),
        good=served.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now()).count(),
    )


def _batch_line(one: SlipBatch, used: int, every: int) -> Line:
    url = reverse("console:slip_batch", kwargs={"number": one.pk})
    return Line(
        cells=[
            Cell(moments.full_label(one.made_at), url=url),
            Cell(one.made_by.name),
            Cell(_("%(used)s of %(count)s used") % {"used": used, "count": figures.whole(every)}),
        ]
    )


def _slip_line(slip: Slip) -> Line:
    account = slip.account
    return Line(
        cells=[Cell(account.name, more=account.address), slip_cell(slip)],
        verbs=slip_verbs(account, slip) if slip.state != Slip.State.USED else [],
    )

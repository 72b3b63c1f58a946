"""The load to expect at the desk: in sentences, day by day, and how it was reckoned."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.kit import figures, moments
from preau.support.days import Kind
from preau.support.forecast import Forecast, Known, foretold
from preau.support.load import LEAST_DAYS, LEAST_REQUESTS, Coming
from preau.support.models import DeskRequest
from preau.support.queries import Figures, School
from preau.web.console.pages.home import around
from preau.web.console.pages.reckoning import reckoning
from preau.web.console.shown import Cell, ConsolePage, Line, Table
from preau.web.kit.request import AccountRequest
from preau.web.shell.frame import Fact

WHOLE = 1000
"""Widths of bars are in thousandths of the widest."""
SCHOOLS = 10


@dataclass(frozen=True)
class Bar:
    """One day: `wide` is what is expected, up to `reach` what is likely."""

    day: str
    detail: str
    requests: str
    likely: str
    wide: int
    reach: int
    is_rest: bool
    is_over_pace: bool


@dataclass(frozen=True)
class ForecastPage(ConsolePage):
    """`bars` is empty where too little is known; `sentences` say it then."""

    sentences: list[str]
    bars: list[Bar]
    arrivals: list[Fact]
    reckoning: list[str]


def forecast(request: AccountRequest, counts: Figures) -> ForecastPage:
    known, days = counts.known(), counts.coming()
    told, pace = foretold(known, days), counts.answered_a_day()
    return ForecastPage(
        **around(
            request,
            "forecast",
            _("Expected load"),
            _("How many requests the desk may expect in the coming two weeks, and why."),
        ),
        sentences=[*_what_is_expected(known, told, pace), _standing(counts)],
        bars=_bars(told, known, counts, pace) if told else [],
        arrivals=_arrivals(known, counts),
        reckoning=reckoning(known, told),
        table=_schools(counts.schools(SCHOOLS)),
    )


def _what_is_expected(known: Known, told: Forecast | None, pace: float) -> list[str]:
    if told is None:
        return [_too_little(known)]
    count = round(told.requests)
    most = max(told.days, key=lambda one: one.requests)
    return [
        ngettext(
            "%(count)s request is expected within two weeks, today included.",
            "%(count)s requests are expected within two weeks, today included.",
            count,
        )
        % {"count": figures.whole(count)}
        + " "
        + _("The most on %(day)s: %(count)s, and most likely %(likely)s.")
        % {
            "day": moments.day_label(most.day.date),
            "count": _rounded(most.requests),
            "likely": _likely(most),
        },
        *_beside_the_pace(told, pace),
    ]


def _too_little(known: Known) -> str:
    return _(
        "Not enough is known yet to tell. It takes %(least)s requests over %(days)s days; "
        "so far: %(requests)s over %(past)s days."
    ) % {
        "least": LEAST_REQUESTS,
        "days": LEAST_DAYS,
        "requests": figures.whole(known.requests),
        "past": len(known.past),
    }


def _beside_the_pace(told: Forecast, pace: float) -> list[str]:
    """Nothing where no request was answered of late."""
    if not pace:
        return []
    over = sum(one.requests > pace for one in told.days)
    usual = _("In the past four weeks the desk answered %(count)s a day, weekends apart.") % {
        "count": figures.decimal(pace)
    }
    if not over:
        return [usual + " " + _("No day should bring more.")]
    more = ngettext("%(n)s day should bring more.", "%(n)s days should bring more.", over)
    return [usual + " " + more % {"n": over}]


def _standing(counts: Figures) -> str:
    now = counts.standing()
    return _("Waiting now: %(waiting)s. In hand: %(taken)s.") % {
        "waiting": figures.whole(now[DeskRequest.State.OPEN]),
        "taken": figures.whole(now[DeskRequest.State.TAKEN]),
    }


def _bars(told: Forecast, known: Known, counts: Figures, pace: float) -> list[Bar]:
    widest = max([one.high for one in told.days] + [1])
    beginning = known.waiting
    return [
        Bar(
            day=_("Today") if one.day.date == counts.today else moments.weekday_label(one.day.date),
            detail=_detail(one, beginning[one.day.date]),
            requests=_rounded(one.requests),
            likely=_likely(one),
            wide=round(WHOLE * one.requests / widest),
            reach=round(WHOLE * one.high / widest),
            is_rest=one.day.kind == Kind.REST,
            is_over_pace=0 < pace < one.requests,
        )
        for one in told.days
    ]


def _detail(one: Coming, beginning: int) -> str:
    """What the day brings, where that is something."""
    said = []
    if beginning:
        words = ngettext("%(n)s post begins", "%(n)s posts begin", beginning)
        said.append(words % {"n": figures.whole(beginning)})
    if come := round(one.activations):
        words = ngettext("%(n)s activation", "%(n)s activations", come)
        said.append(words % {"n": figures.whole(come)})
    return ", ".join(said)


def _arrivals(known: Known, counts: Figures) -> list[Fact]:
    last = counts.coming()[-1].date
    begun = sum(n for day, n in known.waiting.items() if day is None or day <= counts.today)
    soon = sum(n for day, n in known.waiting.items() if day and counts.today < day <= last)
    told = [
        (_("Not activated yet"), known.waiting.total()),
        (_("Their post has begun"), begun),
        (_("It begins within two weeks"), soon),
        (_("Files to be processed first"), counts.not_processed()),
    ]
    return [Fact(name, figures.whole(count)) for name, count in told]


def _schools(schools: list[School]) -> Table:
    return Table(
        caption=_("Schools where most people are to come"),
        columns=[_("School"), _("Not activated yet"), _("It begins within two weeks")],
        lines=[
            Line(
                cells=[
                    Cell(one.name or one.uai, more=one.uai if one.name else ""),
                    Cell(figures.whole(one.waiting)),
                    Cell(figures.whole(one.soon)),
                ]
            )
            for one in schools
        ],
    )


def _rounded(number: float) -> str:
    return figures.whole(round(number)) if number >= 1 else "< 1"


def _likely(one: Coming) -> str:
    return _("%(low)s to %(high)s") % {
        "low": figures.whole(one.low),
        "high": figures.whole(one.high),
    }

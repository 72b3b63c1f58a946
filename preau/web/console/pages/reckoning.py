"""How a forecast was reckoned, said to who has to believe it or not."""

from django.utils.translation import gettext as _

from preau.kit import figures, moments
from preau.support.arriving import Pace, Stage
from preau.support.days import Kind
from preau.support.forecast import Forecast, Known, looked_back
from preau.support.load import Habit


def reckoning(known: Known, told: Forecast | None) -> list[str]:
    """One sentence for each thing it stands on, and what it does not know."""
    if told is None:
        return [_not_counted()]
    return [
        _learnt_from(known),
        *_habit(told.habit),
        _pace(told.pace),
        _likely(),
        *_look_back(known),
        _not_counted(),
    ]


def _learnt_from(known: Known) -> str:
    return _(
        "Learnt from the %(days)s days since %(day)s: %(requests)s requests, "
        "%(activations)s activations. Only counts of your académie are read."
    ) % {
        "days": len(known.past),
        "day": moments.day_label(known.past[0].day.date),
        "requests": figures.whole(known.requests),
        "activations": figures.whole(known.activations),
    }


def _habit(habit: Habit) -> list[str]:
    """By the numbers that one can hold: a hundred people who come, a thousand who are here."""
    of = {kind: figures.decimal(1000 * share) for kind, share in habit.per_account.items()}
    names = {
        Kind.CLASS: _("%(n)s on a day of class"),
        Kind.HOLIDAYS: _("%(n)s on a weekday of the holidays"),
        Kind.REST: _("%(n)s on a weekend or public holiday"),
    }
    usual = ", ".join(words % {"n": of[kind]} for kind, words in names.items() if kind in of)
    return [
        _("100 people who activate their account bring some %(n)s requests.")
        % {"n": figures.decimal(100 * habit.per_activation)},
        _("Besides, 1,000 active accounts ask: %(usual)s.") % {"usual": usual},
    ]


def _pace(pace: Pace | None) -> str:
    if pace is None:
        return _(
            "How fast people activate is not known yet, for want of activations: "
            "the requests that these bring are not in the figures."
        )
    return _(
        "Of 100 people who have not come in, some %(first)s do so on a day of class of the first "
        "week of their post, %(later)s in the month that follows, %(late)s after it."
    ) % {
        "first": figures.decimal(100 * pace.share(Stage.FIRST_WEEK, Kind.CLASS)),
        "later": figures.decimal(100 * pace.share(Stage.FIRST_MONTH, Kind.CLASS)),
        "late": figures.decimal(100 * pace.share(Stage.LATER, Kind.CLASS)),
    }


def _likely() -> str:
    return _(
        "The light part of a bar says how far days stray: eight in ten stay between both figures."
    )


def _look_back(known: Known) -> list[str]:
    found = looked_back(known)
    if found is None:
        return []
    sentence = _(
        "Two weeks ago the same reckoning would have said %(told)s requests for the days that are "
        "over since: %(came)s came."
    )
    counts = {"told": figures.whole(round(found.told)), "came": figures.whole(found.came)}
    return [sentence % counts]


def _not_counted() -> str:
    return _(
        "Not counted: calls by telephone, which nobody writes down here, and what an interruption "
        "would bring."
    )

"""Half days as boxes to tick: of each week, or of two that take turns."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from preau.kit import moments
from preau.schooltime.week import A_WEEK, as_turns


@dataclass(frozen=True)
class HalfDay:
    """A row of two boxes; `places` are those of schooltime.week.HALVES."""

    day: str
    morning: bool
    afternoon: bool
    places: tuple[int, int]


@dataclass(frozen=True)
class Halves:
    """`other`: the second of two weeks that take turns, the first being that of `monday`."""

    one: list[HalfDay]
    other: list[HalfDay]
    take_turns: bool
    monday: str
    turns_label: str


def halves_shown(halves: str, today: date) -> Halves:
    monday = today - timedelta(days=today.weekday())
    one, other = as_turns(halves, monday)
    label = _(
        "Weeks A and B take turns: above, that of %(one)s; below, that of %(other)s, and so on"
    )
    said = {"one": moments.day_label(monday), "other": moments.day_label(monday + timedelta(7))}
    return Halves(_rows(one), _rows(other), len(halves) > A_WEEK, monday.isoformat(), label % said)


def _rows(halves: str) -> list[HalfDay]:
    """Monday to Saturday: schools know no Sunday."""
    return [
        HalfDay(
            str(WEEKDAYS[day]).capitalize(),
            halves[2 * day] == "1",
            halves[2 * day + 1] == "1",
            (2 * day, 2 * day + 1),
        )
        for day in range(6)
    ]

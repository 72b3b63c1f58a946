"""The holidays we ship: three zones, whole years, their source and how far they reach."""

from datetime import date
from itertools import pairwise

import pytest

from preau.schooltime.calendar import ZONES, Holiday
from preau.schooltime.kept import SHIPPED, _read
from preau.schooltime.public import public_holidays

SHIPPED_CALENDAR = _read(SHIPPED, 0)

# (zone, name, first day, last day), as the ministry publishes 2026-27.
YEAR = [
    ("A", "Vacances de la Toussaint", date(2026, 10, 17), date(2026, 11, 1)),
    ("A", "Vacances de Noël", date(2026, 12, 19), date(2027, 1, 3)),
    ("A", "Vacances d’hiver", date(2027, 2, 13), date(2027, 2, 28)),
    ("A", "Vacances de printemps", date(2027, 4, 10), date(2027, 4, 25)),
    ("B", "Vacances d’hiver", date(2027, 2, 20), date(2027, 3, 7)),
    ("B", "Vacances de printemps", date(2027, 4, 17), date(2027, 5, 2)),
    ("C", "Vacances de Noël", date(2026, 12, 19), date(2027, 1, 3)),
    ("C", "Vacances d’hiver", date(2027, 2, 6), date(2027, 2, 21)),
    ("C", "Vacances de printemps", date(2027, 4, 3), date(2027, 4, 18)),
    ("C", "Pont de l’Ascension", date(2027, 5, 6), date(2027, 5, 8)),
]


@pytest.mark.parametrize(("zone", "name", "first", "last"), YEAR)
def test_a_holiday_of_the_year_is_known(zone: str, name: str, first: date, last: date) -> None:
    assert SHIPPED_CALENDAR.on(first, zone) == Holiday(first, last, zone, name)
    assert SHIPPED_CALENDAR.on(last, zone) == Holiday(first, last, zone, name)


@pytest.mark.parametrize("zone", ZONES)
def test_each_zone_has_six_holidays_a_year_that_do_not_overlap(zone: str) -> None:
    known = SHIPPED_CALENDAR.of(zone)
    assert [one.name for one in known[:6]] == [
        "Vacances de la Toussaint",
        "Vacances de Noël",
        "Vacances d’hiver",
        "Vacances de printemps",
        "Pont de l’Ascension",
        "Vacances d’été",
    ]
    assert [one.name for one in known] == [one.name for one in known[:6]] * 3
    assert all(a.end < b.first for a, b in pairwise(known))


def test_the_next_holiday_is_the_one_under_way_or_the_nearest_to_come() -> None:
    noel = Holiday(date(2026, 12, 19), date(2027, 1, 3), "A", "Vacances de Noël")
    assert SHIPPED_CALENDAR.next_after(date(2026, 11, 22), "A") == noel
    assert SHIPPED_CALENDAR.next_after(date(2027, 1, 3), "A") == noel
    assert SHIPPED_CALENDAR.next_after(date(2027, 1, 4), "C") == Holiday(
        date(2027, 2, 6), date(2027, 2, 21), "C", "Vacances d’hiver"
    )


def test_the_horizon_is_the_last_day_of_which_all_zones_know() -> None:
    assert SHIPPED_CALENDAR.horizon == date(2028, 7, 4)
    assert SHIPPED_CALENDAR.licence == "Licence Ouverte 2.0"


def test_a_summer_of_unknown_end_lasts_until_the_end_of_august() -> None:
    summer = SHIPPED_CALENDAR.on(date(2028, 8, 31), "B")
    assert summer == Holiday(date(2028, 7, 4), None, "B", "Vacances d’été")
    assert summer.is_provisional
    assert SHIPPED_CALENDAR.on(date(2028, 9, 1), "B") is None


def test_public_holidays_are_the_eleven_of_the_law() -> None:
    assert sorted(public_holidays(2027)) == [
        date(2027, 1, 1),
        date(2027, 3, 29),
        date(2027, 5, 1),
        date(2027, 5, 6),
        date(2027, 5, 8),
        date(2027, 5, 17),
        date(2027, 7, 14),
        date(2027, 8, 15),
        date(2027, 11, 1),
        date(2027, 11, 11),
        date(2027, 12, 25),
    ]

"""A forecast whole: what is told, and what would have been told two weeks ago."""

from collections import Counter
from datetime import date, timedelta

from preau.schooltime.kept import calendar
from preau.schooltime.slots import Rhythm
from preau.support.arriving import Group
from preau.support.days import Day, Kind, days, following
from preau.support.forecast import Known, LookBack, foretold, looked_back
from preau.support.load import Past

FIRST = date(2026, 9, 1)
TODAY = FIRST + timedelta(days=28)
OVER = [Day(day, Kind.CLASS) for day in following(FIRST, 28)]
COMING = [Day(day, Kind.CLASS) for day in following(TODAY, 14)]


def steady(requests: int) -> Known:
    """Each day as many requests, and nobody to come."""
    return Known([Past(day, requests, 0, 1000) for day in OVER], [], 1000)


def test_days_that_are_alike_tell_more_of_the_same() -> None:
    told = foretold(steady(5), COMING)
    assert told is not None
    assert [round(one.requests, 9) for one in told.days] == [5.0] * 14
    assert told.pace is None


def test_without_requests_nothing_is_told() -> None:
    assert foretold(steady(0), COMING) is None


def test_who_is_to_come_brings_requests_in_the_week_they_begin() -> None:
    """A tenth of those who come ask; half of who waits comes on each day."""
    past, groups, waiting = [], [], 1024
    for day in OVER:
        came = waiting // 2
        waiting -= came
        groups.append(Group(FIRST, day.date, came))
        past.append(Past(day, round(came / 10), came, 1024 - waiting))
    told = foretold(Known(past, [*groups, Group(TODAY, None, 800)], 1024), COMING)
    assert told is not None
    assert round(told.days[0].activations) > 200
    assert told.days[0].requests > 10 * told.days[-1].requests


def test_looking_back_compares_with_what_came() -> None:
    assert looked_back(steady(5)) == LookBack(70.0, 70)


def test_looking_back_takes_two_weeks_before_the_last_two() -> None:
    short = steady(5)
    assert looked_back(Known(short.past[:27], [], 1000)) is None


def test_looking_back_knows_nobody_who_came_since_as_come() -> None:
    came, since = FIRST + timedelta(days=3), FIRST + timedelta(days=20)
    known = Known(steady(5).past, [Group(None, came, 30), Group(FIRST, since, 7)], 1000)
    assert known.before(14).groups == [Group(None, came, 30), Group(FIRST, None, 7)]
    assert known.before(14).waiting == Counter({FIRST: 7})


def test_days_are_told_apart_by_what_schools_do() -> None:
    """All Saints' of 2026 in zone A, a Sunday; then the armistice, a Wednesday of class."""
    rhythm = Rhythm("A", calendar())
    kinds = {one.date: one.kind for one in days(date(2026, 10, 28), 16, rhythm)}
    assert [kinds[date(2026, *day)] for day in ((10, 28), (11, 1), (11, 3), (11, 11))] == [
        Kind.HOLIDAYS,
        Kind.REST,
        Kind.CLASS,
        Kind.REST,
    ]

"""When is an absence answered for? Days and hours as typed, patterns of a week, clocks that change."""

from datetime import UTC, date, datetime, time

import pytest

from preau.absence.spans import Away, Period, Standing, next_away, spans, standing
from preau.academies.hours import Hours
from preau.schooltime.week import taking_turns

HOURS = Hours("08:00-12:00", "13:30-18:00")
WEDNESDAY = "0000" + "11" + "00000000"
FRIDAY_AFTERNOON = "00000000" + "01" + "0000"
THURSDAY_AND_FRIDAY = "000000" + "1111" + "0000"


def away(start: str, end: str) -> Away:
    return Away(*(datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end)))


CASES: list[tuple[str, Period, list[Away]]] = [
    (
        "Christmas: two whole days are within",
        Period(date(2026, 12, 19), date(2027, 1, 3)),
        [away("2026-12-18T23:00", "2027-01-03T23:00")],
    ),
    (
        "one day",
        Period(date(2026, 11, 24), date(2026, 11, 24)),
        [away("2026-11-23T23:00", "2026-11-24T23:00")],
    ),
    (
        "hours bound the first and the last day",
        Period(date(2026, 11, 24), date(2026, 11, 26), time(14), time(10, 30)),
        [away("2026-11-24T13:00", "2026-11-26T09:30")],
    ),
    (
        "clocks go forward meanwhile",
        Period(date(2027, 3, 27), date(2027, 3, 29)),
        [away("2027-03-26T23:00", "2027-03-29T22:00")],
    ),
    (
        "clocks go back meanwhile",
        Period(date(2026, 10, 24), date(2026, 10, 25)),
        [away("2026-10-23T22:00", "2026-10-25T23:00")],
    ),
    (
        "each Wednesday, on both sides of a change of clocks",
        Period(date(2027, 3, 22), date(2027, 4, 2), halves=WEDNESDAY),
        [away("2027-03-23T23:00", "2027-03-24T23:00"), away("2027-03-30T22:00", "2027-03-31T22:00")],
    ),
    (
        "Friday afternoons begin when the morning's work ends",
        Period(date(2026, 11, 23), date(2026, 11, 29), halves=FRIDAY_AFTERNOON),
        [away("2026-11-27T11:00", "2026-11-27T23:00")],
    ),
    (
        "days that touch are one",
        Period(date(2026, 11, 23), date(2026, 11, 29), halves=THURSDAY_AND_FRIDAY),
        [away("2026-11-25T23:00", "2026-11-27T23:00")],
    ),
    (
        "a pattern is cut by the hours of the first and last day",
        Period(date(2026, 11, 25), date(2026, 12, 2), time(10), time(9), WEDNESDAY),
        [away("2026-11-25T09:00", "2026-11-25T23:00"), away("2026-12-01T23:00", "2026-12-02T08:00")],
    ),
    (
        "one Wednesday in two",
        Period(date(2026, 11, 23), date(2026, 12, 20), halves=taking_turns(WEDNESDAY, "0" * 14, date(2026, 11, 23))),
        [away("2026-11-24T23:00", "2026-11-25T23:00"), away("2026-12-08T23:00", "2026-12-09T23:00")],
    ),
    ("nothing of the pattern is within", Period(date(2026, 11, 23), date(2026, 11, 24), halves=WEDNESDAY), []),
    ("ends before it begins", Period(date(2026, 11, 24), date(2026, 11, 24), time(14), time(9)), []),
]  # fmt: skip


@pytest.mark.parametrize(("about", "period", "expected"), CASES, ids=[one[0] for one in CASES])
def test_an_absence_is(about: str, period: Period, expected: list[Away]) -> None:
    assert spans(period, HOURS) == expected


def test_days_are_those_of_the_clocks_there() -> None:
    there = Hours(timezone="Indian/Reunion")
    period = Period(date(2026, 11, 24), date(2026, 11, 25))
    assert spans(period, there) == [away("2026-11-23T20:00", "2026-11-25T20:00")]


WEEK = spans(Period(date(2026, 11, 23), date(2026, 12, 4), halves=WEDNESDAY), HOURS)
STANDING = [
    ("2026-11-24T22:59", Standing.TO_COME, WEEK[0]),
    ("2026-11-24T23:00", Standing.AWAY, WEEK[0]),
    ("2026-11-25T23:00", Standing.BETWEEN, WEEK[1]),
    ("2026-12-02T12:00", Standing.AWAY, WEEK[1]),
    ("2026-12-02T23:00", Standing.OVER, None),
]


@pytest.mark.parametrize(("at", "expected", "span"), STANDING)
def test_it_stands(at: str, expected: Standing, span: Away | None) -> None:
    now = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert (standing(WEEK, now), next_away(WEEK, now)) == (expected, span)

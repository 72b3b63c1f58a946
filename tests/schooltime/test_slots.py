"""When is somebody at work? Three zones, public holidays, part-time, days of 23 and 25 hours."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from preau.academies.hours import Hours
from preau.schooltime.kept import SHIPPED, _read
from preau.schooltime.slots import Rhythm, is_at_work, next_slot, works_on
from preau.schooltime.week import Week, taking_turns

FRANCE = ZoneInfo("Europe/Paris")
CALENDAR = _read(SHIPPED, 0)
NO_WEDNESDAY = Week("11110011110000")
MORNINGS = Week("10" * 5 + "0000")
ALL_YEAR = Week(in_holidays=True)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=FRANCE)


def rhythm(zone: str = "A", week: Week | None = None) -> Rhythm:
    return Rhythm(zone, CALENDAR, week=week or Week())


USUAL: list[tuple[str, Rhythm, str, str]] = [
    ("at work: now", rhythm(), "2026-11-24T10:15", "2026-11-24T10:15"),
    ("the first minute of the morning", rhythm(), "2026-11-24T08:00", "2026-11-24T08:00"),
    ("before the morning", rhythm(), "2026-11-24T05:00", "2026-11-24T08:00"),
    ("noon: the afternoon", rhythm(), "2026-11-24T12:00", "2026-11-24T13:30"),
    ("evening: tomorrow", rhythm(), "2026-11-24T18:00", "2026-11-25T08:00"),
    ("Friday night: Monday", rhythm(), "2026-11-27T22:00", "2026-11-30T08:00"),
    ("no Wednesday", rhythm(week=NO_WEDNESDAY), "2026-11-24T19:00", "2026-11-26T08:00"),
    ("mornings alone", rhythm(week=MORNINGS), "2026-11-24T12:30", "2026-11-25T08:00"),
    ("11 November", rhythm(), "2026-11-10T20:00", "2026-11-12T08:00"),
    ("Whit Monday", rhythm(), "2027-05-14T19:00", "2027-05-18T08:00"),
    ("zone A in winter", rhythm("A"), "2027-02-12T20:00", "2027-03-01T08:00"),
    ("zone B in winter", rhythm("B"), "2027-02-12T20:00", "2027-02-15T08:00"),
    ("zone C in winter", rhythm("C"), "2027-02-12T20:00", "2027-02-22T08:00"),
    ("Christmas, all zones", rhythm("C"), "2026-12-18T18:30", "2027-01-04T08:00"),
    ("who works in holidays", rhythm("A", ALL_YEAR), "2026-12-24T18:30", "2026-12-28T08:00"),
    ("summer", rhythm("B"), "2027-07-02T18:30", "2027-09-01T08:00"),
]


@pytest.mark.parametrize(("about", "whose", "after", "then"), USUAL, ids=[one[0] for one in USUAL])
def test_the_next_slot_is(about: str, whose: Rhythm, after: str, then: str) -> None:
    assert next_slot(at(after), whose) == at(then)
    assert is_at_work(at(then), whose)
    assert is_at_work(at(after), whose) == (after == then)


# Clocks go forward on 28 March 2027, back on 25 October 2026.
CHANGES = [
    ("2027-03-26T17:30:00Z", "2027-03-29T22:00:00Z", "2027-03-30T06:00:00Z"),
    ("2027-03-27T23:30:00Z", "2027-03-27T23:30:00Z", "2027-03-30T06:00:00Z"),
    ("2026-10-24T22:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T07:00:00Z"),
]


@pytest.mark.parametrize(("one", "other", "then"), CHANGES)
def test_eight_is_eight_on_both_sides_of_a_change_of_clocks(
    one: str, other: str, then: str
) -> None:
    whose = rhythm(week=ALL_YEAR)
    for after in (one, other):
        found = next_slot(datetime.fromisoformat(after), whose)
        assert found.astimezone(UTC) == datetime.fromisoformat(then)


def test_three_zones_are_released_at_three_times() -> None:
    after = at("2027-02-19T20:00")
    released = [next_slot(after, rhythm(zone)) for zone in "ABC"]
    assert released == [at("2027-03-01T08:00"), at("2027-03-08T08:00"), at("2027-02-22T08:00")]


def test_the_next_slot_is_always_at_work_and_never_before() -> None:
    dice = Random(4)
    start = datetime(2026, 9, 1, tzinfo=UTC)
    for _ in range(400):
        halves = "".join(dice.choice("01") for _ in range(14))
        if "1" not in halves:
            continue
        whose = rhythm(dice.choice("ABC"), Week(halves, dice.random() < 0.3))
        after = start + timedelta(minutes=dice.randrange(300 * 24 * 60))
        found = next_slot(after, whose)
        assert found >= after
        assert is_at_work(found, whose)


def test_the_hours_are_those_of_the_academy() -> None:
    early = Rhythm("A", CALENDAR, Hours("07:30-11:30", "12:30-16:30"))
    assert next_slot(at("2026-11-24T12:00"), early) == at("2026-11-24T12:30")
    assert next_slot(at("2026-11-24T16:30"), early) == at("2026-11-25T07:30")


def test_who_never_works_waits_for_nothing() -> None:
    never = rhythm(week=Week("0" * 14))
    assert next_slot(at("2026-11-24T10:00"), never) == at("2026-11-24T10:00")


def test_a_day_of_holidays_is_no_day_of_work() -> None:
    assert works_on(date(2026, 12, 18), rhythm())
    assert not works_on(date(2026, 12, 21), rhythm())
    assert works_on(date(2026, 12, 21), rhythm(week=ALL_YEAR))
    assert not works_on(date(2026, 12, 25), rhythm(week=ALL_YEAR))


# In Alsace and Moselle, Good Friday and 26 December are holidays too.
MOSELLE = ("good-friday", "12-26")


def test_the_holidays_of_a_place_are_those_of_its_academy_alone() -> None:
    there = Rhythm("B", CALENDAR, Hours(holidays=MOSELLE), ALL_YEAR)
    assert next_slot(at("2027-03-25T20:00"), there) == at("2027-03-30T08:00")
    assert next_slot(at("2027-03-25T20:00"), rhythm("B", ALL_YEAR)) == at("2027-03-26T08:00")
    saturdays = Rhythm("B", CALENDAR, Hours(holidays=MOSELLE), Week("1" * 14, in_holidays=True))
    assert [works_on(date(2026, 12, day), saturdays) for day in (24, 25, 26, 27)] == [
        True,
        False,
        False,
        True,
    ]


def test_the_hours_are_by_the_clocks_of_the_academy() -> None:
    fort_de_france = Rhythm("A", CALENDAR, Hours(timezone="America/Martinique"))
    found = next_slot(datetime(2026, 11, 24, 7, 0, tzinfo=UTC), fort_de_france)
    assert found.astimezone(UTC) == datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    assert not is_at_work(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), fort_de_france)


def test_one_week_in_two_is_worked() -> None:
    halves = taking_turns("1" * 10 + "0000", "0" * 14, date(2026, 11, 23))
    whose = rhythm(week=Week(halves))
    assert next_slot(at("2026-11-27T18:00"), whose) == at("2026-12-07T08:00")

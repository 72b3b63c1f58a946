"""A person says which half days they work."""

from datetime import date, timedelta

import pytest

from preau.academies.registry import academies
from preau.kit.errors import WrongInput
from preau.schooltime.actions.weeks import set_week
from preau.schooltime.queries import rhythm_of, week_of, weeks_of
from preau.schooltime.week import Week, as_turns, halves_on, taking_turns, turn

NO_FRIDAY = Week("11111111000000", in_holidays=True)


@pytest.mark.django_db
def test_a_week_is_kept_and_changed() -> None:
    set_week("adurand@ac-poitiers.fr", Week("10101010100000"))
    set_week("adurand@ac-poitiers.fr", NO_FRIDAY)
    assert week_of("adurand@ac-poitiers.fr") == NO_FRIDAY
    assert weeks_of(["adurand@ac-poitiers.fr", "x@ac-poitiers.fr"]) == {
        "adurand@ac-poitiers.fr": NO_FRIDAY
    }


@pytest.mark.django_db
def test_who_said_nothing_has_the_hours_of_the_academy() -> None:
    amiens = academies().of("amiens")
    found = rhythm_of("somebody@example.org", amiens)
    assert (found.zone, found.week, found.hours) == ("B", Week(), amiens.hours)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "halves", ["0" * 14, "0" * 28, "1" * 13, "1" * 27, "1" * 15, "1111111111000x", ""]
)
def test_a_week_without_work_or_shape_is_refused(halves: str) -> None:
    with pytest.raises(WrongInput):
        set_week("adurand@ac-poitiers.fr", Week(halves))


A, B = "11" * 5 + "0000", "00" * 5 + "1100"
# The Monday of a week 53, which is odd as the one that follows it.
MONDAY = date(2026, 12, 28)


def test_two_weeks_take_turns_through_the_years() -> None:
    halves = taking_turns(A, B, MONDAY)
    worked = [
        (MONDAY + timedelta(days=day)).isoformat()
        for day in range(28)
        if halves_on(halves, MONDAY + timedelta(days=day)) == [0, 1]
    ]
    first, third = (
        [f"2026-12-{day}" for day in (28, 29, 30, 31)] + ["2027-01-01"],
        [f"2027-01-{day}" for day in (11, 12, 13, 14, 15)],
    )
    assert worked == [*first, "2027-01-09", *third, "2027-01-23"]


def test_each_monday_and_no_other_day_begins_the_other_week() -> None:
    days = [MONDAY + timedelta(days=day) for day in range(-400, 400)]
    changes = [day for day in days if turn(day) != turn(day - timedelta(days=1))]
    assert changes == [day for day in days if day.weekday() == 0]


@pytest.mark.parametrize("day", [MONDAY, MONDAY + timedelta(days=7)])
def test_what_was_said_of_two_weeks_is_said_again_from_any_of_them(day: date) -> None:
    halves = taking_turns(A, B, day)
    assert as_turns(halves, day) == (A, B)
    assert as_turns(halves, day + timedelta(days=7)) == (B, A)
    assert taking_turns(A, A, day) == A
    assert as_turns(A, day) == (A, A)

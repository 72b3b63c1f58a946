"""How fast people come in, and who does on which day."""

from datetime import date, timedelta

import pytest

from preau.support.arriving import Group, Stage, expected, pace, stage
from preau.support.days import Day, Kind, following

FIRST = date(2026, 9, 1)
CLASSES = [Day(day, Kind.CLASS) for day in following(FIRST, 7)]
NEXT = [Day(day, Kind.CLASS) for day in following(date(2026, 10, 1), 3)]


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (-31, None),
        (-30, Stage.BEFORE),
        (-1, Stage.BEFORE),
        (0, Stage.FIRST_WEEK),
        (6, Stage.FIRST_WEEK),
        (7, Stage.FIRST_MONTH),
        (29, Stage.FIRST_MONTH),
        (30, Stage.LATER),
    ],
)
def test_the_first_day_of_a_post_makes_the_stage(days: int, wanted: Stage | None) -> None:
    assert stage(on(days), FIRST) == wanted


def test_a_post_without_first_day_has_begun_long_ago() -> None:
    assert stage(FIRST, None) == Stage.LATER


def test_a_pace_is_who_came_of_who_waited() -> None:
    """100 wait; 50 come on the first day, 25 on the second, nobody after it."""
    groups = [Group(FIRST, FIRST, 50), Group(FIRST, on(1), 25), Group(FIRST, None, 25)]
    found = pace(groups, CLASSES)
    assert found is not None
    assert found.share(Stage.FIRST_WEEK, Kind.CLASS) == 75 / (100 + 50 + 5 * 25)


def test_a_stage_that_has_not_been_is_as_all_together() -> None:
    found = pace([Group(FIRST, FIRST, 50), Group(FIRST, None, 50)], CLASSES)
    assert found is not None
    assert found.share(Stage.LATER, Kind.REST) == 50 / (100 + 6 * 50)


def test_weekends_have_a_pace_of_their_own() -> None:
    saturday = Day(on(4), Kind.REST)
    groups = [Group(FIRST, FIRST, 40), Group(FIRST, on(4), 6), Group(FIRST, None, 54)]
    found = pace(groups, [CLASSES[0], saturday])
    assert found is not None
    shares = [found.share(Stage.FIRST_WEEK, kind) for kind in (Kind.CLASS, Kind.REST)]
    assert shares == [40 / 100, 6 / 60]


def test_twenty_activations_tell_a_pace_and_nineteen_none() -> None:
    assert pace([Group(FIRST, FIRST, 19), Group(FIRST, None, 900)], CLASSES) is None
    assert pace([Group(FIRST, FIRST, 20), Group(FIRST, None, 900)], CLASSES) is not None


def test_who_waits_comes_at_that_pace_and_is_no_longer_waited_for() -> None:
    found = pace([Group(FIRST, FIRST, 50), Group(FIRST, None, 50)], CLASSES[:1])
    assert found is not None
    groups = [Group(date(2026, 10, 1), None, 80), Group(FIRST, FIRST, 50)]
    assert list(expected(groups, found, NEXT).values()) == [40.0, 20.0, 10.0]


def test_nobody_comes_long_before_their_post() -> None:
    found = pace([Group(FIRST, FIRST, 50), Group(FIRST, None, 50)], CLASSES[:1])
    assert found is not None
    far = [Group(date(2026, 11, 30), None, 80)]
    assert list(expected(far, found, NEXT).values()) == [0.0, 0.0, 0.0]

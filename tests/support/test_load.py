"""How many requests a day brings, by what the days before it brought."""

from datetime import date

import pytest

from preau.support.days import Day, Kind, following
from preau.support.load import Coming, Habit, Past, coming, learnt

MONDAY = date(2026, 9, 7)
FOUR_WEEKS = [
    Day(day, Kind.REST if day.weekday() > 4 else Kind.CLASS) for day in following(MONDAY, 28)
]


def past(
    each: float = 0.0, on_class: float = 0.0, on_rest: float = 0.0, *, grows: int = 0
) -> list[Past]:
    """Four weeks that obey the law they say: per activation, and per account by kind of day."""
    found = []
    for number, day in enumerate(FOUR_WEEKS):
        accounts, came = 1000 + grows * number, 40 + 30 * (number % 3)
        usual = on_rest if day.kind == Kind.REST else on_class
        found.append(Past(day, round(each * came + usual * accounts), came, accounts))
    return found


def law(habit: Habit | None) -> tuple[float, dict[Kind, float]] | None:
    return habit and (
        round(habit.per_activation, 3),
        {kind: round(share, 4) for kind, share in habit.per_account.items()},
    )


@pytest.mark.parametrize(
    "days",
    [
        [],
        past(0.1, 0.01)[:13],
        [Past(day, 0, 40, 1000) for day in FOUR_WEEKS],
        [Past(day, 9, 40, 0) for day in FOUR_WEEKS],
    ],
    ids=["no day", "13 days", "no request", "nobody active"],
)
def test_too_little_teaches_nothing(days: list[Past]) -> None:
    assert learnt(days) is None


@pytest.mark.parametrize("grows", [0, 200])
def test_what_comes_by_activations_is_told_from_what_comes_anyway(grows: int) -> None:
    assert law(learnt(past(0.1, 0.01, 0.002, grows=grows))) == (
        0.1,
        {Kind.CLASS: 0.01, Kind.REST: 0.002},
    )


def test_days_that_are_all_alike_lay_everything_on_who_is_there() -> None:
    same = [Past(day, 5, 50, 1000) for day in FOUR_WEEKS]
    assert law(learnt(same)) == (0.0, {Kind.REST: 0.005, Kind.CLASS: 0.005})


def test_fewer_requests_on_days_of_many_activations_are_no_debt() -> None:
    fewer = [
        Past(day, 10 - number % 2 * 5, 10 + number % 2 * 50, 1000)
        for number, day in enumerate(FOUR_WEEKS)
    ]
    habit = learnt(fewer)
    assert habit is not None
    assert habit.per_activation == 0.0


def test_an_activation_brings_no_more_than_all_requests_of_all_activations() -> None:
    steep = [
        Past(day, 30 if number % 2 else 0, 60 if number % 2 else 30, 1000)
        for number, day in enumerate(FOUR_WEEKS)
    ]
    habit = learnt(steep)
    assert habit is not None
    assert habit.per_activation == 14 * 30 / (14 * 60 + 14 * 30)
    assert min(habit.per_account.values()) >= 0


@pytest.mark.parametrize(
    ("requests", "spread"), [([4] * 28, 1.0), ([0, 8] * 14, 28 / 27 * 4)], ids=["calm", "wild"]
)
def test_days_that_stray_more_than_chance_widen_what_is_likely(
    requests: list[int], spread: float
) -> None:
    same = [
        Past(Day(day.date, Kind.CLASS), count, 0, 1000)
        for day, count in zip(FOUR_WEEKS, requests, strict=True)
    ]
    habit = learnt(same)
    assert habit is not None
    assert round(habit.spread, 6) == round(spread, 6)


def test_a_day_to_come_has_what_is_usual_and_what_its_activations_bring() -> None:
    habit = Habit(0.1, {Kind.CLASS: 0.01, Kind.REST: 0.001}, spread=1.0)
    monday, saturday = Day(MONDAY, Kind.CLASS), Day(date(2026, 9, 12), Kind.REST)
    assert coming(habit, [monday, saturday], {MONDAY: 200}, 800) == [
        Coming(monday, 200, 30.0, low=23, high=37),
        Coming(saturday, 0.0, 1.0, low=0, high=2),
    ]


@pytest.mark.parametrize(
    ("kind", "known", "usual"),
    [
        (Kind.HOLIDAYS, {Kind.CLASS: 0.01, Kind.REST: 0.001}, 0.01),
        (Kind.REST, {Kind.CLASS: 0.01, Kind.HOLIDAYS: 0.005}, 0.005),
        (Kind.CLASS, {Kind.REST: 0.001}, 0.001),
    ],
)
def test_a_kind_of_day_that_has_not_been_yet_is_as_the_nearest(
    kind: Kind, known: dict[Kind, float], usual: float
) -> None:
    assert Habit(0.0, known, 1.0).expected(kind, 0, 1000) == usual * 1000

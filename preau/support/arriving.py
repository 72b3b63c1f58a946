"""How fast people activate their account, and so who does on which day to come: pure.

A pace is a share: of those who wait on a day, how many activate on it. It depends on how far the
first day of their post is, and on what the day is to a school; both are learnt from what happened.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from preau.support.days import Day

LEAST = 20
"""Activations without which no pace is told."""
EARLY = 30
"""Days before a post begins from which its person may come in."""


class Stage(StrEnum):
    BEFORE = "before"
    FIRST_WEEK = "first week"
    FIRST_MONTH = "first month"
    LATER = "later"


@dataclass(frozen=True)
class Group:
    """`count` people whose post begins on one day, and who activated on one: None for no first
    day, and for not yet."""

    begins: date | None
    activated: date | None
    count: int


@dataclass
class Seen:
    """What happened at one stage: days waited, by as many people, and activations."""

    waited: int = 0
    came: int = 0

    def add(self, waited: int, came: int) -> None:
        self.waited += waited
        self.came += came


@dataclass(frozen=True)
class Pace:
    """The nearest of what was seen counts: this stage on such days, this stage, all."""

    seen: dict[tuple[Stage | None, str], Seen] = field(default_factory=lambda: defaultdict(Seen))

    def add(self, stage: Stage, kind: str, waited: int, came: int) -> None:
        for key in _keys(stage, kind):
            self.seen[key].add(waited, came)

    def share(self, stage: Stage, kind: str) -> float:
        found = (self.seen[key] for key in _keys(stage, kind) if key in self.seen)
        seen = next((one for one in found if one.waited), Seen(1, 0))
        return seen.came / seen.waited


def stage(day: date, begins: date | None) -> Stage | None:
    """None so long before a post that its person does not wait yet."""
    if begins is None:
        return Stage.LATER
    since = (day - begins).days
    if since < 0:
        return Stage.BEFORE if since >= -EARLY else None
    return Stage.FIRST_WEEK if since < 7 else Stage.FIRST_MONTH if since < 30 else Stage.LATER


def pace(groups: Iterable[Group], past: Sequence[Day]) -> Pace | None:
    """None where too few activated in these days to tell. Who activated before them is left out of
    `groups`."""
    found = Pace()
    came_in_all = 0
    for begins, by_day in _by_beginning(groups).items():
        waiting = by_day.total()
        for day in past:
            came = by_day[day.date]
            if at := stage(day.date, begins):
                found.add(at, day.kind, waiting, came)
            came_in_all += came
            waiting -= came
    return found if came_in_all >= LEAST else None


def expected(groups: Iterable[Group], found: Pace, coming: Sequence[Day]) -> dict[date, float]:
    """How many activate on each day, of those who have not yet."""
    by_day: dict[date, float] = dict.fromkeys((day.date for day in coming), 0.0)
    for begins, some in _by_beginning(groups, lambda one: one.activated is None).items():
        waiting = float(some.total())
        for day in coming:
            at = stage(day.date, begins)
            come = waiting * found.share(at, day.kind) if at else 0.0
            by_day[day.date] += come
            waiting -= come
    return by_day


def _by_beginning(
    groups: Iterable[Group], wanted: Callable[[Group], bool] = lambda _one: True
) -> dict[date | None, Counter[date | None]]:
    found: dict[date | None, Counter[date | None]] = defaultdict(Counter)
    for one in groups:
        if wanted(one):
            found[one.begins][one.activated] += one.count
    return found


def _keys(at: Stage, kind: str) -> tuple[tuple[Stage | None, str], ...]:
    return (at, kind), (at, ""), (None, "")

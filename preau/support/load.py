"""How many requests the desk gets on a day, learnt from those that are over: pure.

Requests of a day = people who activate × `per_activation` + active accounts × what such days are
used to. The line that fits the days best (least squares, within each kind of day, each day weighing
as much as it had accounts); never less than nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from preau.support.days import Day, Kind

LEAST_DAYS = 14
LEAST_REQUESTS = 20
"""Below one of them there is too little to learn from."""
EIGHT_IN_TEN = 1.28
"""Of a bell curve, eight tenths are that many deviations around its middle."""


@dataclass(frozen=True)
class Past:
    """A day that is over; `accounts`: how many could sign in."""

    day: Day
    requests: int
    activations: int
    accounts: int


@dataclass(frozen=True)
class Habit:
    """`spread`: how far days stray from the line, 1 as mere chance does."""

    per_activation: float
    per_account: Mapping[Kind, float]
    spread: float

    def expected(self, kind: Kind, activations: float, accounts: float) -> float:
        usual = self.per_account[_nearest(kind, self.per_account)]
        return self.per_activation * activations + usual * accounts


@dataclass(frozen=True)
class Coming:
    """A day to come. Eight days in ten lie between `low` and `high`, both within."""

    day: Day
    activations: float
    requests: float
    low: int
    high: int


def is_enough(past: Sequence[Past]) -> bool:
    return len(past) >= LEAST_DAYS and sum(one.requests for one in past) >= LEAST_REQUESTS


def learnt(past: Sequence[Past]) -> Habit | None:
    """None where there is too little to learn from."""
    known = [one for one in past if one.accounts > 0]
    if not is_enough(known):
        return None
    each = min(_slope(known), _ratio(known))
    usual = {kind: max(0.0, _usual(some, each)) for kind, some in _by_kind(known).items()}
    return Habit(each, usual, _spread(known, Habit(each, usual, 1.0)))


def coming(
    habit: Habit, days: Iterable[Day], activations: Mapping[date, float], accounts: int
) -> list[Coming]:
    """`accounts` are active today; whoever activates is active from then on."""
    found, active = [], float(accounts)
    for day in days:
        come = activations.get(day.date, 0.0)
        active += come
        requests = habit.expected(day.kind, come, active)
        found.append(Coming(day, come, requests, *_likely(requests, habit.spread)))
    return found


def _slope(past: Sequence[Past]) -> float:
    """The slope within kinds of days, 0 where days do not differ enough to tell one."""
    above = below = 0.0
    for some in _by_kind(past).values():
        accounts = sum(one.accounts for one in some)
        came = sum(one.activations for one in some) / accounts
        asked = sum(one.requests for one in some) / accounts
        for one in some:
            off = one.activations / one.accounts - came
            above += one.accounts * off * (one.requests / one.accounts - asked)
            below += one.accounts * off * off
    return max(0.0, above / below) if below else 0.0


def _usual(past: Sequence[Past], each: float) -> float:
    left = sum(one.requests - each * one.activations for one in past)
    return left / sum(one.accounts for one in past)


def _ratio(past: Sequence[Past]) -> float:
    """No activation brought more: as if every request came by one."""
    came = sum(one.activations for one in past)
    return sum(one.requests for one in past) / came if came else 0.0


def _spread(past: Sequence[Past], habit: Habit) -> float:
    """The mean square by which days stray, in units of chance: never below it."""
    off = 0.0
    for one in past:
        told = max(habit.expected(one.day.kind, one.activations, one.accounts), 0.5)
        off += (one.requests - told) ** 2 / told
    return max(1.0, off / (len(past) - 1))


def _likely(requests: float, spread: float) -> tuple[int, int]:
    reach = EIGHT_IN_TEN * sqrt(spread * requests)
    return max(0, round(requests - reach)), round(requests + reach)


def _by_kind(past: Iterable[Past]) -> dict[Kind, list[Past]]:
    found: dict[Kind, list[Past]] = defaultdict(list)
    for one in past:
        found[one.day.kind].append(one)
    return found


def _nearest(kind: Kind, known: Iterable[Kind]) -> Kind:
    """Itself, or what a kind of day that has not been yet is most like."""
    order = {
        Kind.CLASS: (Kind.HOLIDAYS, Kind.REST),
        Kind.HOLIDAYS: (Kind.CLASS, Kind.REST),
        Kind.REST: (Kind.HOLIDAYS, Kind.CLASS),
    }
    return next(one for one in (kind, *order[kind]) if one in set(known))

"""What is to come at the desk, and what the same reckoning would have said two weeks ago: pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from preau.support import arriving, load
from preau.support.arriving import Group, Pace
from preau.support.days import Day
from preau.support.load import Coming, Habit, Past

AHEAD = 14
"""Days that are told."""


@dataclass(frozen=True)
class Known:
    """All that is reckoned from. `past` ends yesterday; `accounts` are active today."""

    past: Sequence[Past]
    groups: Sequence[Group]
    accounts: int

    @property
    def requests(self) -> int:
        return sum(one.requests for one in self.past)

    @property
    def activations(self) -> int:
        return sum(one.activations for one in self.past)

    @property
    def waiting(self) -> Counter[date | None]:
        """Who has not activated yet, by the first day of their post."""
        found: Counter[date | None] = Counter()
        for one in self.groups:
            if one.activated is None:
                found[one.begins] += one.count
        return found

    def before(self, last: int) -> "Known":
        """As it stood before the `last` days of its past."""
        left, first = self.past[:-last], self.past[-last].day.date
        groups = [_not_yet(one, first) for one in self.groups]
        return Known(left, groups, left[-1].accounts if left else 0)


@dataclass(frozen=True)
class Forecast:
    """`pace` is None where too few activated to tell: their requests are in none of `days`."""

    habit: Habit
    pace: Pace | None
    days: list[Coming]

    @property
    def requests(self) -> float:
        return sum(one.requests for one in self.days)


@dataclass(frozen=True)
class LookBack:
    """What would have been told of days that are over, and what came."""

    told: float
    came: int


def foretold(known: Known, days: Sequence[Day]) -> Forecast | None:
    """None where too little is known."""
    habit = load.learnt(known.past)
    if habit is None:
        return None
    pace = arriving.pace(known.groups, [one.day for one in known.past])
    come = arriving.expected(known.groups, pace, days) if pace else {}
    return Forecast(habit, pace, load.coming(habit, days, come, known.accounts))


def looked_back(known: Known) -> LookBack | None:
    """None where too little was known then."""
    over = known.past[-AHEAD:]
    if len(known.past) <= AHEAD:
        return None
    told = foretold(known.before(AHEAD), [one.day for one in over])
    came = sum(one.requests for one in over)
    return None if told is None else LookBack(told.requests, came)


def _not_yet(one: Group, first: date) -> Group:
    is_later = one.activated is not None and one.activated >= first
    return replace(one, activated=None) if is_later else one

"""The half days a person works, and whether school holidays change them."""

import re
from dataclasses import dataclass
from datetime import date

A_WEEK = 14
HALVES = re.compile(r"[01]{14}(?:[01]{14})?")
"""Monday's morning, Monday's afternoon, … Sunday's afternoon: 1 where it is one. Or two weeks that
take turns (weeks A and B): that of `turn` 0, then that of `turn` 1."""

FULL = "11" * 5 + "00" * 2


@dataclass(frozen=True)
class Week:
    """`halves` are as HALVES says; `in_holidays`: at work also while schools are closed."""

    halves: str = FULL
    in_holidays: bool = False

    def halves_of(self, day: date) -> list[int]:
        return halves_on(self.halves, day)


USUAL = Week()


def is_week(halves: str) -> bool:
    """Whether it may be kept: somebody who never works has no next working moment."""
    return HALVES.fullmatch(halves) is not None and "1" in halves


def halves_on(halves: str, day: date) -> list[int]:
    """Those of a day: 0 is the morning, 1 the afternoon."""
    first = 2 * day.weekday() + (A_WEEK * turn(day) if len(halves) > A_WEEK else 0)
    return [half for half in (0, 1) if halves[first + half] == "1"]


def turn(day: date) -> int:
    """0 or 1, another each Monday, through holidays and years: the parity of a week's number in its
    year would be twice the same after a 53rd."""
    return (day.toordinal() - 1) // 7 % 2


def taking_turns(one: str, other: str, day: date) -> str:
    """Two weeks as HALVES, `one` that of `day`; a single one where they are the same."""
    if one == other:
        return one
    return other + one if turn(day) else one + other


def as_turns(halves: str, day: date) -> tuple[str, str]:
    """The week of `day`, and the one that follows it."""
    one, other = both(halves)
    return (other, one) if turn(day) else (one, other)


def both(halves: str) -> tuple[str, str]:
    """The two weeks that take turns; the same one twice where each week is the same."""
    return halves[:A_WEEK], halves[A_WEEK:] or halves

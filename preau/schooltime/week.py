"""The half days a person works, and whether school holidays change them."""

import re
from dataclasses import dataclass
from datetime import date

HALVES = re.compile(r"[01]{14}")
"""Monday's morning, Monday's afternoon, … Sunday's afternoon: 1 where one works."""

FULL = "11" * 5 + "00" * 2


@dataclass(frozen=True)
class Week:
    """`halves` are as HALVES says; `in_holidays`: at work also while schools are closed."""

    halves: str = FULL
    in_holidays: bool = False

    def works(self, weekday: int, half: int) -> bool:
        """Monday is 0; half 0 is the morning, 1 the afternoon."""
        return self.halves[2 * weekday + half] == "1"

    def halves_of(self, day: date) -> list[int]:
        return [half for half in (0, 1) if self.works(day.weekday(), half)]

    @property
    def free_weekdays(self) -> list[int]:
        """The days of Monday to Friday on which one does not work at all."""
        return [day for day in range(5) if not self.works(day, 0) and not self.works(day, 1)]


USUAL = Week()


def is_week(halves: str) -> bool:
    """Whether it may be kept: somebody who never works has no next working moment."""
    return HALVES.fullmatch(halves) is not None and "1" in halves

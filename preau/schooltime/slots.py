"""When is somebody at work? Pure: the moment, the week, the hours and the calendar are given.

Moments are aware; those given back are by the clocks of the académie, so that 8 o'clock is 8
o'clock on both sides of a change of clocks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from preau.academies.hours import USUAL_HOURS, Hours
from preau.schooltime.calendar import SchoolCalendar
from preau.schooltime.public import is_public_holiday
from preau.schooltime.week import USUAL, Week

# A summer, and the rest of a leave of absence: beyond, there is no next slot to speak of.
FAR = 366


@dataclass(frozen=True)
class Rhythm:
    """All that decides when one person is at work."""

    zone: str
    calendar: SchoolCalendar
    hours: Hours = USUAL_HOURS
    week: Week = USUAL


@dataclass(frozen=True)
class Slot:
    """A half day at work; `end` is no longer within."""

    start: datetime
    end: datetime

    def has(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


def next_slot(after: datetime, rhythm: Rhythm) -> datetime:
    """The first working moment at or after `after`: itself while at work.

    Somebody who never works within a year gets it as it is given.
    """
    here = after.astimezone(rhythm.hours.clock)
    for slot in slots_from(here.date(), rhythm):
        if slot.end > here:
            return max(here, slot.start)
    return here


def is_at_work(moment: datetime, rhythm: Rhythm) -> bool:
    here = moment.astimezone(rhythm.hours.clock)
    return any(slot.has(here) for slot in slots_of(here.date(), rhythm))


def works_on(day: date, rhythm: Rhythm) -> bool:
    """Whether one is at work for some of the day."""
    if is_public_holiday(day, rhythm.hours.holidays):
        return False
    if not rhythm.week.in_holidays and rhythm.calendar.on(day, rhythm.zone) is not None:
        return False
    return bool(rhythm.week.halves_of(day))


def slots_of(day: date, rhythm: Rhythm) -> list[Slot]:
    if not works_on(day, rhythm):
        return []
    spans = (rhythm.hours.of_morning, rhythm.hours.of_afternoon)
    return [
        Slot(*(datetime.combine(day, time, rhythm.hours.clock) for time in spans[half]))
        for half in rhythm.week.halves_of(day)
    ]


def slots_from(day: date, rhythm: Rhythm) -> Iterator[Slot]:
    for number in range(FAR):
        yield from slots_of(day + timedelta(days=number), rhythm)

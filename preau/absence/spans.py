"""When is an absence answered for? Pure: days and hours as they were typed become moments of UTC.

Days are those of the académie's clocks: the night they change neither loses nor adds an hour.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from preau.academies.hours import Hours, Span
from preau.schooltime.week import halves_on

MIDNIGHT = time()


@dataclass(frozen=True, order=True)
class Away:
    """From `start` until `end`, which is no longer within; both in UTC."""

    start: datetime
    end: datetime

    def has(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


@dataclass(frozen=True)
class Period:
    """Both days are within; the hours bound the first and the last day alone.

    `halves` (schooltime.week.HALVES) are the half days away in each week; empty: all the time.
    """

    first_day: date
    last_day: date
    from_hour: time | None = None
    until_hour: time | None = None
    halves: str = ""

    def whole(self, clock: ZoneInfo) -> Away:
        """From its first moment to its last, whatever the week; the end may be the earlier."""
        start = _at(self.first_day, self.from_hour or MIDNIGHT, clock)
        if self.until_hour is not None:
            return Away(start, _at(self.last_day, self.until_hour, clock))
        return Away(start, _at(self.last_day + timedelta(days=1), MIDNIGHT, clock))

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1


class Standing(StrEnum):
    """Where an absence that is switched on stands at a moment."""

    TO_COME = "to_come"
    AWAY = "away"
    BETWEEN = "between"
    OVER = "over"


def spans(period: Period, hours: Hours) -> list[Away]:
    """In order, apart from each other; those of the week where the period has a pattern."""
    whole = period.whole(hours.clock)
    if not period.halves:
        return [whole] if whole.start < whole.end else []
    return _joined(_cut(_of_week(period, hours), whole))


def standing(away: list[Away], now: datetime) -> Standing:
    if not away or now >= away[-1].end:
        return Standing.OVER
    if now < away[0].start:
        return Standing.TO_COME
    return Standing.AWAY if any(one.has(now) for one in away) else Standing.BETWEEN


def next_away(away: list[Away], now: datetime) -> Away | None:
    """The one under way, or the next."""
    return next((one for one in away if now < one.end), None)


def _of_week(period: Period, hours: Hours) -> Iterator[Away]:
    day = period.first_day
    while day <= period.last_day:
        for half in halves_on(period.halves, day):
            start, end = _halves(hours)[half]
            following = day + timedelta(days=1) if end == MIDNIGHT else day
            yield Away(_at(day, start, hours.clock), _at(following, end, hours.clock))
        day += timedelta(days=1)


def _halves(hours: Hours) -> tuple[Span, Span]:
    """A morning away begins at midnight, an afternoon lasts until midnight: who is not there in
    the morning does not answer at six either. They meet at noon, when the morning's work ends."""
    noon = hours.of_morning[1]
    return (MIDNIGHT, noon), (noon, MIDNIGHT)


def _cut(away: Iterable[Away], whole: Away) -> Iterator[Away]:
    for one in away:
        start, end = max(one.start, whole.start), min(one.end, whole.end)
        if start < end:
            yield Away(start, end)


def _joined(away: Iterable[Away]) -> list[Away]:
    whole: list[Away] = []
    for one in away:
        if whole and whole[-1].end == one.start:
            whole[-1] = Away(whole[-1].start, one.end)
        else:
            whole.append(one)
    return whole


def _at(day: date, hour: time, clock: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, clock).astimezone(UTC)

"""When an académie is at work: by which clocks, at which hours, and on which days never."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from preau.academies.values import Check

Span = tuple[time, time]


def span_reason(value: str) -> str | None:
    try:
        start, end = span(value)
    except ValueError:
        return "two times such as 08:00-12:00"
    return None if start < end else "two times, the earlier first, such as 08:00-12:00"


def span(value: str) -> Span:
    start, dash, end = value.partition("-")
    if not dash or len(start) != 5 or len(end) != 5:
        raise ValueError(value)
    return time.fromisoformat(start), time.fromisoformat(end)


def clock_reason(value: str) -> str | None:
    return None if value in available_timezones() else "a time zone such as Europe/Paris"


def holiday_reason(value: str) -> str | None:
    right = value == GOOD_FRIDAY or _is_day(value)
    return None if right else f"a month and a day such as 12-26, or {GOOD_FRIDAY}"


def _is_day(value: str) -> bool:
    try:
        # A year that has a 29 February.
        return f"{date.fromisoformat(f'2028-{value}'):%m-%d}" == value
    except ValueError:
        return False


GOOD_FRIDAY = "good-friday"
Times = Annotated[str, Check(span_reason)]
Clock = Annotated[str, Check(clock_reason)]
LocalHoliday = Annotated[str, Check(holiday_reason)]


@dataclass(frozen=True)
class Hours:
    """Half days at work: what is “working time” for deferred sending and notifications.

    `timezone` is that of the clocks people live by; `holidays` are public there, and not elsewhere.
    `propose_later`: outside them, who writes is offered to send when work begins again.
    """

    morning: Times = "08:00-12:00"
    afternoon: Times = "13:30-18:00"
    timezone: Clock = "Europe/Paris"
    holidays: tuple[LocalHoliday, ...] = ()
    propose_later: bool = True

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def of_morning(self) -> Span:
        return span(self.morning)

    @property
    def of_afternoon(self) -> Span:
        return span(self.afternoon)


USUAL_HOURS = Hours()

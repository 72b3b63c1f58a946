"""When people of a school write: school days, working hours, now and then an evening."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
SPAN = timedelta(days=540)
"""The demonstration's mail goes back eighteen months."""

_CLOSED = (((7, 6), (8, 24)), ((12, 20), (12, 31)), ((1, 1), (1, 3)))
_PUBLIC = frozenset({(5, 1), (5, 8), (11, 1), (11, 11)})
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def is_school_day(day: date) -> bool:
    """Close to the calendar, without its zones: nobody checks a demonstration against it."""
    month_day = (day.month, day.day)
    closed = any(first <= month_day <= last for first, last in _CLOSED)
    return day.weekday() < 5 and not closed and month_day not in _PUBLIC


def school_day(day: date) -> date:
    """That day, or the first one after it with school."""
    while not is_school_day(day):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=64)
def season_days(today: date, months: tuple[int, ...]) -> list[date]:
    """The school days of those months (of any, when none is said) in the span, oldest first."""
    return [
        day
        for day in _days(today - SPAN, today - timedelta(days=2))
        if is_school_day(day) and (not months or day.month in months)
    ]


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def writing_time(day: date, rng: Random, *, is_outside: bool = False) -> datetime:
    """A moment of that day at which one writes; families rather in the evening."""
    peak = 19.5 if is_outside else rng.choice((8.2, 10.2, 12.8, 15.5, 17.3))
    hour = min(max(rng.gauss(peak, 1.1), 7.4), 22.7)
    seconds = rng.randrange(60)
    return datetime.combine(day, time(), PARIS) + timedelta(hours=hour, seconds=seconds)


def answer_time(wanted: datetime, rng: Random, *, is_outside: bool = False) -> datetime:
    """The moment wanted, or the next one at which that person would be writing."""
    wanted += timedelta(minutes=rng.randrange(1, 40), seconds=rng.randrange(60))
    local = wanted.astimezone(PARIS)
    late = 22 if is_outside else 19
    day = local.date()
    if local.hour >= late:
        day += timedelta(days=1)
    if not is_outside:
        day = school_day(day)
    if day == local.date() and local.hour >= 7:
        return local
    return datetime.combine(day, time(7, 40), PARIS) + timedelta(minutes=rng.randrange(180))


def say_day(day: date) -> str:
    """`jeudi 26 novembre`."""
    first = "1er" if day.day == 1 else str(day.day)
    return f"{_DAYS[day.weekday()]} {first} {_MONTHS[day.month - 1]}"


def say_month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def school_year(day: date) -> str:
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"

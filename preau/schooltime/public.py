"""Public holidays: on those nobody is at work, whatever their week."""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

from preau.academies.hours import GOOD_FRIDAY

# Code du travail, article L3133-1: everywhere. Those of a place are in its académie's file.
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Easter Monday, Ascension, Whit Monday.
DAYS_AFTER_EASTER = (1, 39, 50)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The eleven of the law; two of them may fall on one day (8 May 2008)."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in DAYS_AFTER_EASTER}
    return frozenset({date(year, month, day) for month, day in FIXED} | moving)


def is_public_holiday(day: date, local: tuple[str, ...] = ()) -> bool:
    """`local` as academies.hours.LocalHoliday."""
    return day in public_holidays(day.year) or any(_is(day, one) for one in local)


def _is(day: date, holiday: str) -> bool:
    if holiday == GOOD_FRIDAY:
        friday: date = easter(day.year) - timedelta(days=2)
        return day == friday
    return f"{day:%m-%d}" == holiday

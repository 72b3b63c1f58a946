"""Dates as people say them, in their language and by the clocks of their académie."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _


def today_here() -> date:
    return _here(timezone.now()).date()


def short_label(moment: datetime, *, today: date | None = None) -> str:
    """`14:32` today, `Yesterday`, `Mon.` this week, `12 Nov.` this year, else `12/11/2024`."""
    local = _here(moment)
    today = today or today_here()
    if local.date() == today:
        return f"{local:%H:%M}"
    return _short_day(local.date(), today, get_language())


def coming_label(moment: datetime, *, today: date | None = None) -> str:
    """Of a time to come: `18:00` today, `Tomorrow 08:00`, `Mon. 08:00`, `4 Jan. 08:00`, and with
    its year beyond this one."""
    local = _here(moment)
    today = today or today_here()
    if local.date() == today:
        return f"{local:%H:%M}"
    return f"{_coming_day(local.date(), today)} {local:%H:%M}"


def short_label_of_day(day: date, *, today: date | None = None) -> str:
    """As `short_label`, where the hour is not known."""
    return _short_day(day, today or today_here(), get_language())


def full_label(moment: datetime) -> str:
    """`Thursday 12 November 2026 at 14:32`, whole, for titles and the reader."""
    local = _here(moment)
    day = _whole_day(local.date(), get_language())
    return day + " " + _("at %(time)s") % {"time": f"{local:%H:%M}"}


def day_label(day: date) -> str:
    """`Thursday 12 November 2026`."""
    return _whole_day(day, get_language())


def weekday_label(day: date) -> str:
    """`Mon. 23 Nov.`, for tables of days that are near."""
    return date_format(day, _("D")) + " " + _day_and_month(day)


def iso(moment: datetime) -> str:
    return _here(moment).isoformat(timespec="seconds")


def _here(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def spoken_label(moment: datetime, *, today: date | None = None) -> str:
    """Of a time to come, within a sentence: `tomorrow at 08:00`, `Monday at 08:00`, else whole."""
    local = _here(moment)
    days = (local.date() - (today or today_here())).days
    if not 0 <= days < 7:
        return full_label(moment)
    day = {0: _("today"), 1: _("tomorrow")}.get(days) or date_format(local, "l")
    return day + " " + _("at %(time)s") % {"time": f"{local:%H:%M}"}


def _coming_day(day: date, today: date) -> str:
    if day == today + timedelta(days=1):
        return _("Tomorrow")
    if timedelta(0) < day - today < timedelta(days=7):
        return date_format(day, _("D"))
    return _day_and_month(day) if day.year == today.year else f"{day:%d/%m/%Y}"


def _day_and_month(day: date) -> str:
    # French says "le 1er", and only of the first.
    return date_format(day, _("j N") if day.day > 1 else pgettext("first of a month", "j N"))


# A list says the same few days again and again, and Django's formats take 20 µs each.
# The language is the one in force: it is given so that each has its own labels.
@lru_cache(maxsize=4096)
def _short_day(day: date, today: date, _language: str | None) -> str:
    if day == today - timedelta(days=1):
        return _("Yesterday")
    if timedelta(0) < today - day < timedelta(days=7):
        return date_format(day, _("D"))
    return _day_and_month(day) if day.year == today.year else f"{day:%d/%m/%Y}"


@lru_cache(maxsize=4096)
def _whole_day(day: date, _language: str | None) -> str:
    # French says "le 1er", and only of the first.
    pattern = _("l j F Y") if day.day > 1 else pgettext("first of a month", "l j F Y")
    return date_format(day, pattern)


def day_of(moment: datetime) -> date:
    """The day it is here at that moment."""
    return _here(moment).date()


def last_day(end: datetime) -> date:
    """The last day of what is over at `end`: the day before, where that is midnight."""
    return _here(end - timedelta(microseconds=1)).date()


def last_day_label(end: datetime) -> str:
    return day_label(last_day(end))


def until_label(end: datetime) -> str:
    """`Sunday 3 January 2027`, whole; with the hour where it ends within a day."""
    local = _here(end)
    return last_day_label(end) if local.time() == time() else full_label(end)


def from_label(start: datetime) -> str:
    """`Saturday 19 December 2026`; with the hour where it begins within a day."""
    local = _here(start)
    return day_label(local.date()) if local.time() == time() else full_label(start)

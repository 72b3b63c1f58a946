"""Periods of absence, as people say them."""

from datetime import date, time

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from preau.absence.spans import Period
from preau.kit import moments
from preau.schooltime.week import both


def period_in_words(period: Period) -> str:
    """`from Saturday 19 December 2026 to Sunday 3 January 2027, each Wednesday`."""
    start, end = (
        _edge(period.first_day, period.from_hour),
        _edge(period.last_day, period.until_hour),
    )
    if period.first_day == period.last_day and not (period.from_hour or period.until_hour):
        said = _("on %(day)s") % {"day": start}
    else:
        said = _("from %(start)s to %(end)s") % {"start": start, "end": end}
    return f"{said}, {halves_in_words(period.halves)}" if period.halves else said


def days_in_words(first: date, last: date) -> str:
    """`from 19 December 2026 to 3 January 2027`."""
    return _("from %(start)s to %(end)s") % {
        "start": moments.day_label(first),
        "end": moments.day_label(last),
    }


def halves_in_words(halves: str) -> str:
    """`each Wednesday, every other Friday afternoon`."""
    return ", ".join(said for day in range(7) for said in _of_day(halves, day))


def _of_day(halves: str, day: int) -> list[str]:
    """What both weeks have, then what only one of two has."""
    one, other = (week[2 * day : 2 * day + 2] for week in both(halves))
    shared = "".join(map(min, one, other))
    name = str(WEEKDAYS[day]).lower() if _is_lower() else str(WEEKDAYS[day])
    turns = dict.fromkeys(_without(week, shared) for week in (one, other))
    said = [_each(shared), *(_every_other(week) for week in turns)]
    return [words % {"day": name} for words in said if words]


def _without(week: str, shared: str) -> str:
    return "".join("1" if half > known else "0" for half, known in zip(week, shared, strict=True))


def _each(marked: str) -> str:
    return {
        "11": _("each %(day)s"),
        "10": _("each %(day)s morning"),
        "01": _("each %(day)s afternoon"),
    }.get(marked, "")


def _every_other(marked: str) -> str:
    return {
        "11": _("every other %(day)s"),
        "10": _("every other %(day)s morning"),
        "01": _("every other %(day)s afternoon"),
    }.get(marked, "")


def _is_lower() -> bool:
    """French writes its days without a capital."""
    return moments.day_label(date(2026, 12, 21))[0].islower()


def _edge(day: date, hour: time | None) -> str:
    label = moments.day_label(day)
    return " ".join((label, _("at %(time)s") % {"time": f"{hour:%H:%M}"})) if hour else label

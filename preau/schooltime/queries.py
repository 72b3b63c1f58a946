"""Whose week is it, and when are they at work?"""

from collections.abc import Iterable

from preau.academies.academy import Academy
from preau.schooltime.kept import calendar
from preau.schooltime.models import WorkingWeek
from preau.schooltime.slots import Rhythm
from preau.schooltime.week import USUAL, Week


def week_of(login: str) -> Week:
    """The usual one for who said nothing."""
    return weeks_of([login]).get(login, USUAL)


def weeks_of(logins: Iterable[str]) -> dict[str, Week]:
    """Of those who said something, in one question."""
    return {one.login: one.week for one in WorkingWeek.objects.filter(login__in=list(logins))}


def rhythm_of(login: str, academy: Academy) -> Rhythm:
    """All that `slots` asks for of one person; of an unknown login, the académie's usual one."""
    return rhythm(academy, week_of(login))


def rhythm(academy: Academy, week: Week = USUAL) -> Rhythm:
    return Rhythm(academy.zone.value, calendar(), academy.hours, week)

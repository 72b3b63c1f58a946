"""A newer calendar is put in the place of the one in force."""

from collections.abc import Iterable
from datetime import date

from preau.schooltime import kept
from preau.schooltime.calendar import Holiday, SchoolCalendar
from preau.schooltime.exports import read_exports

LICENCE = "Licence Ouverte 2.0"


def refresh(texts: Iterable[str], *, source: str, today: date) -> SchoolCalendar:
    """What the export says, after what was known of the time before it. Raises WrongInput, and
    nothing is changed then."""
    brought = read_exports(texts)
    new = SchoolCalendar(source, LICENCE, today, (*_before(brought), *brought))
    kept.replace(new)
    return new


def _before(brought: list[Holiday]) -> list[Holiday]:
    start = brought[0].first
    return [one for one in kept.calendar().holidays if one.end < start]

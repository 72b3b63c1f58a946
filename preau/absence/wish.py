"""An absence as a person wants it, and why it cannot be."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from preau.absence.models import Absence
from preau.absence.script import MOST_DAYS
from preau.absence.spans import Period, spans
from preau.academies.hours import Hours
from preau.schooltime.week import HALVES

MOST_LETTERS = 5000


@dataclass(frozen=True)
class Wish:
    """What the form holds. Nothing is required while the switch is off."""

    is_on: bool = False
    first_day: date | None = None
    last_day: date | None = None
    from_hour: time | None = None
    until_hour: time | None = None
    halves: str = ""
    inside_text: str = ""
    outside_text: str = ""
    outside: Absence.Outside = Absence.Outside.EVERYONE

    @property
    def period(self) -> Period | None:
        if self.first_day is None or self.last_day is None:
            return None
        return Period(self.first_day, self.last_day, self.from_hour, self.until_hour, self.halves)


def kept(absence: Absence) -> Wish:
    return Wish(
        absence.is_on,
        absence.first_day,
        absence.last_day,
        absence.from_hour,
        absence.until_hour,
        absence.halves,
        absence.inside_text,
        absence.outside_text,
        Absence.Outside(absence.outside),
    )


def plain(text: str) -> str:
    """Lines as they are, without what no letter may hold."""
    lines = (text.replace("\t", " ").splitlines()) or [""]
    return "\n".join(map(_printable, lines)).strip()


def mistakes(wish: Wish, hours: Hours, now: datetime) -> dict[str, str]:
    """A sentence by the name of the field it is about; none while the switch is off."""
    if not wish.is_on:
        return {}
    return _of_days(wish, hours, now) | _of_texts(wish)


def _of_days(wish: Wish, hours: Hours, now: datetime) -> dict[str, str]:
    period = wish.period
    if period is None:
        missing = {"first_day": wish.first_day, "last_day": wish.last_day}
        return {name: _("A day is needed.") for name, day in missing.items() if day is None}
    if period.last_day < period.first_day:
        return {"last_day": _("The last day is before the first.")}
    if period.days > MOST_DAYS:
        return {"last_day": _("An absence lasts a year at most.")}
    whole = period.whole(hours.clock)
    if whole.start >= whole.end:
        return {"until_hour": _("The end is before the beginning.")}
    if whole.end <= now:
        return {"last_day": _("This is over already.")}
    if period.halves and not (HALVES.fullmatch(period.halves) and spans(period, hours)):
        return {"halves": _("Choose at least one half day that is within these days.")}
    return {}


def _of_texts(wish: Wish) -> dict[str, str]:
    given = {"inside_text": wish.inside_text}
    if wish.outside is not Absence.Outside.NOBODY:
        given["outside_text"] = wish.outside_text
    found = {name: _("Say something: an empty answer tells nobody anything.")
             for name, text in given.items() if not text.strip()}  # fmt: skip
    long = {name: _("This is too long for an automatic reply.")
            for name, text in given.items() if len(text) > MOST_LETTERS}  # fmt: skip
    return found | long


def _printable(line: str) -> str:
    return "".join(letter for letter in line if unicodedata.category(letter) not in ("Cc", "Cs"))

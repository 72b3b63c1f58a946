"""The form of an absence, as it was sent: what was typed, and the wish it makes."""

from dataclasses import dataclass
from datetime import date, time

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_time

from preau.absence.models import Absence
from preau.absence.wish import Wish, plain
from preau.schooltime.week import FULL


def wish_of(form: QueryDict) -> Wish:
    """Dates that are none are missing; half days count only where they are asked for."""
    return Wish(
        is_on="is_on" in form,
        first_day=_day(form.get("first_day", "")),
        last_day=_day(form.get("last_day", "")),
        from_hour=_hour(form.get("from_hour", "")),
        until_hour=_hour(form.get("until_hour", "")),
        halves=_halves(form),
        inside_text=plain(form.get("inside_text", "")),
        outside_text=plain(form.get("outside_text", "")),
        outside=_outside(form.get("outside", "")),
    )


@dataclass(frozen=True)
class Pressed:
    """Which button sent the form: `apply`, or the name of an occasion."""

    name: str

    @classmethod
    def by(cls, form: QueryDict) -> "Pressed":
        return cls(form.get("do", "apply"))

    @property
    def applies(self) -> bool:
        return self.name == "apply"


def _halves(form: QueryDict) -> str:
    if form.get("when") != "some":
        return ""
    chosen = set(form.getlist("half"))
    return "".join("1" if str(place) in chosen else "0" for place in range(len(FULL)))


def _outside(value: str) -> Absence.Outside:
    known = Absence.Outside.values
    return Absence.Outside(value) if value in known else Absence.Outside.EVERYONE


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _hour(text: str) -> time | None:
    try:
        found = parse_time(text)
    except ValueError:
        return None
    return found.replace(second=0, microsecond=0, tzinfo=None) if found else None

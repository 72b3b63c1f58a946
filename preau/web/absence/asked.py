"""The form of an absence, as it was sent: what was typed, and the wish it makes."""

from dataclasses import dataclass
from datetime import date, time

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_time

from preau.absence.models import Absence
from preau.absence.wish import Wish, plain
from preau.kit import moments
from preau.schooltime.week import A_WEEK, taking_turns


def wish_of(form: QueryDict) -> Wish:
    """Dates that are none are missing; half days count only where they are asked for."""
    return Wish(
        is_on="is_on" in form,
        first_day=_day(form.get("first_day", "")),
        last_day=_day(form.get("last_day", "")),
        from_hour=_hour(form.get("from_hour", "")),
        until_hour=_hour(form.get("until_hour", "")),
        halves=halves_of(form) if form.get("when") == "some" else "",
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


def halves_of(form: QueryDict) -> str:
    """As schooltime.week.HALVES: of one week, or of two that take turns from `monday` on."""
    one = _marked(form, "half")
    if "turns" not in form:
        return one
    monday = _day(form.get("monday", "")) or moments.today_here()
    return taking_turns(one, _marked(form, "other"), monday)


def _marked(form: QueryDict, name: str) -> str:
    chosen = set(form.getlist(name))
    return "".join("1" if str(place) in chosen else "0" for place in range(A_WEEK))


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

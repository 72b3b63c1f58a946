"""A form filled in one click: the next holidays, or the text of an occasion for the days typed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date

from preau.absence import queries
from preau.absence.occasions import Facts, Occasion, texts
from preau.absence.spans import MIDNIGHT
from preau.absence.wish import Wish
from preau.kit import moments
from preau.schooltime.queries import rhythm_of, week_of
from preau.schooltime.slots import FRANCE, next_slot
from preau.web.absence.pages.absence import next_holidays
from preau.web.kit.request import AccountRequest


def for_holiday(request: AccountRequest, wish: Wish) -> Wish:
    """As `?holiday=` asks; anything else leaves the wish as it is kept."""
    asked = _day(request.GET.get("holiday", ""))
    today = moments.day_of(timezone.now())
    coming = next_holidays(request.academy.zone.value, today)
    found = next((one for one in coming if one.first == asked), None)
    if found is None:
        return wish
    said = texts(Occasion.HOLIDAYS, facts(request, found.end, holiday=found.name))
    return Wish(
        is_on=True,
        first_day=found.first,
        last_day=found.end,
        inside_text=said.inside,
        outside_text=said.outside,
        outside=wish.outside,
    )


def for_occasion(request: AccountRequest, wish: Wish, name: str) -> Wish:
    """The days typed stay; part-time takes the half days that are not worked, where none is
    chosen."""
    if name not in {one.value for one in Occasion}:
        return wish
    occasion = Occasion(name)
    last = wish.last_day or moments.day_of(timezone.now())
    said = texts(occasion, facts(request, last))
    filled = replace(wish, is_on=True, inside_text=said.inside, outside_text=said.outside)
    if occasion is Occasion.PART_TIME and not wish.halves:
        return replace(filled, halves=_not_worked(request))
    return filled


def facts(request: AccountRequest, last: date, holiday: str = "") -> Facts:
    rhythm = rhythm_of(request.account.login, request.academy)
    after = datetime.combine(last + timedelta(days=1), MIDNIGHT, FRANCE)
    back = next_slot(after, rhythm).date()
    return Facts(queries.voice_of(request.account).name, last, back, holiday)


def _not_worked(request: AccountRequest) -> str:
    """Of Monday to Friday; the half days one works where that is all of them: none is away."""
    worked = week_of(request.account.login).halves
    return "".join("1" if half == "0" else "0" for half in worked[:10]) + "0000"


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None

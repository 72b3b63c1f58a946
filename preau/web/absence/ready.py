"""A form filled in one click: the next holidays, or the text of an occasion for the days typed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date

from preau.absence import queries
from preau.absence.occasions import Facts, Occasion, texts
from preau.absence.spans import MIDNIGHT
from preau.absence.wish import Wish
from preau.academies.registry import academies
from preau.identity.models import Mailbox
from preau.kit import moments
from preau.schooltime.queries import rhythm_of, week_of
from preau.schooltime.slots import next_slot
from preau.schooltime.week import A_WEEK
from preau.web.absence.pages.absence import next_holidays, occasion_names

_SWAPPED = str.maketrans("01", "10")


def for_holiday(query: QueryDict, mailbox: Mailbox, wish: Wish) -> Wish:
    """As `?holiday=` asks; anything else leaves the wish as it is kept."""
    asked = _day(query.get("holiday", ""))
    today = moments.day_of(timezone.now())
    coming = next_holidays(academies().of(mailbox.academy).zone.value, today)
    found = next((one for one in coming if one.first == asked), None)
    if found is None:
        return wish
    occasion = Occasion.BOX_HOLIDAYS if mailbox.is_functional else Occasion.HOLIDAYS
    said = texts(occasion, facts(mailbox, found.end, holiday=found.name))
    return Wish(
        is_on=True,
        first_day=found.first,
        last_day=found.end,
        inside_text=said.inside,
        outside_text=said.outside,
        outside=wish.outside,
    )


def for_occasion(mailbox: Mailbox, wish: Wish, name: str) -> Wish:
    """The days typed stay; part-time takes the half days that are not worked, where none is
    chosen."""
    if name not in {one.value for one in occasion_names(mailbox)}:
        return wish
    occasion = Occasion(name)
    last = wish.last_day or moments.day_of(timezone.now())
    said = texts(occasion, facts(mailbox, last))
    filled = replace(wish, is_on=True, inside_text=said.inside, outside_text=said.outside)
    if occasion is Occasion.PART_TIME and not wish.halves:
        return replace(filled, halves=_not_worked(week_of(mailbox.login).halves))
    return filled


def facts(mailbox: Mailbox, last: date, holiday: str = "") -> Facts:
    """A functional box is read when its académie is at work."""
    rhythm = rhythm_of(mailbox.login, academies().of(mailbox.academy))
    after = datetime.combine(last + timedelta(days=1), MIDNIGHT, rhythm.hours.clock)
    back = next_slot(after, rhythm).date()
    return Facts(queries.voice_of(mailbox).name, last, back, holiday)


def _not_worked(worked: str) -> str:
    """Of Monday to Friday; none where one works all of them."""
    weeks = [worked[start : start + A_WEEK] for start in range(0, len(worked), A_WEEK)]
    return "".join(week[:10].translate(_SWAPPED) + "0000" for week in weeks)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None

"""What somebody misses: from whom, about what, since when."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date

from preau.formats.stems import fold, words

LONGEST = 200
WEEK = timedelta(days=7)
ABOUT = timedelta(minutes=90)
_CLOCK = re.compile(r"(?:\b(?:vers|à|at|about) +)?\b(\d{1,2})(?:h|:)(\d\d)?\b", re.IGNORECASE)
# A search that found nothing comes here as it was typed: `de:dupont`.
_OPERATOR = re.compile(r"\b[^\W\d_]+:(?=\S)")
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


@dataclass(frozen=True)
class Question:
    """`since` and `until` bound when it should have come; `text` is as it was typed."""

    text: str
    since: datetime
    until: datetime

    @property
    def words(self) -> list[str]:
        """Each must be in the sender or the subject, folded."""
        plain = _OPERATOR.sub("", _CLOCK.sub(" ", self.text))
        return [fold(word) for word in words(plain)]

    @property
    def clock(self) -> time | None:
        """An hour that was typed, such as 14h30 or 9h."""
        for hour, minute in _CLOCK.findall(self.text):
            if int(hour) < 24 and int(minute or 0) < 60:
                return time(int(hour), int(minute or 0))
        return None

    def is_near(self, moment: datetime) -> bool:
        """Whether it was about the hour that was typed, on any day."""
        if self.clock is None:
            return True
        local = timezone.localtime(moment)
        wanted = local.replace(hour=self.clock.hour, minute=self.clock.minute, second=0)
        return abs(local - wanted) <= ABOUT

    @property
    def address(self) -> str:
        """The one address that was typed whole, or ""."""
        found = _ADDRESS.findall(self.text)
        return found[0].lower().strip(".,;") if len(found) == 1 else ""

    def asks_for(self, text: str) -> bool:
        """Whether all that was typed is in this text."""
        folded = fold(text)
        return all(word in folded for word in self.words)


def question(text: str, when: str, day: str, now: datetime) -> Question:
    """`when`: today, yesterday, week, month, or day with `day` in ISO. Anything else is a week."""
    since, until = _window(when, _day(day), timezone.localdate(now))
    return Question(text.strip()[:LONGEST], _midnight(since), min(_midnight(until), now))


def _window(when: str, day: date | None, today: date) -> tuple[date, date]:
    """First day, and the day after the last."""
    tomorrow = today + timedelta(days=1)
    match when:
        case "today":
            return today, tomorrow
        case "yesterday":
            return today - timedelta(days=1), today
        case "month":
            return today - timedelta(days=30), tomorrow
        case "day" if day is not None and day <= today:
            return day, day + timedelta(days=1)
    return today - WEEK, tomorrow


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))

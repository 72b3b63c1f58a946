"""What people may know: how far their request is, by its reference alone; what is announced. What
the desk may: the counts of one académie that a forecast is made from."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from preau.academies.academy import Academy
from preau.identity.arrivals import WAITING
from preau.identity.models import Account, Post
from preau.schooltime.queries import rhythm
from preau.support import days
from preau.support.arriving import Group
from preau.support.forecast import AHEAD, Known
from preau.support.load import Past
from preau.support.models import Announcement, DeskRequest

FAR = 400
"""Days that are learnt from: the last September is among them."""
LATELY = 28
"""Days by which the desk's own pace is told."""


def request_named(reference: str, academy: str) -> DeskRequest | None:
    typed = "".join(sign for sign in reference.upper() if sign.isalnum())
    return DeskRequest.objects.filter(academy=academy, reference=f"{typed[:4]}-{typed[4:]}").first()


def announced_in(academy: str) -> list[Announcement]:
    """What is told there now, what begins first first."""
    told = Announcement.objects.filter(
        academy=academy, withdrawn_at=None, ends_at__gt=timezone.now()
    )
    return list(told.order_by("begins_at", "pk"))


@dataclass(frozen=True)
class School:
    """Where people are still to come: how many, and how many of them begin in the coming days."""

    uai: str
    name: str
    waiting: int
    soon: int


@dataclass(frozen=True)
class Figures:
    """Of one académie at one moment; days are those of its clocks."""

    academy: Academy
    now: datetime

    @property
    def today(self) -> date:
        return self._day_of(self.now)

    def known(self) -> Known:
        first = self._first_day
        active = self._accounts().filter(state=Account.State.ACTIVE)
        came = self._by_day(self._accounts(), "activated_at", first)
        asked = self._by_day(self._requests(), "made_at", first)
        new, accounts = self._by_day(active, "activated_at", first), active.count()
        past = []
        before = accounts - new.total()
        for day in days.days(first, (self.today - first).days, rhythm(self.academy)):
            before += new[day.date]
            past.append(Past(day, asked[day.date], came[day.date], before))
        return Known(past, list(self._groups(first)), accounts)

    def coming(self) -> list[days.Day]:
        """Today first: what it brings is not over."""
        return days.days(self.today, AHEAD, rhythm(self.academy))

    def standing(self) -> Counter[str]:
        """Requests by state, but those that are answered."""
        left = self._requests().exclude(state=DeskRequest.State.CLOSED)
        return Counter(dict(left.values_list("state").annotate(Count("pk"))))

    def answered_a_day(self) -> float:
        """Of late, on each day that is none of rest; 0 where nothing was answered."""
        first = max(self.today - timedelta(days=LATELY), self._first_day)
        over = days.days(first, (self.today - first).days, rhythm(self.academy))
        worked = sum(day.kind != days.Kind.REST for day in over)
        answered = self._by_day(self._requests(), "closed_at", first)
        return sum(answered[day.date] for day in over) / worked if worked else 0.0

    def not_processed(self) -> int:
        """Who cannot activate yet, whatever they hold (I-15)."""
        return self._accounts().filter(state=Account.State.EXPECTED).count()

    def schools(self, most: int) -> list[School]:
        """Where most are still to come, first. Who works in two stands in both."""
        soon = Q(starts_on__gt=self.today, starts_on__lt=self.today + timedelta(days=AHEAD))
        waiting = Post.objects.filter(
            Post.not_over(self.today),
            academy=self.academy.slug,
            person__accounts__academy=self.academy.slug,
            person__accounts__state__in=WAITING,
        ).exclude(uai="")
        counted = waiting.values("uai").annotate(
            name=Max("school_name"),
            waiting=Count("person", distinct=True),
            soon=Count("person", filter=soon, distinct=True),
        )
        return [School(**row) for row in counted.order_by("-waiting", "uai")[:most]]

    @cached_property
    def _first_day(self) -> date:
        """Of the first request or activation, and not too long ago."""
        since = self._midnight(self.today - timedelta(days=FAR))
        asked = self._requests().filter(made_at__gte=since).aggregate(at=Min("made_at"))["at"]
        came = self._accounts().filter(activated_at__gte=since)
        found = [asked, came.aggregate(at=Min("activated_at"))["at"]]
        moments = [
            one.astimezone(self.academy.hours.clock).date() for one in found if one is not None
        ]
        return min(moments, default=self.today)

    def _groups(self, first: date) -> Iterator[Group]:
        """Who waits, and who activated since."""
        mine = Post.objects.filter(
            Post.not_over(self.today), academy=self.academy.slug, person=OuterRef("person")
        )
        begins = mine.order_by(F("starts_on").asc(nulls_first=True)).values("starts_on")[:1]
        came = Q(activated_at__gte=self._midnight(first))
        found = self._accounts().filter(Q(state__in=WAITING) | came)
        on = TruncDate("activated_at", tzinfo=self.academy.hours.clock)
        rows = found.annotate(begins=Subquery(begins), on=on).values_list("begins", "on")
        return (Group(*row) for row in rows.annotate(Count("pk")))

    def _by_day(self, found: "QuerySet[Any]", field: str, first: date) -> Counter[date]:
        since = found.filter(**{f"{field}__gte": self._midnight(first)})
        on = TruncDate(field, tzinfo=self.academy.hours.clock)
        return Counter(dict(since.annotate(on=on).values_list("on").annotate(Count("pk"))))

    def _day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.academy.hours.clock).date()

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.academy.hours.clock)

    def _accounts(self) -> "QuerySet[Account]":
        return Account.objects.filter(academy=self.academy.slug)

    def _requests(self) -> "QuerySet[DeskRequest]":
        return DeskRequest.objects.filter(academy=self.academy.slug)

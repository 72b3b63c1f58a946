"""What the journal says of one account: what it did, what was done to it, who was refused as it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from preau.journal.models import Entry

REFUSED = "sign_in.refused"


@dataclass(frozen=True)
class Whose:
    """`disguises`: keyed hashes of every name one may type for this account, in its académie."""

    login: str
    academy: str
    disguises: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Which lines: `verbs` empty for all; `since` is within, `until` is not."""

    verbs: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None


def lines(whose: Whose, wanted: Wanted) -> "QuerySet[Entry]":
    """Newest first."""
    refused = Q(actor__in=whose.disguises, academy=whose.academy, verb=REFUSED)
    mine = Entry.objects.filter(Q(actor=whose.login) | Q(subject=whose.login) | refused)
    if wanted.verbs:
        mine = mine.filter(verb__in=wanted.verbs)
    if wanted.since:
        mine = mine.filter(at__gte=wanted.since)
    if wanted.until:
        mine = mine.filter(at__lt=wanted.until)
    return mine.order_by("-at", "-pk")


def recent(*verbs: str, within: timedelta) -> "QuerySet[Entry]":
    """For who counts how often something happened of late."""
    return Entry.objects.filter(verb__in=verbs, at__gt=timezone.now() - within)


def after(found: "QuerySet[Entry]", last: int) -> "QuerySet[Entry]":
    """Those that follow the line of this number, so that any depth costs the same."""
    line = Entry.objects.filter(pk=last).first()
    if line is None:
        return found
    return found.filter(Q(at__lt=line.at) | Q(at=line.at, pk__lt=line.pk))


def one_by_one(found: "QuerySet[Entry]") -> Iterator[Entry]:
    return found.iterator(chunk_size=1000)

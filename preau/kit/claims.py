"""A due row is done by one worker: claimed by one conditional update, for as long as one may take.

A model that is claimed has `due_at` and `claimed_at`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import Combinable

# A worker that died in the act leaves its claim; after this the row is anybody's again.
CLAIM_LASTS = timedelta(minutes=5)
AT_ONCE = 50

Row = TypeVar("Row", bound=Model)


def due(rows: "QuerySet[Row]", now: datetime) -> "QuerySet[Row]":
    """Those that nobody does at the moment, the longest due first."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM_LASTS)
    return rows.filter(free, due_at__lte=now).order_by("due_at")


def claimed(rows: "QuerySet[Row]", now: datetime, **noted: Combinable) -> Iterator[Row]:
    """Each once it is ours; `noted` is written with the claim."""
    for number in list(due(rows, now).values_list("pk", flat=True)[:AT_ONCE]):
        if due(rows, now).filter(pk=number).update(claimed_at=now, **noted):
            yield from rows.filter(pk=number)

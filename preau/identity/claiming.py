"""Rows with a time, each done by one worker: claimed, done and erased, or put off."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import F, Q, QuerySet

from preau.identity.models.due import Due

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Due)

CLAIM_LASTS = timedelta(minutes=5)
PAUSES = (5, 30, 120, 600, 1800, 3600, 7200, 14400)
AT_ONCE = 100


def due(rows: "QuerySet[Row]", now: datetime) -> "QuerySet[Row]":
    """Those that nobody does at the moment, the oldest first."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM_LASTS)
    return rows.filter(free, due_at__lte=now).order_by("due_at")


def claimed(rows: "QuerySet[Row]", now: datetime) -> Iterator[Row]:
    """What is due and ours; two workers never get the same."""
    for number in list(due(rows, now).values_list("pk", flat=True)[:AT_ONCE]):
        mine = due(rows, now).filter(pk=number)
        if mine.update(claimed_at=now, attempts=F("attempts") + 1):
            yield from rows.filter(pk=number)


def put_off(row: Due, now: datetime) -> None:
    """Tried again after a pause that grows; after the last one it is given up."""
    if row.attempts > len(PAUSES):
        logger.warning("A %s was given up after %d tries.", type(row).__name__, row.attempts)
        row.delete()
        return
    row.claimed_at, row.due_at = None, now + timedelta(seconds=PAUSES[row.attempts - 1])
    row.save(update_fields=["claimed_at", "due_at"])

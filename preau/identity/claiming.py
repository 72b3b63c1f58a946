"""Rows with a time, each done by one worker: claimed, done and erased, or put off."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import F, QuerySet

from preau.identity.models.due import Due
from preau.kit import claims

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Due)

PAUSES = (5, 30, 120, 600, 1800, 3600, 7200, 14400)


def claimed(rows: "QuerySet[Row]", now: datetime) -> Iterator[Row]:
    """What is due and ours; the try counts from now on."""
    return claims.claimed(rows, now, attempts=F("attempts") + 1)


def put_off(row: Due, now: datetime) -> None:
    """Tried again after a pause that grows; after the last one it is given up."""
    if row.attempts > len(PAUSES):
        logger.warning("A %s was given up after %d tries.", type(row).__name__, row.attempts)
        row.delete()
        return
    later = now + timedelta(seconds=PAUSES[row.attempts - 1])
    # It may be gone: what it was for can end while it is tried.
    type(row)._default_manager.filter(pk=row.pk).update(claimed_at=None, due_at=later)  # noqa: SLF001 -- Django's

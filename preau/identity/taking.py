"""Rows that are each done by one worker, or one request, however many look at once."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.db import DatabaseError, transaction
from django.db.models import Model

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Model)


def taken(rows: Iterable[Row]) -> Iterator[Row]:
    """Those that are ours to do: of all who would erase a row, the one that does it gets it."""
    for row in rows:
        if _erase(row):
            yield row


def answer_each(rows: Iterable[Row], answer: Callable[[Row], None]) -> int:
    """Each is answered and erased, or neither: one that fails is there the next time.

    `answer` only writes to the database. Returns how many were answered.
    """
    return sum(_answer(row, answer) for row in rows)


def _answer(row: Row, answer: Callable[[Row], None]) -> bool:
    try:
        with transaction.atomic():
            if not _erase(row):
                return False
            answer(row)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 -- the next ones are other people's
        # The text of an unexpected error may hold what somebody typed: its kind is enough.
        logger.error("%s waits: %s", type(row).__name__, type(error).__name__)  # noqa: TRY400
        return False
    return True


def _erase(row: Model) -> bool:
    return type(row)._default_manager.filter(pk=row.pk).delete()[0] > 0  # noqa: SLF001 -- documented

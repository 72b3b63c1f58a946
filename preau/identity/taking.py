"""Rows that are each done by one worker, or one request, however many look at once."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def taken(rows: Iterable[Row]) -> Iterator[Row]:
    """Those that are ours to do: of all who would erase a row, the one that does it gets it."""
    for row in rows:
        if type(row)._default_manager.filter(pk=row.pk).delete()[0]:  # noqa: SLF001 -- documented
            yield row

"""What is old is forgotten, a batch at a time."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from preau.traces.models import Deed, Misaddressed, Passage, Trace

A_BATCH = 2000
# Postfix gives up after two days.
ON_THE_WAY = timedelta(days=4)


def forget_old_traces() -> int:
    """How many rows went."""
    now = timezone.now()
    kept = timedelta(days=settings.TRACES_DAYS)
    rows: list[QuerySet[Any]] = [
        Trace.objects.filter(at__lt=now - kept),
        Deed.objects.filter(at__lt=now - kept),
        Misaddressed.objects.filter(at__lt=now - kept),
        Passage.objects.filter(at__lt=now - min(kept, ON_THE_WAY)),
    ]
    return sum(map(_forget, rows))


def _forget(rows: "QuerySet[Any]") -> int:
    old = list(rows.order_by("at").values_list("pk", flat=True)[:A_BATCH])
    return rows.filter(pk__in=old).delete()[0]

"""The one way something enters the journal, and the one way it leaves: by its age."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from preau.journal.models import Entry

A_BATCH = 1000
# Known networks are looked for in it for so long (identity/throttle.py).
LEAST_MONTHS = 3


def record(
    verb: str,
    *,
    by: str,
    academy: str = "",
    subject: str = "",
    network: str = "",
    **detail: str | int | bool,
) -> Entry:
    """Add one event. Give identifiers and counts; a subject line or a body never belongs here."""
    return Entry.objects.create(
        at=timezone.now(),
        academy=academy,
        verb=verb,
        actor=by,
        subject=subject,
        network=network,
        detail=detail,
    )


def kept_since() -> datetime:
    """What is older than this is erased."""
    months = max(LEAST_MONTHS, settings.JOURNAL_MONTHS)
    return timezone.now() - timedelta(days=round(months * 365.25 / 12))


def forget_old() -> int:
    """Erase what is older than the installation keeps, a batch at a time; how many."""
    old = Entry.objects.filter(at__lt=kept_since()).order_by("at").values_list("pk", flat=True)
    return Entry.objects.filter(pk__in=list(old[:A_BATCH])).delete()[0]

"""The one way something enters the journal."""

from django.utils import timezone

from preau.journal.models import Entry


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

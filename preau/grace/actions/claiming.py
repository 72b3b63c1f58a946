"""Who takes a waiting message in hand: one worker at a time, and another if it dies meanwhile."""

from datetime import datetime, timedelta

from django.db.models import Q

from preau.grace.models import WaitingMessage

CLAIM_LASTS = timedelta(minutes=10)
AGAIN = timedelta(minutes=1)


def free(now: datetime) -> Q:
    """Those nobody has in hand."""
    return Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM_LASTS)


def claim(row: WaitingMessage, now: datetime) -> bool:
    """Of two that claim the same, one is told yes."""
    mine = WaitingMessage.objects.filter(pk=row.pk, claimed_at=row.claimed_at)
    return mine.update(claimed_at=now) == 1


def give_up(row: WaitingMessage) -> None:
    WaitingMessage.objects.filter(pk=row.pk).update(claimed_at=None)


def put_off(row: WaitingMessage, now: datetime) -> None:
    """One that Dovecot stumbles over lets the others pass first."""
    again = now - CLAIM_LASTS + AGAIN
    WaitingMessage.objects.filter(pk=row.pk).update(claimed_at=again)

"""Waiting mail goes in as soon as there is room: oldest first, past what does not fit yet."""

import logging
from datetime import datetime

from preau.engines.errors import EngineAway, MailRefused, OverQuota
from preau.formats.mime.fields import text_field
from preau.grace import rules, store
from preau.grace.actions.claiming import claim, free, give_up, put_off
from preau.grace.doors import delivery
from preau.grace.models import Brimming, WaitingMessage
from preau.grace.queries import waiting_octets
from preau.grace.terms import terms_of
from preau.identity.models import Mailbox

logger = logging.getLogger(__name__)

# For one box in one breath, so that the others have their turn.
A_FEW = 20
# The waiting room is open again once so much of it is free.
OPEN_AGAIN = 0.8


def house(mailbox: Mailbox, used: int, limit: int, now: datetime) -> int:
    """Deliver what fits between `used` and `limit` octets (0: no limit); how many went in.

    The rest waits on.
    """
    count = 0
    for row in fitting(mailbox, used, limit, now):
        if not rules.has_room(row.size, used, limit) or not claim(row, now):
            continue
        if not _deliver(row, now):
            break
        used += row.size
        count += 1
    if count:
        _open_again(mailbox)
    return count


def fitting(mailbox: Mailbox, used: int, limit: int, now: datetime) -> list[WaitingMessage]:
    """The first that would fit, each by itself: a few heavy ones hold up none behind them."""
    rows = WaitingMessage.objects.filter(free(now), mailbox=mailbox, last_at__gt=now)
    if limit:
        rows = rows.filter(size__lte=limit - used - rules.MARGIN)
    return list(rows.order_by("arrived_at", "pk")[:A_FEW])


def _deliver(row: WaitingMessage, now: datetime) -> bool:
    """False when there was no room after all."""
    try:
        envelope, octets = store.get(row.file)
        delivery().deliver(row.mailbox.login, _marked(row, octets, now), sender=envelope.sender)
    except OverQuota:
        give_up(row)
        return False
    except MailRefused:
        # No later time is better: it goes back now.
        WaitingMessage.objects.filter(pk=row.pk).update(last_at=now, claimed_at=None)
        return True
    except EngineAway:
        put_off(row, now)
        return False
    except store.Unreadable:
        logger.exception("Waiting mail cannot be read: %s", row.file)
        return False
    forget(row)
    return True


def _marked(row: WaitingMessage, octets: bytes, now: datetime) -> bytes:
    """A line of its journey (RFC 5321 section 4.4) says how long it waited here."""
    waited = f"from {row.arrived_at:%Y-%m-%dT%H:%M:%SZ} to {now:%Y-%m-%dT%H:%M:%SZ}"
    return text_field("X-Preau-Waited", f"{waited}; the mailbox was full") + octets


def forget(row: WaitingMessage) -> None:
    """The file first: a row alone is dropped later, a file alone would be delivered again."""
    store.remove(row.file)
    row.delete()


def _open_again(mailbox: Mailbox) -> None:
    brimming = Brimming.objects.filter(mailbox=mailbox)
    if brimming.exists():
        most = terms_of(mailbox).grace.waiting_bytes
        if waiting_octets(mailbox) < most * OPEN_AGAIN:
            brimming.delete()

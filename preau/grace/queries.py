"""What waits, for whom, until when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from preau.grace import about
from preau.grace.models import WaitingMessage
from preau.identity.models import Mailbox


@dataclass(frozen=True)
class Waiting:
    """One message as its owner may be shown it."""

    about: about.About
    sender: str
    size: int
    is_spam: bool
    arrived_at: datetime
    last_at: datetime


def waiting_of(mailbox: Mailbox, most: int = 200) -> list[Waiting]:
    """What waits for room in this box, in the order it came."""
    rows = WaitingMessage.objects.filter(mailbox=mailbox).order_by("arrived_at", "pk")[:most]
    return [shown(row) for row in rows]


def shown(row: WaitingMessage) -> Waiting:
    return Waiting(
        about=about.unsealed(row.about),
        sender=row.sender,
        size=row.size,
        is_spam=row.is_spam,
        arrived_at=row.arrived_at,
        last_at=row.last_at,
    )


def waiting_count(mailbox: Mailbox) -> int:
    return WaitingMessage.objects.filter(mailbox=mailbox).count()


def waiting_octets(mailbox: Mailbox) -> int:
    total = WaitingMessage.objects.filter(mailbox=mailbox).aggregate(total=Sum("size"))["total"]
    return int(total or 0)

"""Mail whose days are over goes back: its sender is told, then the box."""

import logging
from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from preau.academies.registry import academies
from preau.engines.errors import EngineAway, EngineError, MailRefused
from preau.grace import letters, reports, store
from preau.grace.actions.claiming import claim, free
from preau.grace.actions.housing import forget
from preau.grace.actions.warning import write
from preau.grace.doors import unsigned
from preau.grace.models import WaitingMessage
from preau.grace.queries import Waiting, shown
from preau.grace.terms import terms_of
from preau.identity.actions.telling import desk_of
from preau.identity.models import Mailbox
from preau.journal.actions import record

logger = logging.getLogger(__name__)

A_FEW = 50


def give_back_due(now: datetime | None = None) -> int:
    """How many went back. What cannot be told now is told later."""
    moment = now or timezone.now()
    gone: dict[Mailbox, list[Waiting]] = defaultdict(list)
    for row in _due(moment):
        if _give_back(row, moment):
            gone[row.mailbox].append(shown(row))
    for mailbox, messages in gone.items():
        _tell(mailbox, messages)
    return sum(map(len, gone.values()))


def _due(now: datetime) -> list[WaitingMessage]:
    rows = WaitingMessage.objects.filter(free(now), last_at__lte=now).select_related("mailbox")
    return [row for row in rows.order_by("last_at")[:A_FEW] if claim(row, now)]


def _give_back(row: WaitingMessage, now: datetime) -> bool:
    try:
        _tell_sender(row, now)
    except EngineAway:
        return False
    except MailRefused:
        logger.warning("A sender could not be told that a mailbox stayed full.")
    forget(row)
    box = row.mailbox
    record("mail.given_back", by="preau", academy=box.academy, subject=box.login)
    return True


def _tell_sender(row: WaitingMessage, now: datetime) -> None:
    """Nobody, when none was given; nor of spam, whose sender is somebody else."""
    academy = academies().by_slug(row.mailbox.academy)
    if not row.sender or row.is_spam or academy is None:
        return
    try:
        _, octets = store.get(row.file)
    except store.Unreadable:
        octets = b""
    report = reports.no_room(
        host=settings.MAIL_HOST,
        desk=desk_of(academy).addr_spec,
        address=row.mailbox.address,
        sender=row.sender,
        days=terms_of(row.mailbox).grace.days,
        arrived_at=row.arrived_at,
        now=now,
        octets=octets,
    )
    unsigned().report(row.sender, report)


def _tell(mailbox: Mailbox, gone: list[Waiting]) -> None:
    try:
        write(mailbox, letters.given_back, gone)
    except EngineError as error:
        logger.warning("A box was not told what went back: %s", type(error).__name__)

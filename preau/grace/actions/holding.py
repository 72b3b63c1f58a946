"""Postfix offers what Dovecot put off; what a full mailbox has no room for is kept here."""

import logging
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from preau.engines.postfix.handing import LATER, Handed
from preau.grace import about, rules, store
from preau.grace.actions.weighing import look_now
from preau.grace.doors import doveadm
from preau.grace.models import Brimming, WaitingMessage
from preau.grace.queries import waiting_octets
from preau.grace.terms import terms_of
from preau.identity.models import Address, Mailbox
from preau.identity.queries import mailbox_named

logger = logging.getLogger(__name__)

KEPT = "250 2.0.0 Kept until there is room"
TOO_LARGE = (
    "552 5.2.3 Message plus gros que toute la boite / The message is larger than the whole mailbox"
)
NO_MORE = "452 4.2.2 Boite pleine, salle d'attente aussi / Mailbox full, and so is its waiting room"
# A file without a row for so long is one whose row a power cut took.
LOST_AFTER = timedelta(minutes=10)


def take(handed: Handed, now: datetime | None = None) -> str:
    """The answer to Postfix. What was put off for another reason than room stays with it."""
    mailbox = box_of(handed.recipient)
    if mailbox is None:
        return LATER
    quota, size = doveadm().quota(mailbox.login), len(handed.octets)
    if rules.has_room(size, quota.used, quota.limit):
        return LATER
    terms = terms_of(mailbox)
    if rules.never_fits(size, max(quota.limit, rules.ceiling(terms.growth, mailbox.kind))):
        return TOO_LARGE
    if waiting_octets(mailbox) + size > terms.grace.waiting_bytes:
        _turn_away(mailbox)
        return NO_MORE
    _keep(mailbox, handed, now or timezone.now())
    return KEPT


def box_of(recipient: str) -> Mailbox | None:
    """By its login or an address; what follows a `+` names no other box."""
    local, _, domain = recipient.lower().rpartition("@")
    return mailbox_named(f"{local.partition('+')[0]}@{domain}")


def _keep(mailbox: Mailbox, handed: Handed, now: datetime) -> None:
    envelope = store.Envelope(mailbox.login, handed.sender, now.astimezone(UTC).isoformat())
    name = store.put(envelope, handed.octets)
    try:
        _note(mailbox, name, envelope, handed.octets)
    except BaseException:
        # Postfix keeps it, and comes again: two of it would be one too many.
        store.remove(name)
        raise
    look_now(mailbox, now)


def _note(mailbox: Mailbox, name: str, envelope: store.Envelope, octets: bytes) -> None:
    said, is_spam = about.read(octets)
    arrived = datetime.fromisoformat(envelope.arrived_at)
    WaitingMessage.objects.create(
        mailbox=mailbox,
        file=name,
        sender=envelope.sender,
        size=len(octets),
        is_spam=is_spam,
        about=about.sealed(said),
        arrived_at=arrived,
        last_at=arrived + timedelta(days=terms_of(mailbox).grace.days),
    )


def _turn_away(mailbox: Mailbox) -> None:
    """Until what waits has found room, other servers keep what they bring, and say so in time."""
    addresses = {
        mailbox.login,
        *Address.objects.filter(mailbox=mailbox).values_list("address", flat=True),
    }
    rows = [Brimming(address=address, mailbox=mailbox) for address in sorted(addresses)]
    Brimming.objects.bulk_create(rows, ignore_conflicts=True)
    logger.warning("The waiting room of %s is full.", mailbox.login)


def adopt(now: datetime | None = None) -> int:
    """Rows for files that have none, after a power cut; how many."""
    long_ago = (now or timezone.now()) - LOST_AFTER
    found = list(store.names(untouched_since=long_ago.timestamp()))
    known = set(WaitingMessage.objects.filter(file__in=found).values_list("file", flat=True))
    return sum(_adopt(name) for name in found if name not in known)


def _adopt(name: str) -> bool:
    try:
        envelope, octets = store.get(name)
    except store.Unreadable:
        logger.warning("A file of waiting mail cannot be read: %s", name)
        return False
    mailbox = mailbox_named(envelope.login)
    if mailbox is None:
        return False
    try:
        with transaction.atomic():
            _note(mailbox, name, envelope, octets)
    except IntegrityError:
        return False
    look_now(mailbox)
    return True

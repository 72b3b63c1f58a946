"""A return receipt is answered by hand or not at all, unless the reader chose otherwise."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from preau.engines.errors import EngineAway, EngineError
from preau.formats.mime.addresses import Address
from preau.formats.mime.compose import new_message_id
from preau.formats.mime.receipts import Receipt, build_receipt
from preau.kit import moments
from preau.kit.claims import claimed
from preau.kit.errors import NotAllowed
from preau.mail import identities, receipts
from preau.mail.access import Desk
from preau.mail.actions.answering import own_addresses
from preau.mail.doors import unsigned
from preau.mail.models import Acknowledgement
from preau.mail.reading import Letter, read_letter, read_letters

logger = logging.getLogger(__name__)

PAUSES = (5, 60, 600, 3600, 14400)


def acknowledge(desk: Desk, key: str, message: tuple[int, int]) -> None:
    """Say to who asked that the message was displayed. Raises NotAllowed where none may be."""
    letter, writer = _asked(desk, key, message)
    _answer(desk, letter, writer, by_hand=True)


def acknowledge_all(desk: Desk, key: str, validity: int, uids: list[int]) -> None:
    """The same by itself, of those that ask for it and where one may; the others are left."""
    desk.select(key, uidvalidity=validity)
    own, role = own_addresses(desk), desk.glance(key).role
    for letter in read_letters(desk.box, uids):
        if (writer := receipts.asked_by(letter, own=own, role=role)) is not None:
            _answer(desk, letter, writer, by_hand=False)


def _answer(desk: Desk, letter: Letter, writer: Address, *, by_hand: bool) -> None:
    _settle(desk, letter)
    identity = identities.default(desk.mailbox, desk.account)
    reader = identities.as_address(identity)
    Acknowledgement.objects.create(
        address=writer.address,
        octets=_octets(letter, reader=reader, writer=writer, by_hand=by_hand),
        due_at=timezone.now(),
    )


def decline(desk: Desk, key: str, message: tuple[int, int]) -> None:
    """No receipt, and no question any more, in any program."""
    letter, _writer = _asked(desk, key, message)
    _settle(desk, letter)


def _asked(desk: Desk, key: str, message: tuple[int, int]) -> tuple[Letter, Address]:
    desk.select(key, uidvalidity=message[0])
    letter = read_letter(desk.box, message[1])
    role = desk.glance(key).role
    writer = receipts.asked_by(letter, own=own_addresses(desk), role=role)
    if writer is None:
        raise NotAllowed(_("This message asks for no receipt, or was answered already."))
    return letter, writer


def _settle(desk: Desk, letter: Letter) -> None:
    """Before the receipt leaves: one too few is better than two."""
    desk.box.flag([letter.uid], receipts.ANSWERED, on=True)


def _octets(letter: Letter, *, reader: Address, writer: Address, by_hand: bool) -> bytes:
    now = timezone.localtime()
    with translation.override("fr"):
        said = _("The message “%(subject)s” was displayed on %(date)s by %(name)s.")
        caution = _("This does not say that it was read or understood.")
        words = said % {
            "subject": letter.subject,
            "date": moments.full_label(now),
            "name": reader.name or reader.address,
        }
        subject = _("Displayed: %(subject)s") % {"subject": letter.subject}
    return build_receipt(
        Receipt(
            reader=reader,
            writer=writer,
            original_id=letter.message_id,
            message_id=new_message_id(reader.address.rpartition("@")[2]),
            date=now,
            subject=subject,
            words=f"{words}\n{caution}\n",
            host=settings.MAIL_HOST,
            by_hand=by_hand,
        )
    )


def send_acknowledgements(now: datetime | None = None) -> int:
    """Send what is due, from nobody (RFC 8098 section 3); how many were tried."""
    moment, count = now or timezone.now(), 0
    given = Acknowledgement.objects.all()
    for one in claimed(given, moment, attempts=F("attempts") + 1):
        _send(one, moment)
        count += 1
    return count


def _send(one: Acknowledgement, now: datetime) -> None:
    try:
        unsigned().report(one.address, bytes(one.octets))
    except EngineAway:
        if one.attempts <= len(PAUSES):
            later = now + timedelta(seconds=PAUSES[one.attempts - 1])
            Acknowledgement.objects.filter(pk=one.pk).update(claimed_at=None, due_at=later)
            return
        one.delete()
    except EngineError as error:
        logger.warning("A receipt could not be sent: %s", type(error).__name__)
        one.delete()
    else:
        one.delete()

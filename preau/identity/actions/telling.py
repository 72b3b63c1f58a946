"""Préau writes to people: rows that the worker sends, so that no page waits for it or tells by its
time who exists.

Letters leave by the académie's help desk, so that an answer reaches people (B-04).
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from django.utils import timezone

from preau.academies.registry import Academy, academies
from preau.engines.errors import EngineAway, MailRefused, Unanswered
from preau.identity.actions.pushing import push
from preau.identity.claiming import claimed, put_off
from preau.identity.doors import relay
from preau.identity.models import Account, Notice, SecondAddress

logger = logging.getLogger(__name__)


class Unwritable(Exception):
    """No letter can have this address or these headers."""


def tell(account: Account, subject: str, text: str, *, brief: str = "") -> None:
    """To the person's box, to their second address and to the browsers they chose: what touches the
    safety of an account. Browsers show `brief`, or the subject."""
    push(account, brief or subject)
    tell_at(account.academy, [account.address, *second_addresses(account)], subject, text)


def second_addresses(account: Account) -> list[str]:
    """None or one: only an address that was proved."""
    found = SecondAddress.objects.filter(person=account.person_id, proved_at__isnull=False)
    return list(found.values_list("address", flat=True))


def tell_at(academy: str, addresses: Iterable[str], subject: str, text: str) -> None:
    """To these addresses; the sentences are in the reader's language already."""
    desk = desk_of(academies().of(academy))
    now = timezone.now()
    Notice.objects.bulk_create(
        Notice(
            sender=desk.addr_spec,
            sender_name=desk.display_name,
            address=address,
            subject=subject,
            text=text,
            due_at=now,
        )
        for address in addresses
    )


def desk_of(academy: Academy) -> Address:
    """Whom notices come from: the help desk's box when it is one of ours, else `assistance@`."""
    mail = academy.help.mail or ""
    own = mail if mail.rpartition("@")[2] in academy.domains else f"assistance@{academy.domain}"
    return Address(academy.name, addr_spec=own.lower())


def send_notices(now: datetime | None = None) -> int:
    """Send what is due; how many were tried. Two workers never send the same."""
    moment = now or timezone.now()
    return sum(_send(notice, moment) for notice in claimed(Notice.objects.all(), moment))


def _send(notice: Notice, now: datetime) -> bool:
    """True: it was tried."""
    try:
        relay().submit(notice.sender, notice.sender, [notice.address], octets(notice))
    except EngineAway:
        put_off(notice, now)
    except Unanswered:
        logger.warning("A notice may have been sent, or not: it is not sent twice.")
        notice.delete()
    except (MailRefused, Unwritable) as error:
        _mark_dead(notice.address, now)
        logger.warning("A notice could not be sent: %s", type(error).__name__)
        notice.delete()
    else:
        notice.delete()
    return True


def _mark_dead(address: str, now: datetime) -> None:
    """A second address that is refused cannot help its owner: they are asked for another."""
    SecondAddress.objects.filter(address=address).update(failed_at=now)


def octets(notice: Notice) -> bytes:
    """Marked as written by a machine, so that no absence answers it (RFC 3834). Raises Unwritable:
    one letter that can never be written must not hold up those behind it."""
    try:
        return _written(notice)
    except (ValueError, MessageError) as error:
        raise Unwritable from error


def _written(notice: Notice) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(notice.sender_name, addr_spec=notice.sender)
    message["To"] = Address(addr_spec=notice.address)
    message["Subject"] = notice.subject
    message["Date"] = format_datetime(timezone.now())
    message["Message-ID"] = make_msgid(domain=notice.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(notice.text, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()

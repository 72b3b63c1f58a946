"""IMAP's ENVELOPE (RFC 9051 7.5.2): who, when, about what, already cut by the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from preau.formats.mime.addresses import Address, addresses_from_envelope
from preau.formats.mime.headers import Headers, message_ids, parse_date
from preau.formats.mime.words import decode_words

_FIELDS = 10


@dataclass(frozen=True)
class Envelope:
    """`senders` is From. Lists keep the message's order; a group's members stand in its place."""

    date: datetime | None = None
    subject: str = ""
    senders: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    message_id: str = ""


def read_envelope(value: object) -> Envelope:
    """From the list of ten that an IMAP parser gives; anything else is an empty envelope."""
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)) or len(value) < _FIELDS:
        return Envelope()
    date, subject, senders, _sender, reply_to, to, cc, bcc, in_reply_to, message_id = value[
        :_FIELDS
    ]
    people = _people(senders)
    return Envelope(
        date=parse_date(_bytes(date)),
        subject=decode_words(_bytes(subject)),
        senders=people,
        reply_to=people if reply_to == senders else _people(reply_to),
        to=_people(to),
        cc=_people(cc),
        bcc=_people(bcc),
        in_reply_to=tuple(message_ids(_bytes(in_reply_to))),
        message_id=next(iter(message_ids(_bytes(message_id))), ""),
    )


def envelope_of(headers: Headers) -> Envelope:
    """The same from a message's own header fields."""
    senders = tuple(headers.addresses("From"))
    return Envelope(
        date=parse_date(headers.get("Date")),
        subject=headers.text("Subject"),
        senders=senders,
        reply_to=tuple(headers.addresses("Reply-To")) or senders,
        to=tuple(headers.addresses("To")),
        cc=tuple(headers.addresses("Cc")),
        bcc=tuple(headers.addresses("Bcc")),
        in_reply_to=tuple(message_ids(headers.get("In-Reply-To"))),
        message_id=next(iter(message_ids(headers.get("Message-ID"))), ""),
    )


def _people(value: object) -> tuple[Address, ...]:
    return tuple(addresses_from_envelope(value)) if value else ()


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""

"""What each message of a folder weighs, read from ten thousand lines in a breath."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache

from preau.engines.dovecot.connection import Reply
from preau.engines.dovecot.types import Weight
from preau.formats.mime.addresses import parse_addresses

# All of it is in Dovecot's cache: mail_always_cache_fields in conf/mail.conf.
WEIGHED = (
    b" (UID FLAGS RFC822.SIZE INTERNALDATE"
    b" BODY.PEEK[HEADER.FIELDS (FROM MESSAGE-ID LIST-ID LIST-UNSUBSCRIBE)])"
)
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_DAY = re.compile(rb'INTERNALDATE "\s*(\d+-\w{3}-\d{4})')
_FLAGS = re.compile(rb"FLAGS \(([^)]*)\)")
_FIELD = re.compile(rb"^([A-Za-z-]+):[ \t]*((?:[^\r\n]|\r\n[ \t])*)", re.MULTILINE)


def read_weights(reply: Reply) -> Iterator[Weight]:
    for line in reply.untagged:
        numbers, _, headers = line.partition(b"BODY[HEADER.FIELDS ")
        uid, size = _UID.search(numbers), _SIZE.search(numbers)
        if not uid or not size:
            continue
        fields = {name.lower(): value for name, value in _FIELD.findall(headers)}
        yield Weight(
            uid=int(uid[1]),
            size=int(size[1]),
            day=_day(_said(_DAY, numbers)),
            flags=_flags(_said(_FLAGS, numbers)),
            sender=_sender(fields.get(b"from", b"")),
            message_id=fields.get(b"message-id", b"").strip().decode("latin-1"),
            is_list=b"list-id" in fields or b"list-unsubscribe" in fields,
        )


def _said(pattern: re.Pattern[bytes], line: bytes) -> bytes:
    found = pattern.search(line)
    return found[1] if found else b""


@lru_cache(maxsize=8192)
def _day(said: bytes) -> date:
    try:
        return datetime.strptime(said.decode("ascii"), "%d-%b-%Y").replace(tzinfo=UTC).date()
    except ValueError:
        return date(1970, 1, 1)


@lru_cache(maxsize=1024)
def _flags(said: bytes) -> frozenset[str]:
    return frozenset(flag.decode("ascii", "replace") for flag in said.split())


@lru_cache(maxsize=8192)
def _sender(said: bytes) -> str:
    text = said.replace(b"\r\n", b"").decode("utf-8", "replace")
    found = parse_addresses(text)
    return found[0].address.lower() if found else ""

"""One message kept in a file, and what is known of it before it is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

HEAD = 64 * 1024
"""Octets looked at to find a header: a message's own headers end long before, or are hostile."""

_EARLIEST, _LATEST = 1980, 2100
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")


@dataclass(frozen=True)
class Stored:
    """A message to take over.

    `key` names it within its archive and stays the same from one run to the next. `folder` is a
    path with `/`, empty for the top. `date` is aware, None when nothing tells it. `read` gives the
    message with CRLF line ends; it raises OSError when the file is gone or unreadable by then.
    """

    key: str
    folder: str
    flags: tuple[str, ...]
    date: datetime | None
    read: Callable[[], bytes] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Broken:
    """A file or a piece of one that is no message. `sentence` says why, for people."""

    key: str
    sentence: str


Found = Stored | Broken


def with_crlf(raw: bytes) -> bytes:
    """Line ends as IMAP wants them."""
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def looks_like_a_message(head: bytes) -> bool:
    """Whether it starts with a header field."""
    return _FIELD.match(head.lstrip(b"\r\n\xef\xbb\xbf")) is not None


def header(head: bytes, name: bytes) -> str:
    """The value of a header of the message itself, on one line; empty when absent."""
    ends = re.search(rb"\r?\n\r?\n", head)
    own = head[: ends.start()] if ends else head
    value = rb"^" + re.escape(name) + rb"[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)"
    found = re.search(value, own, re.IGNORECASE | re.MULTILINE)
    return " ".join(found[1].decode("latin-1").split()) if found else ""


def date_of(head: bytes) -> datetime | None:
    """When it says it was written; None when it does not, or says nonsense."""
    return read_date(header(head, b"Date"))


def read_date(said: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(said[:100])
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return when if _EARLIEST <= when.astimezone(UTC).year < _LATEST else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def at(seconds: float) -> datetime | None:
    """A file's time, or the one in its name."""
    try:
        when = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return when if _EARLIEST <= when.year < _LATEST else None

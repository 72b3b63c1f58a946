"""Header fields (RFC 5322 section 2.2) out of bytes that may be cut, folded wrong or 8-bit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import cached_property

from preau.formats.mime.addresses import (
    Address,
    address_from_envelope,
    addresses_from_envelope,
    parse_addresses,
)
from preau.formats.mime.charsets import decode_text
from preau.formats.mime.words import decode_words

__all__ = [
    "Address",
    "Headers",
    "address_from_envelope",
    "addresses_from_envelope",
    "header_end",
    "message_ids",
    "message_start",
    "parse_addresses",
    "parse_date",
    "parse_headers",
]

# Octets of a header that are looked at, and fields kept: enough for any list or antispam trail.
HEADER_ROOM = 256 * 1024
_FIELDS_MAX = 5000

_FIELD = re.compile(rb"([!-9;-~]{1,998})[ \t]*:")
_JUNK = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
# A field that any message has, at the start of a line and before the first blank one.
_USUAL_FIELD = re.compile(
    rb"(?:(?!\r?\n\r?\n).){0,4096}?^"
    rb"(?=(?:received|return-path|delivered-to|from|to|date|subject|message-id|mime-version"
    rb"|content-type)[ \t]*:)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_IDS = re.compile(r"<([^<>]{1,996})>")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[0-9:.,+Z-]*")
_DATE_ROOM = 128
_YEARS = range(1900, 9000)


@dataclass(frozen=True)
class Headers:
    """Fields in the order they came; names compare without case.

    Values are unfolded and readable as text, but their encoded words are still encoded: whoever
    cuts an address list must cut before decoding. `text()` is the decoded one.
    """

    fields: tuple[tuple[str, str], ...] = ()

    def get(self, name: str, default: str = "") -> str:
        values = self._by_name.get(name.lower())
        return values[0] if values else default

    def all(self, name: str) -> list[str]:
        return list(self._by_name.get(name.lower(), ()))

    def text(self, name: str) -> str:
        return decode_words(self.get(name))

    def addresses(self, name: str) -> list[Address]:
        return [address for value in self.all(name) for address in parse_addresses(value)]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_name

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, value in self.fields:
            found.setdefault(name.lower(), []).append(value)
        return found


def parse_headers(raw: bytes) -> Headers:
    """The header block at the start of `raw`, which may be a whole message or a cut one."""
    start = message_start(raw)
    block = raw[start : min(header_end(raw, start), start + HEADER_ROOM)]
    return Headers(tuple((name, _value(lines)) for name, lines in _fields(block)))


def message_start(raw: bytes) -> int:
    """Where the first field stands: past a byte-order mark, blanks, or a spool's own lines."""
    if not raw.startswith((b"\r", b"\n")) and _starts_with_field(raw, 0, len(raw)):
        return 0
    junk = _JUNK.match(raw, 0, HEADER_ROOM)
    start = junk.end() if junk else 0
    if _starts_with_field(raw, start, len(raw)):
        return start
    usual = _USUAL_FIELD.match(raw, start)
    return usual.end() if usual else 0


def header_end(raw: bytes, start: int = 0, end: int | None = None) -> int:
    """Where the body begins: after the blank line, or at once where no field stands first."""
    end = len(raw) if end is None else end
    if not _starts_with_field(raw, start, end):
        return start
    for blank in (b"\r\n", b"\n"):
        if raw.startswith(blank, start, end):
            return start + len(blank)
    return _after_blank_line(raw, start, end)


def _after_blank_line(raw: bytes, start: int, end: int) -> int:
    blank = raw.find(b"\n\r\n", start, end)
    shorter = raw.find(b"\n\n", start, end if blank < 0 else blank + 1)
    if shorter >= 0:
        return shorter + 2
    return blank + 3 if blank >= 0 else end


def _starts_with_field(raw: bytes, start: int, end: int) -> bool:
    opening = raw[start : min(end, start + 2048)]
    if opening.startswith((b"From ", b">From ")):
        opening = opening.partition(b"\n")[2]
    return opening.startswith((b"\n", b"\r\n")) or bool(_FIELD.match(opening))


def _fields(block: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Name and lines of each field; lines that are neither field nor continuation are dropped."""
    name, lines, count = "", [b""], 0
    for line in block.split(b"\n"):
        if line.startswith((b" ", b"\t")):
            lines.append(line)
            continue
        field = _FIELD.match(line)
        if field is None:
            continue
        if name:
            yield name, lines
        count += 1
        if count > _FIELDS_MAX:
            return
        name, lines = field[1].decode("ascii"), [line[field.end() :]]
    if name:
        yield name, lines


def _value(lines: list[bytes]) -> str:
    value = b" ".join(line.strip(b" \t\r") for line in lines) if len(lines) > 1 else lines[0]
    return decode_text(value).strip().replace("\r", " ")


def parse_date(value: str | bytes | None) -> datetime | None:
    """The moment a Date field tells, aware; UTC where the zone is missing or absurd."""
    text = _date_text(value)
    try:
        parts = parsedate_tz(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        parts = None
    return (_moment(parts[:6], parts[9]) if parts else None) or _iso_date(text)


def _date_text(value: str | bytes | None) -> str:
    if isinstance(value, bytes):
        value = value[:_DATE_ROOM].decode("ascii", "replace")
    return (value or "")[:_DATE_ROOM].strip()


def _moment(clock: tuple[int, ...], offset: int | None) -> datetime | None:
    """`clock` is year, month, day, hour, minute, second; leap seconds and offsets may be absurd."""
    try:
        zone = timezone(timedelta(seconds=offset)) if offset else UTC
    except (ValueError, OverflowError):
        zone = UTC
    try:
        year, month, day, hour, minute, second = clock
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except (ValueError, OverflowError, TypeError):
        return None
    return moment if moment.year in _YEARS else None


def _iso_date(text: str) -> datetime | None:
    found = _ISO_DATE.search(text)
    try:
        moment = datetime.fromisoformat(found.group()) if found else None
    except ValueError:
        return None
    if moment is None or moment.year not in _YEARS:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def message_ids(value: str | bytes | None) -> list[str]:
    """Identifiers with their brackets, in order, each once; bare ones are given brackets."""
    if isinstance(value, bytes):
        value = decode_text(value[:HEADER_ROOM])
    value = (value or "")[:HEADER_ROOM]
    ids = ["".join(found.split()) for found in _IDS.findall(value)]
    if not ids:
        ids = [word for word in value.split() if "@" in word and not set(word) & set("<>,;")]
    return [f"<{one}>" for one in dict.fromkeys(ids) if one.isprintable()]

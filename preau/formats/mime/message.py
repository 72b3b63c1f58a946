"""A message from its raw bytes: the same tree as IMAP gives, each part's octets within reach.

Python's `email` is not used to read: it takes 6 s on a header of 20 MB, most of a second on an
attachment of 30 MB and half a second on 200 nested parts, and keeps no offsets. Here nothing is
copied before it is asked for, and no octet is looked at more than a few times.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from preau.formats.mime.envelope import envelope_of
from preau.formats.mime.headers import Headers, header_end, message_start, parse_headers
from preau.formats.mime.params import split_value
from preau.formats.mime.part import MESSAGES, Part, content, media_type, text
from preau.formats.mime.sections import PARTS_MAX, grow
from preau.formats.mime.transfer import encoding_name
from preau.formats.mime.words import to_bytes

_BOUNDARY_MAX = 250
_LINE_TAIL = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
_PLAIN_ENCODINGS = frozenset({"7bit", "8bit", "binary"})

# Octets searched for boundaries: each level of nesting searches its own stretch again.
_SEARCH_MIN = 32 * 1024 * 1024


@dataclass(frozen=True, eq=False)
class Opened:
    """`structure` is the tree; ask here for what its parts hold."""

    raw: bytes = field(repr=False)
    headers: Headers
    structure: Part
    places: Mapping[str, tuple[int, int]] = field(repr=False)
    heads: Mapping[str, int] = field(repr=False)
    """Where the header of each part begins."""

    def encoded(self, part: Part) -> bytes:
        """What IMAP's BODY[section] would give."""
        start, end = self.places.get(part.section, (0, 0))
        return self.raw[start:end]

    def content(self, part: Part) -> bytes:
        return content(part, self.encoded(part))

    def text(self, part: Part) -> str:
        return text(part, self.encoded(part))


def open_message(raw: bytes) -> Opened:
    """Never raises; bytes that are no message at all are one text to read."""
    reading = _Reading(raw)
    structure = grow(_stretch(raw, message_start(raw), len(raw)), reading.inner_of, reading.make)
    return Opened(raw, parse_headers(raw), structure, reading.places, reading.heads)


@dataclass(frozen=True)
class _Stretch:
    """Where one part stands: its header from `start`, its body from `body`, to `end`."""

    start: int
    body: int
    end: int
    headers: Headers
    maintype: str
    subtype: str
    params: Mapping[str, str]

    @property
    def type(self) -> str:
        return f"{self.maintype}/{self.subtype}"


def _stretch(raw: bytes, start: int, end: int, default: str = "text/plain") -> _Stretch:
    body = header_end(raw, start, end)
    headers = parse_headers(raw[start:body])
    value, params = split_value(headers.get("Content-Type"))
    maintype, subtype = media_type(*(value or default).partition("/")[::2])
    return _Stretch(start, body, end, headers, maintype, subtype, params)


class _Reading:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.places: dict[str, tuple[int, int]] = {}
        self.heads: dict[str, int] = {}
        self._search_left = _SEARCH_MIN + 4 * len(raw)

    def inner_of(self, one: _Stretch) -> tuple[bool, list[_Stretch]]:
        if one.maintype == "multipart":
            default = "message/rfc822" if one.subtype == "digest" else "text/plain"
            return True, [_stretch(self.raw, *at, default) for at in self._split(one)]
        if one.type in MESSAGES and _encoding(one) in _PLAIN_ENCODINGS:
            return False, [_stretch(self.raw, one.body, one.end)]
        return False, []

    def make(self, one: _Stretch, section: str, inner: tuple[Part, ...]) -> Part:
        self.places[section] = (one.body, one.end)
        self.heads[section] = one.start
        disposition, details = split_value(one.headers.get("Content-Disposition"))
        is_multipart = one.maintype == "multipart"
        body = inner[0] if inner and not is_multipart else None
        return Part(
            section,
            one.maintype,
            one.subtype,
            one.params,
            content_id=one.headers.text("Content-ID").strip("<> "),
            description=one.headers.text("Content-Description"),
            encoding=_encoding(one),
            size=one.end - one.body,
            lines=self._lines(one),
            disposition=disposition,
            disposition_params=details,
            location=one.headers.text("Content-Location"),
            envelope=envelope_of(parse_headers(self.raw[one.body : one.end])) if body else None,
            body=body,
            children=inner if is_multipart else (),
        )

    def _lines(self, one: _Stretch) -> int | None:
        counted = one.maintype == "text" or one.type in MESSAGES
        return self.raw.count(b"\n", one.body, one.end) if counted else None

    def _split(self, one: _Stretch) -> list[tuple[int, int]]:
        boundary = to_bytes(one.params.get("boundary", "").partition(" (")[0].rstrip())
        self._search_left -= one.end - one.body
        if not boundary or len(boundary) > _BOUNDARY_MAX or self._search_left < 0:
            return []
        return list(_between(self.raw, one, b"--" + boundary))


def _encoding(one: _Stretch) -> str:
    return encoding_name(one.headers.get("Content-Transfer-Encoding"))


def _between(raw: bytes, one: _Stretch, delimiter: bytes) -> Iterator[tuple[int, int]]:
    """The stretches between delimiter lines; the last ends with the body if nothing closes it."""
    opened = -1
    for at, after, closes in _delimiters(raw, one, delimiter):
        if opened >= 0:
            yield opened, max(opened, _before_line_end(raw, at))
        opened = -1 if closes else after
        if closes:
            return
    if opened >= 0:
        yield opened, one.end


def _delimiters(raw: bytes, one: _Stretch, delimiter: bytes) -> Iterator[tuple[int, int, bool]]:
    """(where the line starts, where the next one does, is it the closing one)."""
    line_start = b"\n" + delimiter
    first = raw.startswith(delimiter, one.body, one.end)
    at, count = one.body if first else raw.find(line_start, one.body, one.end) + 1, 0
    while (at or first) and count < PARTS_MAX:
        tail = _LINE_TAIL.match(raw, at + len(delimiter), one.end)
        if tail:
            count += 1
            yield at, tail.end(), bool(tail[1])
        at, first = raw.find(line_start, at + len(delimiter), one.end) + 1, False


def _before_line_end(raw: bytes, at: int) -> int:
    """The line end before a delimiter belongs to the delimiter (RFC 2046 5.1.1)."""
    return at - 2 if raw[at - 2 : at] == b"\r\n" else at - 1

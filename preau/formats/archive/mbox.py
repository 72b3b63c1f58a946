"""A whole folder in one file: mboxo, mboxrd, Thunderbird's and Google's (RFC 4155).

A line beginning with `From ` starts a message when a header field follows it, and either an empty
line precedes it or it ends as such a line does, with a time and a year: programs have written
both without the other. Anything else beginning so is text.
"""

import mmap
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from preau.formats.archive.stored import (
    HEAD,
    Broken,
    Found,
    Stored,
    date_of,
    header,
    looks_like_a_message,
    read_date,
    with_crlf,
)

_START = re.compile(rb"^From [^\r\n]*(?:\r?\n|\Z)", re.MULTILINE)
_DATED = re.compile(rb"\d{1,2}:\d\d(?::\d\d)?\b.*\b\d{4}\b")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_FROM_DATE = re.compile(
    r"([A-Z][a-z]{2})\s+([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d\d:\d\d(?::\d\d)?)\s+(?:[A-Z]+\s+)?"
    r"(?:([+-]\d{4})\s+)?(\d{4})(?:\s+([+-]\d{4}))?"
)
_EXPUNGED = 0x0008


def starts_as_mbox(head: bytes) -> bool:
    return head.lstrip(b"\r\n\xef\xbb\xbf").startswith(b"From ")


def read(path: Path, *, folder: str = "", name: str = "") -> Iterator[Found]:
    """Every message, in order. `name` begins the keys (the file's name by default)."""
    name = name or path.name
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield from _messages(data, path, folder=folder, name=name)
    except (OSError, ValueError) as error:  # ValueError: mmap of an empty file
        if path.exists() and path.stat().st_size == 0:
            return
        yield Broken(name, f"{name} cannot be read: {error}.")


def _messages(data: mmap.mmap, path: Path, *, folder: str, name: str) -> Iterator[Found]:
    starts = _starts(data)
    first = next(starts, None)
    before = data[: first[0] if first else HEAD]
    if before.strip(b"\r\n\xef\xbb\xbf"):
        yield Broken(name, f"{name} does not begin with a “From ” line: its beginning was skipped.")
    while first:
        following = next(starts, None)
        end = following[0] if following else len(data)
        yield from _message(data, first, end, path, folder=folder, name=name)
        first = following


def _starts(data: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Where each separator begins, and where the message after it does."""
    for found in _START.finditer(data):
        at, body = found.span()
        follows = data[body : body + 1000]
        before = data[max(0, at - 4) : at]
        is_apart = at == 0 or before.endswith((b"\n\n", b"\n\r\n")) or not before.strip()
        if (is_apart or _DATED.search(found[0])) and _begins_a_message(follows):
            yield at, body


def _begins_a_message(follows: bytes) -> bool:
    """Some programs leave `>From ` or a second separator above the first header."""
    return looks_like_a_message(re.sub(rb"\A(>?From [^\n]*\n)+", b"", follows))


def _message(
    data: mmap.mmap, start: tuple[int, int], end: int, path: Path, *, folder: str, name: str
) -> Iterator[Found]:
    at, body = start
    head = data[body : min(body + HEAD, end)]
    flags = flags_of(head)
    if flags is None:
        return
    said = data[at:body].decode("latin-1")
    yield Stored(
        key=f"{name}#{at}",
        folder=folder,
        flags=flags,
        date=date_of(head) or _date_of_separator(said),
        read=lambda: _read(path, body, end),
    )


def _read(path: Path, start: int, end: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        raw = file.read(end - start)
    raw = re.sub(rb"\A(>?From [^\n]*\n)+", b"", raw)
    return with_crlf(re.sub(rb"\r?\n(\r?\n)\Z", rb"\1", _ESCAPED.sub(rb"\1", raw)))


def _date_of_separator(line: str) -> datetime | None:
    found = _FROM_DATE.search(line)
    if not found:
        return None
    weekday, month, day, hour, zone, year, late_zone = found.groups()
    return read_date(f"{weekday}, {day} {month} {year} {hour} {zone or late_zone or '+0000'}")


def flags_of(head: bytes) -> tuple[str, ...] | None:
    """What the program that wrote the file noted in the headers; None for an expunged message."""
    mozilla = _hexadecimal(header(head, b"X-Mozilla-Status"))
    if mozilla & _EXPUNGED:
        return None
    letters = header(head, b"Status")[:10] + header(head, b"X-Status")[:10]
    flags = {flag for letter, flag in _LETTERS.items() if letter in letters}
    flags |= {flag for bit, flag in _MOZILLA.items() if mozilla & bit}
    flags |= set(_labels(header(head, b"X-Gmail-Labels")))
    keys = header(head, b"X-Mozilla-Keys") + " " + header(head, b"X-Keywords")
    flags |= {key for key in keys.split() if re.fullmatch(r"[A-Za-z0-9$_.-]{1,60}", key)}
    return tuple(sorted(flags))


_LETTERS = {
    "R": "\\Seen",
    "A": "\\Answered",
    "F": "\\Flagged",
    "T": "\\Draft",
    "D": "\\Deleted",
}
_MOZILLA = {0x0001: "\\Seen", 0x0002: "\\Answered", 0x0004: "\\Flagged", 0x1000: "$Forwarded"}


def _hexadecimal(said: str) -> int:
    return int(said, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,8}", said) else 0


def _labels(said: str) -> Iterator[str]:
    """Google's export: everything not labelled unread was read."""
    if not said:
        return
    labels = {label.strip().casefold() for label in said.split(",")}
    if not labels & {"unread", "non lus"}:
        yield "\\Seen"
    if labels & {"starred", "suivis"}:
        yield "\\Flagged"

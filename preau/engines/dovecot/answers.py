"""Dovecot's replies as the values of types.py."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from preau.engines.dovecot.connection import Reply
from preau.engines.dovecot.types import OURS, Copied, Folder, State, Summary, Usage, Whole
from preau.formats.imap.request import decode_folder, read_uid_set
from preau.formats.imap.response import Fetched, read_fetch, read_values, response_code
from preau.formats.imap.threads import read_threads

# The longest line that is remembered with what it says: a list of fifty recipients is not.
REMEMBERED = 4096
_ROLES = {
    b"\\drafts": "drafts",
    b"\\sent": "sent",
    b"\\junk": "junk",
    b"\\trash": "trash",
    b"\\archive": "archive",
    b"\\all": "all",
}
_MONTHS = {
    name: number
    for number, name in enumerate(
        b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1
    )
}
_REAL_PLACE = re.compile(rb" FETCH \(UID (\d+) X-MAILBOX (.+) X-REAL-UID (\d+)\)$", re.DOTALL)
_INTERNALDATE = re.compile(rb"\s*(\d+)-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")


def folders(reply: Reply) -> list[Folder]:
    status = dict(_status(line) for line in reply.named(b"STATUS"))
    return [
        _folder(name, flags, status.get(name, {}))
        for flags, name in map(_listed, reply.named(b"LIST"))
    ]


def unseen(reply: Reply) -> int:
    return next((_status(line)[1].get(b"UNSEEN", 0) for line in reply.named(b"STATUS")), 0)


def key(reply: Reply) -> str:
    """The GUID that lasts through a rename."""
    counts = next((_status(line)[1] for line in reply.named(b"STATUS")), {})
    return _bytes(counts.get(b"X-GUID", b"")).decode("ascii", "replace")


def octets(reply: Reply) -> int:
    """STATUS=SIZE (RFC 8438), of all folders together."""
    return sum(_status(line)[1].get(b"SIZE", 0) for line in reply.named(b"STATUS"))


# A line read twice says the same: most of what a page asks for, it asked for a moment ago.
@lru_cache(maxsize=2048)
def _listed(line: bytes) -> tuple[frozenset[bytes], bytes]:
    flags, _delimiter, name, *_ = read_values(line)
    return frozenset(flag.lower() for flag in flags), _bytes(name)


@lru_cache(maxsize=4096)
def _status(line: bytes) -> tuple[bytes, dict[bytes, Any]]:
    name, items, *_ = read_values(line)
    return _bytes(name), dict(zip(items[::2], items[1::2], strict=False))


def _folder(name: bytes, flags: frozenset[bytes], counts: dict[bytes, Any]) -> Folder:
    role = next((role for flag, role in _ROLES.items() if flag in flags), "")
    return Folder(
        name=decode_folder(name),
        key=_bytes(counts.get(b"X-GUID", b"")).decode("ascii", "replace"),
        role="inbox" if name.upper() == b"INBOX" else role or OURS.get(decode_folder(name), ""),
        messages=counts.get(b"MESSAGES", 0),
        unseen=counts.get(b"UNSEEN", 0),
        uidvalidity=counts.get(b"UIDVALIDITY", 0),
        uidnext=counts.get(b"UIDNEXT", 0),
        is_selectable=not flags & {b"\\noselect", b"\\nonexistent"},
    )


def _bytes(value: Any) -> bytes:
    """A name made of digits is read as a number; here it is a name."""
    return value if isinstance(value, bytes) else str(value).encode()


def state(name: str, reply: Reply, deleted: Reply) -> State:
    known: dict[bytes, int] = {}
    for line in reply.untagged:
        if line.startswith(b"OK ["):
            code, value = response_code(line[3:])
            if value.isdigit():
                known[code] = int(value)
        elif line.endswith(b" EXISTS"):
            known[b"EXISTS"] = int(line[:-7])
    return State(
        name,
        known.get(b"UIDVALIDITY", 0),
        known.get(b"UIDNEXT", 0),
        known.get(b"EXISTS", 0),
        tuple(numbers(deleted, b"SEARCH")),
    )


def numbers(reply: Reply, name: bytes) -> list[int]:
    return [int(n) for line in reply.untagged if line.startswith(name) for n in line.split()[1:]]


def threads(reply: Reply) -> list[list[int]]:
    return [thread for line in reply.named(b"THREAD") for thread in read_threads(line)]


def ranges(reply: Reply) -> list[int]:
    """What ESEARCH found, asked to RETURN (ALL) (RFC 4731); nothing has no ALL."""
    for line in reply.named(b"ESEARCH"):
        _before, found, numbers = line.partition(b" ALL ")
        return read_uid_set(numbers.split(b" ")[0]) if found else []
    return []


def _fetched(reply: Reply) -> list[Fetched]:
    return [f for f in map(read_fetch, reply.untagged) if f is not None]


def summaries(reply: Reply) -> list[Summary]:
    return list(_summaries(reply))


def _summaries(reply: Reply) -> Iterator[Summary]:
    for line in reply.untagged:
        # The number in front changes with each message that leaves; nothing is read from it.
        _number, fetch, said = line.partition(b" FETCH ")
        if fetch and b" ENVELOPE " in said:
            yield _summary(said) if len(said) <= REMEMBERED else _read_summary(said)


def _read_summary(said: bytes) -> Summary:
    found = read_fetch(b"0 FETCH " + said)
    return _summary_of(found.items if found else {})


_summary = lru_cache(maxsize=8192)(_read_summary)


def _summary_of(items: dict[bytes, Any]) -> Summary:
    date, subject, sender, _, _, to, _, _, _, message_id = items[b"ENVELOPE"]
    return Summary(
        uid=items[b"UID"],
        flags=_flags(items),
        arrived=_arrived(items),
        size=items.get(b"RFC822.SIZE", 0),
        subject=_text(subject),
        date=_text(date),
        senders=sender or [],
        recipients=to or [],
        message_id=_text(message_id),
        preview=_text(items.get(b"PREVIEW")),
        folder=decode_folder(_bytes(items.get(b"X-MAILBOX", b""))),
        real_uid=items.get(b"X-REAL-UID", 0),
    )


def _text(value: Any) -> bytes:
    return b"" if value is None else _bytes(value)


def _flags(items: dict[bytes, Any]) -> frozenset[str]:
    return frozenset(_bytes(name).decode("ascii", "replace") for name in items.get(b"FLAGS", ()))


def saved(reply: Reply) -> dict[int, datetime]:
    return {
        f.items[b"UID"]: _moment(_text(f.items[b"SAVEDATE"]))
        for f in _fetched(reply)
        if b"SAVEDATE" in f.items
    }


def _arrived(items: dict[bytes, Any]) -> datetime:
    return _moment(items.get(b"INTERNALDATE", b""))


def _moment(text: bytes) -> datetime:
    found = _INTERNALDATE.match(text)
    if found is None:
        return datetime.fromtimestamp(0, UTC)
    day, month, year, hour, minute, second, _, _, _ = found.groups()
    offset = (int(found.group(8)) * 60 + int(found.group(9))) * 60
    local = datetime(
        int(year), _MONTHS.get(month, 1), int(day), int(hour), int(minute), int(second), tzinfo=UTC
    )
    signed = offset if found.group(7) == b"+" else -offset
    return datetime.fromtimestamp(local.timestamp() - signed, UTC)


def flags(reply: Reply) -> dict[int, frozenset[str]]:
    return {f.items[b"UID"]: _flags(f.items) for f in _fetched(reply) if b"UID" in f.items}


def sizes(reply: Reply) -> int:
    """The sum of them."""
    return sum(f.items.get(b"RFC822.SIZE", 0) for f in _fetched(reply))


def structures(reply: Reply) -> dict[int, object]:
    return {
        f.items[b"UID"]: f.items[b"BODYSTRUCTURE"]
        for f in _fetched(reply)
        if b"BODYSTRUCTURE" in f.items
    }


def answered_ids(reply: Reply) -> dict[int, bytes]:
    envelopes = {
        f.items[b"UID"]: f.items[b"ENVELOPE"] for f in _fetched(reply) if b"ENVELOPE" in f.items
    }
    return {uid: _text(envelope[8]).strip() for uid, envelope in envelopes.items() if envelope[8]}


def real_places(reply: Reply) -> dict[int, tuple[str, int]]:
    """A hundred thousand lines may come, which differ in their numbers alone."""
    return {
        int(found[1]): (_folder_said(found[2]), int(found[3]))
        for found in map(_REAL_PLACE.search, reply.untagged)
        if found is not None
    }


@lru_cache(maxsize=1024)
def _folder_said(value: bytes) -> str:
    (name,) = read_values(value)
    return decode_folder(_bytes(name))


def arrivals(reply: Reply) -> list[tuple[bytes, list[str], datetime]]:
    return [
        (_text(f.items[b"BODY[]"]), sorted(_flags(f.items)), _arrived(f.items))
        for f in _fetched(reply)
        if b"BODY[]" in f.items
    ]


def wholes(reply: Reply) -> list[Whole]:
    return [_whole(f.items) for f in _fetched(reply) if b"BODYSTRUCTURE" in f.items]


def _whole(items: dict[bytes, Any]) -> Whole:
    return Whole(
        uid=items[b"UID"],
        flags=_flags(items),
        arrived=_arrived(items),
        size=items.get(b"RFC822.SIZE", 0),
        header=next((_text(v) for k, v in items.items() if k.startswith(b"BODY[HEADER]")), b""),
        structure=items[b"BODYSTRUCTURE"],
        preview=_text(items.get(b"PREVIEW")),
    )


def sections(items: dict[bytes, Any]) -> dict[str, bytes]:
    return {
        name[5:].partition(b"]")[0].decode("ascii"): _text(value)
        for name, value in items.items()
        if name.startswith(b"BODY[")
    }


def with_fields(reply: Reply) -> set[int]:
    """Whose answer to HEADER.FIELDS holds more than the empty line."""
    return {
        fetched.items[b"UID"]
        for fetched in _fetched(reply)
        for name, value in fetched.items.items()
        if name.startswith(b"BODY[HEADER.FIELDS") and _text(value).strip()
    }


def copied(reply: Reply) -> Copied:
    """COPYUID stands in the tagged answer of COPY, in an untagged OK of MOVE (RFC 6851)."""
    for text in (reply.text, *(line[3:] for line in reply.untagged if line.startswith(b"OK "))):
        code, value = response_code(text)
        if code == b"COPYUID":
            validity, sources, targets = value.split(b" ")
            return Copied(int(validity), tuple(read_uid_set(sources)), tuple(read_uid_set(targets)))
    return Copied(0, (), ())


def appended(text: bytes) -> tuple[int, int]:
    code, value = response_code(text)
    if code != b"APPENDUID":
        return 0, 0
    validity, uid = value.split(b" ")
    return int(validity), int(uid)


def usage(reply: Reply) -> Usage:
    for line in reply.named(b"QUOTA"):
        for item in read_values(line):
            if isinstance(item, list) and item[:1] == [b"STORAGE"]:
                return Usage(item[1] * 1024, item[2] * 1024)
    return Usage(0, 0)

"""What an IMAP server answers, as values (RFC 3501 section 9, RFC 7888).

A list becomes a list, a number an int, NIL None, any string bytes, an atom or a flag bytes too.
One regular expression reads a token: fifty ENVELOPEs cost about a millisecond, which is why this
is ours (see docs/decisions/0003-imap-client.md).
"""

import re
from dataclasses import dataclass
from typing import Any

Value = Any

# In the order in which they are met. A literal's octets follow its line: see `LineReader`.
_TOKEN = re.compile(
    rb"""\s*(?:
      (?P<open>\() | (?P<close>\)) |
      "(?P<quoted>(?:[^"\\]|\\.)*)" |
      ~?\{(?P<literal>\d+)\+?\}\r\n |
      (?P<atom>(?:\\?[^\s()"{\[\]\\]+|\\\*)(?:\[[^\]]*\])?(?:<\d+>)?) |
      (?P<other>[\[\]\\{])
    )""",
    re.VERBOSE,
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


class Unreadable(ValueError):
    """The octets are not an IMAP response."""


def read_values(data: bytes, start: int = 0) -> list[Value]:
    r"""Every value of one response, literals in place (`{3}\r\nabc`). Raises Unreadable."""
    top: list[Value] = []
    stack: list[list[Value]] = []
    here = top
    match = _TOKEN.match
    position, end = start, len(data)
    while position < end:
        found = match(data, position)
        if found is None:
            if data[position:].strip():
                raise Unreadable("an octet no token begins with")
            break
        position = found.end()
        kind = found.lastgroup
        if kind == "atom":
            here.append(_atom(found.group(kind)))
        elif kind == "quoted":
            text = found.group(kind)
            here.append(_ESCAPED.sub(rb"\1", text) if b"\\" in text else text)
        elif kind == "open":
            stack.append(here)
            inner: list[Value] = []
            here.append(inner)
            here = inner
        elif kind == "close":
            if not stack:
                raise Unreadable("a list closed that was not open")
            here = stack.pop()
        elif kind == "literal":
            size = int(found.group(kind))
            here.append(data[position : position + size])
            position += size
        else:
            here.append(found.group(kind or 0))
    if stack:
        raise Unreadable("a list open at the end")
    return top


def _atom(text: bytes) -> Value:
    # `007` is a folder's name: no number of IMAP's begins with a zero, but zero.
    if text.isdigit() and (text[0] != 0x30 or text == b"0"):
        return int(text)
    if text in (b"NIL", b"nil"):
        return None
    return text


@dataclass(frozen=True, slots=True)
class Fetched:
    """One FETCH response: its items by upper-case name, `BODY[…]` names as sent."""

    number: int
    items: dict[bytes, Value]


_FETCH = re.compile(rb"(\d+) FETCH ", re.IGNORECASE)


def read_fetch(data: bytes) -> Fetched | None:
    """A FETCH response without its `* `, or None when the response is another one."""
    found = _FETCH.match(data)
    if found is None:
        return None
    values = read_values(data, found.end())
    pairs = values[0] if values and isinstance(values[0], list) else []
    names = (n.upper() if isinstance(n, bytes) else b"" for n in pairs[::2])
    return Fetched(int(found.group(1)), dict(zip(names, pairs[1::2], strict=False)))


_CODE = re.compile(rb"\[([A-Z0-9-]+)(?: ([^\]]*))?\]", re.IGNORECASE)


def response_code(text: bytes) -> tuple[bytes, bytes]:
    """The code of a status line, `[UIDVALIDITY 3]` → (b"UIDVALIDITY", b"3"); empty when none."""
    found = _CODE.match(text.lstrip())
    return (found.group(1).upper(), found.group(2) or b"") if found else (b"", b"")

"""Address lists (RFC 5322 section 3.4): cut, named and cleaned, even where the grammar is not kept.

One pass over the text, without backtracking: a field of 60 000 quotes costs what 60 000 letters do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from preau.formats.mime.charsets import decode_text
from preau.formats.mime.words import decode_words, one_line

_ROOM = 1024 * 1024
# The longest that is remembered with what it says.
_REMEMBERED = 256
_WORD = re.compile(r"=\?[^?\s]{1,64}\?[bBqQ]\?[^?]*\?=")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ANGLE = re.compile(r"<([^<>]*)>")
_TEXT = re.compile(r'[^",;:<>()=]+|.', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# An apostrophe inside is a name's (o'neil@x.fr); before or after, it is a quote.
_BARE = re.compile(r"[^\s<>\"'(),;:][^\s<>\"(),;:]{0,255}@[^\s<>\"'(),;:@]{1,255}")
_ATOM = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+")

# Dovecot's words for what is not there (imap-envelope); shown, they would only puzzle.
_DOVECOT_BLANKS = frozenset({"MISSING_MAILBOX", "MISSING_DOMAIN"})


@dataclass(frozen=True)
class Address:
    """A person as a message names them. `address` is empty where only a name was readable."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2].lower() if "@" in self.address else ""

    @property
    def local(self) -> str:
        return self.address.rpartition("@")[0] if "@" in self.address else self.address

    @property
    def label(self) -> str:
        return self.name or self.address


def parse_addresses(value: str) -> list[Address]:
    """Every person of a From, To or Cc, in order; groups opened, comments used as names."""
    found = []
    entry = _Entry()
    for kind, text in _tokens(value[:_ROOM].replace("\0", "")):
        if kind == "group":
            entry = _Entry()
        elif kind == "end":
            found.append(entry.address())
            entry = _Entry()
        else:
            entry.add(kind, text)
    found.append(entry.address())
    return _surnames_joined([address for address in found if address is not None])


def _surnames_joined(found: list[Address]) -> list[Address]:
    """`Dupont, Jean <jean@x.fr>` without its quotes is one person, not two."""
    joined: list[Address] = []
    for one in found:
        if joined and one.name and one.address and not joined[-1].address:
            one = Address(f"{joined.pop().name}, {one.name}", one.address)  # noqa: PLW2901
        joined.append(one)
    return joined


def address_from_envelope(entry: object) -> Address | None:
    """One (name, adl, mailbox, host) of an IMAP ENVELOPE; None for the marks of a group."""
    if not isinstance(entry, Sequence) or isinstance(entry, (str, bytes)) or len(entry) < 4:
        return None
    name, _route, mailbox, host = entry[:4]
    if host is None:
        return None
    usual = all(type(v) is bytes and len(v) <= _REMEMBERED for v in (name or b"", mailbox, host))
    return (_remembered if usual else _named)(name, mailbox, host)


def _named(name: object, mailbox: object, host: object) -> Address | None:
    local, domain = _part(mailbox), _part(host)
    words = _unquoted(decode_words(name)) if isinstance(name, (bytes, str)) else ""
    if local and domain:
        return Address(words, f"{local}@{domain}")
    return Address(words or local, "") if words or local else None


# The same few people stand in every list.
_remembered = lru_cache(maxsize=8192)(_named)


def addresses_from_envelope(entries: object) -> list[Address]:
    if not isinstance(entries, Sequence) or isinstance(entries, (str, bytes)):
        return []
    found = map(address_from_envelope, entries)
    return [address for address in found if address is not None]


def _part(value: object) -> str:
    text = decode_text(value) if isinstance(value, bytes) else str(value or "")
    return "" if text in _DOVECOT_BLANKS else one_line(text)


def _tokens(value: str) -> Iterator[tuple[str, str]]:
    """(kind, text): word quoted angle comment text group end."""
    closing = _matching_parentheses(value) if "(" in value else {}
    quotes_close = True
    at = 0
    while at < len(value):
        kind, text, end = _token(value, at, closing, quotes_close=quotes_close)
        if kind == "text" and text == '"':
            quotes_close = False  # none after this one closes either
        yield kind, text
        at = end


def _token(
    value: str, at: int, closing: dict[int, int], *, quotes_close: bool
) -> tuple[str, str, int]:
    letter = value[at]
    if letter in ",;":
        return "end", letter, at + 1
    if letter == ":":
        return "group", letter, at + 1
    if letter == "(" and at in closing:
        return "comment", value[at + 1 : closing[at]], closing[at] + 1
    for first, kind, pattern in (("=", "word", _WORD), ("<", "angle", _ANGLE)):
        found = pattern.match(value, at) if letter == first else None
        if found:
            return kind, found[found.re.groups], found.end()
    found = _QUOTED.match(value, at) if letter == '"' and quotes_close else None
    if found:
        return "quoted", found[1], found.end()
    plain = _TEXT.match(value, at)
    return "text", plain[0] if plain else letter, plain.end() if plain else at + 1


def _matching_parentheses(value: str) -> dict[int, int]:
    """Where each outer comment closes; parentheses in quotes are rare enough to be forgiven."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    for at, letter in enumerate(value):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            closing[opened.pop()] = at
    return closing


@dataclass
class _Entry:
    """What stands between two commas."""

    words: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    angle: str = ""

    def add(self, kind: str, text: str) -> None:
        if kind == "angle":
            self.angle = _specification(text) or self.angle
        elif kind == "comment":
            self.comments.append(text)
        elif kind == "quoted":
            text = _ESCAPE.sub(r"\1", text)
            self.words.append(text if _WORD.search(text) or not text else f"\0{text}\0")
        else:
            self.words.append(text)

    def address(self) -> Address | None:
        plain = "".join(self.words)
        if self.angle:
            return Address(_name(plain) or _name(" ".join(self.comments)), self.angle)
        return self._without_brackets(plain.strip(" <>"))

    def _without_brackets(self, plain: str) -> Address | None:
        """`jean@x.fr (Jean)`, `Jean jean@x.fr`, `"jean paul"@x.fr`, or only a name."""
        comment = _name(" ".join(self.comments))
        if plain.startswith("\0") and "\0@" in plain:
            local, _, domain = plain[1:].partition("\0@")
            return Address(comment, _specification(f'"{local}"@{domain.strip()}'))
        found = _BARE.search(plain) or _BARE.search(_name(plain))
        if found:
            rest = plain.replace(found[0], " ") if found[0] in plain else ""
            return Address(_name(rest) or comment, _specification(found[0]))
        name = _name(plain) or comment
        return Address(name, "") if name else None


def _name(raw: str) -> str:
    """Brackets around what is not quoted are strays; those in quotes or words are the name's."""
    return _unquoted(" ".join(decode_words(raw.strip(" <>").replace("\0", "")).split()))


def _unquoted(name: str) -> str:
    """Outlook puts quotes inside quotes: 'jean@x.fr'."""
    name = name.strip(' "')
    return name[1:-1] if len(name) > 2 and name[0] == name[-1] == "'" else name


def _specification(raw: str) -> str:
    """`@route:local@domain`, blanks and `mailto:` reduced to local@domain."""
    text = one_line(raw)
    if text.startswith("@") and ":" in text:
        text = text.partition(":")[2]
    text = text.removeprefix("mailto:")
    if "=?" in text:
        text = decode_words(text)
    local, at, domain = text.rpartition("@")
    if not at:
        return "".join(text.split())
    local = local.strip()
    if local.startswith('"') and _ATOM.fullmatch(local.strip('"')):
        local = local.strip('"')
    if not local.startswith('"'):
        local = "".join(local.split())
    return f"{local}@{''.join(domain.split())}"

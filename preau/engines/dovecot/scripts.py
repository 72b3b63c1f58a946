r"""The one door to people's Sieve scripts: ManageSieve (RFC 5804), as the master of any mailbox.

with scripts.open("jdupont@ac-poitiers.fr") as shelf:
    shelf.put("preau", "keep;\n")

Pigeonhole compiles what is put before it takes it: a script that stands there runs.
"""

import re
import secrets
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from preau.engines.dovecot.connection import reached
from preau.engines.dovecot.mailstore import Door
from preau.engines.errors import (
    CommandRefused,
    Conflict,
    EngineAway,
    EngineError,
    Missing,
    OverQuota,
)

_LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n\Z")
_CODE = re.compile(rb"^\(([A-Z]+)")
_REFUSALS: dict[bytes, type[EngineError]] = {
    b"NONEXISTENT": Missing,
    b"ALREADYEXISTS": Conflict,
    b"QUOTA": OverQuota,
}


def new_revision() -> int:
    """Of a script in a table: never one that was given before, for Dovecot takes scripts of one
    revision for one script, and need not compile it again."""
    return secrets.randbelow(2**62)


@dataclass(frozen=True)
class Name:
    """A script of a person; at most one is active: the one that sorts what arrives."""

    name: str
    is_active: bool


class Shelf:
    """The scripts of one person. Every method raises EngineAway when Dovecot is gone."""

    def __init__(self, line: "_Line") -> None:
        self._line = line

    def names(self) -> list[Name]:
        return [
            Name(words[0].decode("utf-8", "replace"), b"ACTIVE" in rest.upper())
            for words, rest in self._line.ask(b"LISTSCRIPTS")
            if words
        ]

    def text(self, name: str) -> str:
        """Raises Missing."""
        for words, _rest in self._line.ask(b"GETSCRIPT " + _text(name)):
            if words:
                return words[0].decode("utf-8", "surrogateescape")
        return ""

    def check(self, script: str) -> None:
        """Raises CommandRefused with what Pigeonhole says of each wrong line."""
        self._line.ask(b"CHECKSCRIPT " + _text(script))

    def put(self, name: str, script: str) -> None:
        """Add or replace, once it compiles. Raises CommandRefused, OverQuota."""
        self._line.ask(b"PUTSCRIPT " + _text(name) + b" " + _text(script))

    def activate(self, name: str) -> None:
        """The one that runs from now on; "" for none. Raises Missing."""
        self._line.ask(b"SETACTIVE " + _text(name))

    def delete(self, name: str) -> None:
        """Raises Missing; CommandRefused for the active one."""
        self._line.ask(b"DELETESCRIPT " + _text(name))


@dataclass(frozen=True)
class Scripts:
    door: Door
    timeout: float = 20.0

    @contextmanager
    def open(self, login: str) -> Iterator[Shelf]:
        """Lend the scripts of `login`. Raises EngineAway, Missing for no such box."""
        line = _Line(self.door, self.timeout)
        try:
            line.sign_in(login, self.door)
            yield Shelf(line)
        finally:
            line.close()


class _Line:
    def __init__(self, door: Door, timeout: float) -> None:
        self._socket = reached(door.host, door.port, timeout)
        self._file = self._socket.makefile("rb")

    def sign_in(self, login: str, door: Door) -> None:
        """As another, by SASL PLAIN's authorisation identity (RFC 4616)."""
        words = b64encode(f"{login}\0{door.master}\0{door.secret}".encode())
        try:
            self._answer()
            self.ask(b'AUTHENTICATE "PLAIN" "%b"' % words)
        except CommandRefused as error:
            raise Missing("No such mailbox.") from error

    def ask(self, command: bytes) -> list[tuple[list[bytes], bytes]]:
        """The lines of an answer, each as its strings and what else it says."""
        try:
            self._socket.sendall(command + b"\r\n")
        except OSError as error:
            raise EngineAway("dovecot") from error
        return self._answer()

    def close(self) -> None:
        self._file.close()
        self._socket.close()

    def _answer(self) -> list[tuple[list[bytes], bytes]]:
        lines: list[tuple[list[bytes], bytes]] = []
        while True:
            words, rest = self._read()
            status = rest[:3].upper().strip()
            if status == b"OK":
                return lines
            if status in (b"NO", b"BYE") or not words:
                raise _refusal(words, rest)
            lines.append((words, rest))

    def _read(self) -> tuple[list[bytes], bytes]:
        """One line, its literals in place: strings, then the atoms around them."""
        words: list[bytes] = []
        rest = b""
        while True:
            data = self._line()
            found = _LITERAL.search(data)
            plain = data[: found.start()] if found else data
            words += [_unquoted(one) for one in _QUOTED.findall(plain)]
            rest += _QUOTED.sub(b"", plain)
            if found is None:
                return words, rest.strip()
            words.append(self._octets(int(found[1])))

    def _line(self) -> bytes:
        try:
            data = self._file.readline()
        except OSError as error:
            raise EngineAway("dovecot") from error
        if not data.endswith(b"\r\n"):
            raise EngineAway("dovecot")
        return data

    def _octets(self, count: int) -> bytes:
        try:
            data = self._file.read(count)
        except OSError as error:
            raise EngineAway("dovecot") from error
        if len(data) != count:
            raise EngineAway("dovecot")
        return data


_QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"')


def _unquoted(text: bytes) -> bytes:
    return re.sub(rb"\\(.)", rb"\1", text)


def _text(text: str) -> bytes:
    """As a literal: nothing in it can be read as a command. Bytes that were no text go back so."""
    octets = text.encode("utf-8", "surrogateescape")
    return b"{%d+}\r\n%b" % (len(octets), octets)


def _refusal(words: list[bytes], rest: bytes) -> EngineError:
    said = words[0].decode("utf-8", "replace") if words else ""
    if rest[:3].upper() == b"BYE":
        return EngineAway("dovecot", said)
    code = _CODE.match(rest[2:].strip())
    kind = _REFUSALS.get(code[1], CommandRefused) if code else CommandRefused
    return kind(said)

"""One IMAP connection: commands go out whole, answers come back sorted (RFC 3501).

Literals are sent non-synchronising (LITERAL+), so a command is one write and never waits half-way.
"""

import contextlib
import re
import select
import socket
import time
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field

from preau.engines.errors import (
    Busy,
    CommandRefused,
    Conflict,
    EngineAway,
    EngineError,
    Missing,
    OverQuota,
)
from preau.formats.imap.response import response_code

# Where the web's lines come from, and no program's: what is ended by its network spares them.
OURS = "127.77.0.1"
_LITERAL_AT_END = re.compile(rb"\{(\d+)\+?\}\r\n\Z")
_REFUSALS: dict[bytes, type[EngineError]] = {
    b"NONEXISTENT": Missing,
    b"TRYCREATE": Missing,
    b"ALREADYEXISTS": Conflict,
    b"OVERQUOTA": OverQuota,
    b"INUSE": Busy,
    b"EXPUNGEISSUED": Conflict,
}


@dataclass
class Reply:
    """What one command brought: its untagged responses without `* `, and its status text."""

    untagged: list[bytes] = field(default_factory=list)
    text: bytes = b""

    def named(self, name: bytes) -> list[bytes]:
        """The untagged responses that begin with a name, the name taken off."""
        start = name + b" "
        return [line[len(start) :] for line in self.untagged if line.startswith(start)]


class Connection:
    """Signed in as `login` by the master user; `selected` is the folder open, if any."""

    def __init__(self, host: str, port: int, *, timeout: float = 30.0) -> None:
        self._socket = reached(host, port, timeout)
        self._file = self._socket.makefile("rb", buffering=131072)
        self._tag = 0
        self._leaving: bytes | None = None
        self.selected: bytes | None = None
        self.used_at = time.monotonic()
        self.is_broken = False
        self._greeting()

    def sign_in(self, login: str, *, master: str, secret: str) -> None:
        """SASL PLAIN with an authorisation identity (RFC 4616). Raises Missing for no such box."""
        identity = b64encode(f"{login}\0{master}\0{secret}".encode())
        try:
            self.command(b"AUTHENTICATE PLAIN " + identity)
        except CommandRefused as error:
            raise Missing("No such mailbox.") from error

    def command(self, text: bytes) -> Reply:
        """Send one command and read its whole answer. Raises what `_REFUSALS` says, EngineAway."""
        return self.commands(text)[-1]

    def commands(self, *texts: bytes) -> list[Reply]:
        """Several commands in one write, their answers in order; the first refusal is raised."""
        tags = self._say(texts)
        self._read_leave()
        outcomes = [self._outcome(tag) for tag in tags]
        self.used_at = time.monotonic()
        for outcome in outcomes:
            if isinstance(outcome, EngineError):
                raise outcome
        return [outcome for outcome in outcomes if isinstance(outcome, Reply)]

    def is_alive(self) -> bool:
        """Dovecot says nothing between commands: something to read means good-bye."""
        try:
            if not self.is_broken and self._has_words():
                self._read_leave()
        except EngineError:
            return False
        return not self.is_broken and not self._has_words()

    def rest(self) -> None:
        """Leave the open folder. Dovecot hangs up on who waits in a folder that another client
        renames or deletes, and tells of it the counts this connection saw last.

        What it says to that is read before the next command's answer: nobody waits for it.
        """
        if self.selected is None or self.is_broken:
            return
        self.selected = None
        with contextlib.suppress(EngineAway):
            self._leaving = self._say([b"UNSELECT"])[0]

    def close(self) -> None:
        self.is_broken = True
        self._file.close()
        self._socket.close()

    def _greeting(self) -> None:
        try:
            self._response()
        except EngineAway:
            self.close()
            raise

    def _say(self, texts: Sequence[bytes]) -> list[bytes]:
        """Send commands in one write; returns their tags."""
        first = self._tag + 1
        self._tag += len(texts)
        tags = [b"p%d" % number for number in range(first, self._tag + 1)]
        self._send(b"".join(b"%b %b\r\n" % pair for pair in zip(tags, texts, strict=True)))
        return tags

    def _read_leave(self) -> None:
        """A connection that could not leave its folder is not used again."""
        tag, self._leaving = self._leaving, None
        if tag is not None and isinstance(self._outcome(tag), EngineError):
            self.is_broken = True
            raise EngineAway("dovecot")

    def _has_words(self) -> bool:
        # Not select(): it knows no descriptor past 1023, and every open page holds one.
        watch = select.poll()
        watch.register(self._socket, select.POLLIN)
        return bool(watch.poll(0))

    def _send(self, data: bytes) -> None:
        try:
            self._socket.sendall(data)
        except OSError as error:
            self.is_broken = True
            raise EngineAway("dovecot") from error

    def _outcome(self, tag: bytes) -> Reply | EngineError:
        reply = Reply()
        while True:
            line = self._response()
            if line.startswith(b"* "):
                reply.untagged.append(line[2:])
            elif line.startswith(tag + b" "):
                status, _, reply.text = line[len(tag) + 1 :].partition(b" ")
                return reply if status.upper() == b"OK" else refusal(reply.text)

    def _response(self) -> bytes:
        """One response with its literals in place, without its end of line."""
        try:
            data = self._file.readline()
            while found := _LITERAL_AT_END.search(data):
                data += self._file.read(int(found.group(1))) + self._file.readline()
        except OSError as error:
            self.is_broken = True
            raise EngineAway("dovecot") from error
        if not data.endswith(b"\r\n") or data.startswith(b"* BYE"):
            self.is_broken = True
            raise EngineAway("dovecot")
        return data[:-2]


def reached(host: str, port: int, timeout: float) -> socket.socket:
    """A line of the web's to Dovecot. Raises EngineAway."""
    try:
        line = socket.create_connection((host, port), timeout, source_address=(OURS, 0))
    except OSError as error:
        raise EngineAway("dovecot") from error
    # Small commands would otherwise wait 40 ms for Nagle and a delayed acknowledgement.
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def refusal(text: bytes) -> EngineError:
    code, _ = response_code(text)
    sentence = text.partition(b"] ")[2] or text
    if not code and text.startswith(b"Mailbox doesn't exist"):
        # SELECT and STATUS say so in words only.
        code = b"NONEXISTENT"
    if code in (b"UNAVAILABLE", b"SERVERBUG"):
        return EngineAway("dovecot", sentence.decode("utf-8", "replace"))
    return _REFUSALS.get(code, CommandRefused)(sentence.decode("utf-8", "replace"))

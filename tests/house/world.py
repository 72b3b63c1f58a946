"""The rest of the world: an SMTP server that takes what our Postfix sends it, or refuses."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from tests.house.waiting import PATIENCE, eventually


@dataclass(frozen=True)
class Received:
    sender: str
    recipients: tuple[str, ...]
    octets: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.octets, policy=policy.default)  # type: ignore[return-value]


@dataclass
class World:
    letters: list[Received] = field(default_factory=list)

    def received_by(self, address: str) -> list[Received]:
        return [letter for letter in self.letters if address in letter.recipients]

    def waits_for(self, address: str, within: float = PATIENCE) -> Received:
        return eventually(lambda: self.received_by(address), within)[0]


class _Line(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 for one client that we wrote the configuration of."""

    server: "_Server"

    def handle(self) -> None:
        sender, recipients = "", []
        self._say("220 world ESMTP")
        while line := self.rfile.readline():
            text = line.decode("latin-1").strip()
            verb = text.upper()
            if verb.startswith("EHLO"):
                self._say("250-world", "250 8BITMIME")
            elif verb.startswith("MAIL"):
                sender, recipients = _address(text), []
                self._say("250 ok")
            elif verb.startswith("RCPT"):
                recipients.append(_address(text))
                self._say("250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                received = Received(sender, tuple(recipients), self._body())
                self.server.world.letters.append(received)
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _body(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    world: World


def _address(text: str) -> str:
    return text.partition("<")[2].partition(">")[0].lower()


@contextmanager
def listening(port: int) -> Iterator[World]:
    with _Server(("127.0.0.1", port), _Line) as server:
        server.world = World()
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server.world
        server.shutdown()
        thread.join()

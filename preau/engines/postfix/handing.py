"""What Postfix hands to us by LMTP (RFC 2033): a listener that asks `take` about each message.

One recipient a delivery (lmtp_destination_recipient_limit): one answer settles a message. On
loopback only, for one client that is ours: no more of the protocol than Postfix speaks.
"""

import contextlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

logger = logging.getLogger(__name__)

PATIENCE = 300.0
LONGEST_LINE = 64 * 1024


@dataclass(frozen=True)
class Handed:
    """`sender` is "" for who wants no answer; lines of `octets` end with CRLF."""

    sender: str
    recipient: str
    octets: bytes


Take = Callable[[Handed], str]
"""What becomes of a message, as an LMTP answer: `250 2.0.0 Kept`. Raising means: later."""

LATER = "451 4.3.0 Not now, please try again"
_HELLO = "250-localhost\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES"


@contextmanager
def listening(port: int, take: Take) -> Iterator[None]:
    """Inside, messages are taken, each in a thread of its own."""

    class Line(_Line):
        ask = staticmethod(take)

    class Listener(ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Listener(("127.0.0.1", port), Line) as listener:
        serving = Thread(target=listener.serve_forever, args=(0.1,), daemon=True)
        serving.start()
        try:
            yield
        finally:
            listener.shutdown()


@dataclass
class _Envelope:
    sender: str | None = None
    recipients: list[str] = field(default_factory=list)


class _Line(StreamRequestHandler):
    ask: Take
    timeout = PATIENCE

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self._say("220 localhost LMTP")
            envelope = _Envelope()
            while said := self.rfile.readline(LONGEST_LINE):
                verb, _, rest = said.strip().decode("ascii", "replace").partition(" ")
                if verb.upper() == "QUIT":
                    self._say("221 2.0.0 Bye")
                    return
                self._answer(verb.upper(), rest, envelope)

    def _answer(self, verb: str, rest: str, envelope: _Envelope) -> None:
        match verb:
            case "LHLO":
                self._say(_HELLO)
            case "MAIL":
                envelope.sender = _address(rest)
                self._say("250 2.1.0 Ok")
            case "RCPT" if envelope.sender is not None and not envelope.recipients:
                envelope.recipients.append(_address(rest))
                self._say("250 2.1.5 Ok")
            case "RCPT" if envelope.recipients:
                self._say("452 4.5.3 One recipient at a time")
            case "DATA" if envelope.recipients:
                self._take(envelope)
                envelope.sender, envelope.recipients = None, []
            case "RSET":
                envelope.sender, envelope.recipients = None, []
                self._say("250 2.0.0 Ok")
            case "NOOP":
                self._say("250 2.0.0 Ok")
            case _:
                self._say("503 5.5.1 Not now")

    def _take(self, envelope: _Envelope) -> None:
        self._say("354 Go on")
        octets = self._message()
        try:
            answer = self.ask(Handed(envelope.sender or "", envelope.recipients[0], octets))
        except Exception as error:  # noqa: BLE001 -- whatever failed, Postfix still has the message
            # The text of an unexpected error may hold what somebody wrote: its kind is enough.
            logger.error("A message could not be taken: %s", type(error).__name__)  # noqa: TRY400
            answer = LATER
        self._say(answer)

    def _message(self) -> bytes:
        """Up to the lone dot; a line cut off raises, and nothing was taken."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line.endswith(b"\n"):
                raise ConnectionError
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def _say(self, answer: str) -> None:
        self.wfile.write(answer.encode("ascii", "replace") + b"\r\n")


def _address(rest: str) -> str:
    """`FROM:<a@b.example> BODY=8BITMIME` gives `a@b.example`."""
    return rest.partition("<")[2].partition(">")[0]

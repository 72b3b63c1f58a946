"""Hand a message to Postfix on behalf of a mailbox: all recipients or none."""

import contextlib
import re
import smtplib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from preau.engines.errors import EngineAway, EngineError, MailRefused, Unanswered

_NEWLINE = re.compile(rb"\r\n|\r|\n")
_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True)
class Recipient:
    """With the parameters of RCPT, as they were written (RFC 3461)."""

    address: str
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Envelope:
    """`parameters` are those of MAIL, as they were written."""

    sender: str
    recipients: tuple[Recipient, ...]
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relay:
    """Postfix's entrance for the web: `Relay(ports.relay, places.secret("dovecot-master"))`.

    `patience` covers the last word, which waits for the spam and virus engines: more than Postfix's
    own with them (milter_content_timeout).
    """

    port: int
    secret: str
    host: str = "127.0.0.1"
    master: str = "preau-web"
    patience: float = 180.0

    def submit(self, login: str, sender: str, recipients: Sequence[str], message: bytes) -> None:
        """Send as the mailbox `login`, with `sender` as envelope sender.

        Raises MailRefused (nothing was accepted; per-recipient reasons in the sentence) when
        trying again as it stands is useless, EngineAway when later is worth it, Unanswered when
        it may have been accepted: trying again could send it twice.
        """
        octets = _NEWLINE.sub(b"\r\n", message)
        plain_sender, *plain_recipients = map(_plain, (sender, *recipients))
        to = tuple(map(Recipient, plain_recipients))
        self.hand_on(login, Envelope(plain_sender, to, _options(octets)), octets)

    def hand_on(self, login: str, envelope: Envelope, octets: bytes) -> None:
        """The very octets, whose lines end with CRLF, under the very envelope. Raises as above."""
        try:
            with self._line() as line:
                self._sign_in(line, login)
                _give(line, envelope, octets)
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, _text(error.smtp_error)) from error
        except OSError as error:  # smtplib's own errors are among them
            raise EngineAway("postfix") from error

    @contextlib.contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        """What was accepted stays accepted, however the good-bye goes: its answer is not read."""
        line = smtplib.SMTP(self.host, self.port, "localhost", self.patience)
        try:
            yield line
            with contextlib.suppress(OSError):
                line.putcmd("QUIT")
        finally:
            line.close()

    def _sign_in(self, line: smtplib.SMTP, login: str) -> None:
        line.ehlo()
        line.auth("PLAIN", lambda _=None: f"{login}\0{self.master}\0{self.secret}")


@dataclass(frozen=True)
class Unsigned:
    """Postfix's entrance for what a machine says in a person's place, which no answer may reach:
    absence messages, and receipts: `Unsigned(ports.redirects)`. Only from this machine, by nobody.
    """

    port: int
    host: str = "127.0.0.1"
    patience: float = 180.0

    def report(self, recipient: str, message: bytes) -> None:
        """With an empty envelope sender (RFC 3834, RFC 8098). Raises as `Relay.submit`."""
        plain = _plain(recipient)
        try:
            line = smtplib.SMTP(self.host, self.port, "localhost", self.patience)
            with contextlib.closing(line):
                line.ehlo()
                octets = _NEWLINE.sub(b"\r\n", message)
                _give(line, Envelope("", (Recipient(plain),), _options(octets)), octets)
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, _text(error.smtp_error)) from error
        except OSError as error:
            raise EngineAway("postfix") from error


def _plain(address: str) -> str:
    """The address in ASCII: its domain by IDNA. A name outside ASCII cannot travel (RFC 6531)."""
    name, at, domain = address.rpartition("@")
    try:
        return f"{name}{at}{domain.encode('idna').decode()}".encode("ascii").decode()
    except UnicodeError as error:
        sentence = f"{address}: Letters outside ASCII before the @ cannot be delivered to."
        raise MailRefused(sentence, 553, (address,)) from error


def _give(line: smtplib.SMTP, envelope: Envelope, message: bytes) -> None:
    code, answer = line.mail(envelope.sender, envelope.parameters)
    if code != 250:
        raise _refused(code, _text(answer))
    _name_recipients(line, envelope.recipients)
    code, answer = line.docmd("DATA")
    if code != 354:
        raise _refused(code, _text(answer))
    line.send(_DOT.sub(b"..", message).removesuffix(b"\r\n") + b"\r\n.\r\n")
    try:
        code, answer = line.getreply()
    except OSError as error:
        raise Unanswered("Postfix took the message and said nothing.") from error
    if code != 250:
        raise _refused(code, _text(answer))


def _options(message: bytes) -> tuple[str, ...]:
    """SIZE lets a full mailbox be refused before the message travels (RFC 1870)."""
    size = f"SIZE={len(message)}"
    return (size,) if message.isascii() else (size, "BODY=8BITMIME")


def _name_recipients(line: smtplib.SMTP, recipients: Sequence[Recipient]) -> None:
    refusals: dict[str, tuple[int, str]] = {}
    for recipient in recipients:
        code, answer = line.rcpt(recipient.address, recipient.parameters)
        if code not in (250, 251):
            refusals[recipient.address] = (code, _text(answer))
        if code == 421:
            break
    if refusals:
        raise _refused_recipients(refusals)


def _refused_recipients(refusals: dict[str, tuple[int, str]]) -> EngineError:
    """A permanent refusal outweighs a passing one: the message has to change anyway."""
    sentence = "\n".join(f"{recipient}: {text}" for recipient, (_, text) in refusals.items())
    return _refused(max(code for code, _ in refusals.values()), sentence, tuple(refusals))


def _refused(code: int, sentence: str, recipients: tuple[str, ...] = ()) -> EngineError:
    if code < 500:
        return EngineAway("postfix", sentence)
    return MailRefused(sentence, code, recipients)


def _text(answer: bytes | str) -> str:
    """The server's words without the enhanced code in front (RFC 3463)."""
    words = answer if isinstance(answer, str) else answer.decode("utf-8", "replace")
    return re.sub(r"(?m)^\d\.\d{1,3}\.\d{1,3} ", "", words).replace("\n", " ")

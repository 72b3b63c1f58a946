"""A mail program: IMAP and submission over TLS, with the password of a device."""

import imaplib
import re
import smtplib
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.house.waiting import PATIENCE, eventually

if TYPE_CHECKING:
    from tests.house.installation import House

HOST = "localhost"


@cache
def trusting(authority: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority))


@dataclass(frozen=True)
class MailProgram:
    house: "House"
    login: str
    password: str

    @contextmanager
    def imap(self) -> Iterator[imaplib.IMAP4_SSL]:
        tls = trusting(self.house.authority)
        line = imaplib.IMAP4_SSL(HOST, self.house.ports.imaps, ssl_context=tls)
        try:
            line.login(self.login, self.password)
            yield line
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                line.logout()
            with suppress(OSError):
                line.shutdown()

    @contextmanager
    def smtp(self, *, implicit: bool = True, mechanism: str = "") -> Iterator[smtplib.SMTP]:
        """`mechanism`: PLAIN or LOGIN, else what smtplib likes best."""
        tls, ports = trusting(self.house.authority), self.house.ports
        if implicit:
            line: smtplib.SMTP = smtplib.SMTP_SSL(HOST, ports.submissions, context=tls)
        else:
            line = smtplib.SMTP(HOST, ports.submission)
            line.starttls(context=tls)
        try:
            self._sign_in(line, mechanism)
            yield line
        finally:
            line.close()

    def _sign_in(self, line: smtplib.SMTP, mechanism: str) -> None:
        if not mechanism:
            line.login(self.login, self.password)
            return
        line.user, line.password = self.login, self.password  # type: ignore[attr-defined]
        line.ehlo()
        line.auth(mechanism, getattr(line, f"auth_{mechanism.lower()}"))

    def send(self, made: EmailMessage, *to: str, sender: str) -> None:
        with self.smtp() as line:
            line.sendmail(sender, list(to), made.as_bytes(policy=policy.SMTP))

    def keep(
        self,
        *letters: EmailMessage | bytes,
        folder: str = "INBOX",
        flags: str = "",
        at: float | None = None,
        apart: float = 60.0,
    ) -> list[str]:
        """Append letters, a minute apart and the last the newest; returns `validity-uid` each."""
        start = (at or time.time()) - apart * len(letters)
        with self.imap() as line:
            return [
                _appended(
                    line.append(
                        _named(folder), flags, imaplib.Time2Internaldate(start + apart * number),
                        octets(one),
                    )
                )
                for number, one in enumerate(letters, start=1)
            ]  # fmt: skip

    def make_folder(self, *names: str) -> None:
        with self.imap() as line:
            for name in names:
                assert line.create(_named(name))[0] == "OK"

    def subjects(self, folder: str = "INBOX") -> list[str]:
        return [str(one["Subject"]) for one in self.letters(folder)]

    def letters(self, folder: str = "INBOX") -> list[EmailMessage]:
        with self.imap() as line:
            if line.select(_named(folder), readonly=True)[0] != "OK":
                return []
            _, said = (
                line.fetch("1:*", "(BODY.PEEK[])")
                if line.untagged_responses.get("EXISTS") != [b"0"]
                else ("OK", [])
            )
            return [
                message_from_bytes(part[1], policy=policy.default)  # type: ignore[misc]
                for part in said
                if isinstance(part, tuple)
            ]

    def flags(self, folder: str = "INBOX") -> dict[str, str]:
        """UID to flags, as the server writes them."""
        with self.imap() as line:
            line.select(_named(folder), readonly=True)
            _, said = line.uid("fetch", "1:*", "(FLAGS)")
        found = {}
        for one in said or []:
            if isinstance(one, bytes) and b"UID" in one:
                uid = one.split(b"UID ")[1].split()[0].strip(b")").decode()
                found[uid] = one.split(b"FLAGS (")[1].split(b")")[0].decode()
        return found

    def waits_for(
        self, subject: str, folder: str = "INBOX", within: float = PATIENCE
    ) -> EmailMessage:
        """The letter whose subject holds these words, once it is there."""

        def look() -> list[EmailMessage]:
            # A line may be ended by the server, when an account changes: programs come again.
            with suppress(imaplib.IMAP4.abort):
                return self.find(subject, folder)
            return []

        return eventually(look, within, told=self._told)[0]

    def _told(self) -> str:
        """For who waited in vain: it may have gone elsewhere."""
        return "; ".join(f"{name}: {self.subjects(name)}" for name in ("INBOX", "Junk", "Drafts"))

    def find(self, subject: str, folder: str = "INBOX") -> list[EmailMessage]:
        return [one for one in self.letters(folder) if subject in str(one["Subject"])]


def octets(one: EmailMessage | bytes) -> bytes:
    return one if isinstance(one, bytes) else one.as_bytes(policy=policy.SMTP)


def _appended(said: tuple[str, list[bytes]]) -> str:
    assert said[0] == "OK", said
    code = said[1][0].split(b"APPENDUID ")[1].split(b"]")[0]
    validity, uid = code.decode().split()
    return f"{validity}-{uid}"


def _named(name: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", utf7(name)) + '"'


def utf7(name: str) -> str:
    """Modified UTF-7 (RFC 3501 5.1.3)."""
    return "".join(_shifted(run) for run in _runs(name))


def _runs(name: str) -> Iterable[str]:
    run = ""
    for letter in name:
        if run and (letter.isascii() != run[-1].isascii()):
            yield run
            run = ""
        run += letter
    if run:
        yield run


def _shifted(run: str) -> str:
    if run.isascii():
        return run.replace("&", "&-")
    from base64 import b64encode

    return "&" + b64encode(run.encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"


def arrives(
    house: "House", made: EmailMessage | bytes, *to: str, sender: str = "irene@[192.0.2.7]"
) -> None:
    """From the world, by SMTP on the public port. An envelope sender by its number asks no DNS."""
    with smtplib.SMTP("127.0.0.1", house.ports.smtp, local_hostname="lointain.example") as line:
        line.sendmail(sender, list(to), octets(made))

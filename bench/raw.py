"""The floor: the same answers from the engines themselves, over one warm connection, unread."""

import re
import smtplib
import socket
import time
from base64 import b64encode
from email.message import EmailMessage

from bench.line import WrongAnswer
from bench.station import Station
from preau.engines.dovecot.shape import MASTER

ROWS = 50
ROW = (
    "UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS "
    "(DATE FROM TO CC SUBJECT REFERENCES IN-REPLY-TO MESSAGE-ID CONTENT-TYPE PRIORITY)]"
)


class Raw:
    """An IMAP connection of the measured mailbox with INBOX open."""

    def __init__(self, station: Station, secret: str) -> None:
        self._station = station
        self._secret = secret
        self._number = 0
        self._socket = socket.create_connection(("127.0.0.1", station.ports.imap), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.recv(4096)
        identity = b64encode(f"{station.login}\0{MASTER}\0{secret}".encode()).decode()
        self.say(f"AUTHENTICATE PLAIN {identity}")
        self.select()

    def select(self) -> None:
        answer = self.say("SELECT INBOX")
        found = re.search(rb"\* (\d+) EXISTS", answer)
        validity = re.search(rb"UIDVALIDITY (\d+)", answer)
        if found is None or validity is None:
            raise WrongAnswer("INBOX does not open.")
        self.exists, self.validity = int(found.group(1)), int(validity.group(1))

    def close(self) -> None:
        self._socket.close()

    def say(self, text: str, literal: bytes | None = None) -> bytes:
        """One command, its whole answer."""
        self._number += 1
        tag = f"r{self._number} ".encode()
        tail = b"" if literal is None else b" {%d+}\r\n" % len(literal) + literal
        self._socket.sendall(tag + text.encode() + tail + b"\r\n")
        data = bytearray()
        while True:
            got = self._socket.recv(262144)
            if not got:
                raise WrongAnswer("Dovecot closed the line.")
            data += got
            last = data.rfind(b"\r\n", 0, len(data) - 2)
            if data.startswith(tag, last + 2 if last >= 0 else 0) and data.endswith(b"\r\n"):
                break
        if not data.startswith(b"OK", (last + 2 if last >= 0 else 0) + len(tag)):
            raise WrongAnswer(f"{text[:60]}: {bytes(data[-200:])!r}")
        return bytes(data)

    def uids(self, criteria: str) -> list[int]:
        found = re.search(rb"\* SEARCH([ \d]*)", self.say(f"UID SEARCH {criteria}"))
        return [int(uid) for uid in found.group(1).split()] if found else []

    # The same work as the web's

    def rows(self, page: int = 1) -> bytes:
        last = self.exists - (page - 1) * ROWS
        return self.say(f"FETCH {last - ROWS + 1}:{last} ({ROW})")

    def open(self, uid: int) -> bytes:
        head = "UID FLAGS RFC822.SIZE INTERNALDATE BODYSTRUCTURE BODY.PEEK[HEADER]"
        return self.say(f"UID FETCH {uid} ({head})") + self.say(f"UID FETCH {uid} (BODY.PEEK[2])")

    def search(self, key: str, word: str) -> list[int]:
        found = re.search(
            rb"\* SEARCH([ \d]*)", self.say(f"UID SEARCH CHARSET UTF-8 {key}", word.encode())
        )
        uids = found.group(1).decode().split() if found else []
        if not uids:
            raise WrongAnswer(f"{word} is not found.")
        self.say(f"UID FETCH {','.join(uids[-ROWS:])} ({ROW})")
        return [int(uid) for uid in uids]

    def flag(self, uid: int, *, on: bool) -> bytes:
        return self.say(f"UID STORE {uid} {'+' if on else '-'}FLAGS.SILENT (\\Flagged)")

    def move(self, uid: int, folder: str) -> bytes:
        return self.say(f"UID MOVE {uid} {folder}")

    def move_all(self, uids: list[int], folder: str) -> None:
        if uids:
            self.say(f"UID MOVE {','.join(map(str, uids))} {folder}")

    def send(self, subject: str, octets: bytes) -> float:
        """Built, taken by Postfix, kept in Sent. Returns when, on the clock of time.monotonic."""
        station = self._station
        made = EmailMessage()
        made["From"] = made["To"] = station.address
        made["Subject"] = subject
        made.set_content("Bonjour,\n\nvoici le rapport demandé.\n")
        made.add_attachment(
            octets, maintype="application", subtype="octet-stream", filename="rapport.bin"
        )
        raw = made.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        with smtplib.SMTP("127.0.0.1", station.ports.relay, "localhost") as line:
            line.ehlo()
            line.auth("PLAIN", lambda _=None: f"{station.login}\0{MASTER}\0{self._secret}")
            line.sendmail(station.address, [station.address], raw)
            taken = time.monotonic()
        self.say("APPEND Sent (\\Seen)", raw)
        return taken

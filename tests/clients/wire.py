"""A mail program that says what no library would: octets on the line of the door."""

import base64
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from tests.house.cast import Person
from tests.house.client import HOST, octets, trusting
from tests.house.installation import House
from tests.house.postbag import letter

# Of a machine that scans fifty messages at once.
PATIENCE = 120.0


class Wire:
    """`reader` is over TLS once that is spoken."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self.reader: BinaryIO = line.makefile("rb")

    def say(self, *octets: bytes) -> None:
        self.line.sendall(b"".join(octets))

    def answer(self) -> tuple[int, list[str]]:
        """The code, and the words of each line; 0 once the line is closed."""
        words: list[str] = []
        while line := self.reader.readline():
            words.append(line[4:].decode().rstrip("\r\n"))
            if line[3:4] != b"-":
                return int(line[:3]), words
        return 0, words

    def code(self) -> int:
        return self.answer()[0]

    def ask(self, *commands: str) -> list[int]:
        """One after the other."""
        codes = []
        for one in commands:
            self.say(one.encode() + b"\r\n")
            codes.append(self.code())
        return codes

    def encrypt(self, house: House) -> None:
        self.reader.close()
        tls = trusting(house.authority)
        self.line = tls.wrap_socket(self.line, server_hostname=HOST)
        self.reader = self.line.makefile("rb")

    def close(self) -> None:
        with suppress(OSError):
            self.reader.close()
        self.line.close()


@contextmanager
def wire(house: House, *, source: str = "127.0.0.1", greeting: int = 220) -> Iterator[Wire]:
    """In clear, greeted."""
    address = ("127.0.0.1", house.ports.submission)
    made = Wire(socket.create_connection(address, PATIENCE, source_address=(source, 0)))
    try:
        assert made.code() == greeting
        yield made
    finally:
        made.close()


@contextmanager
def encrypted(house: House, *, source: str = "127.0.0.1") -> Iterator[Wire]:
    with wire(house, source=source) as line:
        assert line.ask("STARTTLS") == [220]
        line.encrypt(house)
        yield line


@contextmanager
def signed_in(person: Person, *, source: str = "127.0.0.1") -> Iterator[Wire]:
    with encrypted(person.house, source=source) as line:
        assert line.ask("EHLO programme.example", f"AUTH PLAIN {plain(person)}") == [250, 235]
        yield line


def plain(person: Person, password: str = "") -> str:
    said = f"\0{person.login}\0{password or person.device}"
    return base64.b64encode(said.encode()).decode()


def written(person: Person, subject: str, text: str = "Bonjour") -> bytes:
    return octets(letter(subject, text, sender=person.who, to=person.who))


def envelope(person: Person) -> tuple[str, str]:
    return f"MAIL FROM:<{person.address}>", f"RCPT TO:<{person.address}>"

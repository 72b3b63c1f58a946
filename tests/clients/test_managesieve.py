"""ManageSieve (RFC 5804): a script put by a program sorts what comes next."""

import base64
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.house.cast import Person
from tests.house.client import arrives, trusting
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import ONLY_MARKED, letter, unique
from tests.house.waiting import eventually


class Sieve:
    def __init__(self, person: Person) -> None:
        raw = socket.create_connection(("localhost", person.house.ports.managesieve), timeout=60)
        self._use(raw)
        self.answer()
        self.ask(b"STARTTLS")
        self.file.close()
        tls = trusting(person.house.authority)
        self._use(tls.wrap_socket(raw, server_hostname="localhost"))
        self.answer()
        words = base64.b64encode(f"\0{person.login}\0{person.device}".encode())
        self.ask(b'AUTHENTICATE "PLAIN" "%b"' % words)

    def _use(self, line: socket.socket) -> None:
        self.line, self.file = line, line.makefile("rb")

    def ask(self, command: bytes) -> list[bytes]:
        self.line.sendall(command + b"\r\n")
        return self.answer()

    def answer(self) -> list[bytes]:
        lines = []
        while True:
            said = self.file.readline()
            if said.startswith(b"OK"):
                return lines
            if said.startswith(b"NO {"):
                said += self.file.read(int(said[4:-3]))
            assert said, "the server hung up"
            assert not said.startswith((b"NO", b"BYE")), said
            lines.append(said)

    def close(self) -> None:
        self.file.close()
        self.line.close()


@contextmanager
def sieve(person: Person) -> Iterator[Sieve]:
    line = Sieve(person)
    try:
        yield line
    finally:
        line.close()


def test_a_script_put_by_a_client_files_the_next_letter(house: House, hire: Engage) -> None:
    person, subject = hire(), unique("Conseil")
    script = b'require ["fileinto", "mailbox"];\nif header :contains "subject" "Conseil" { fileinto :create "Conseils"; }\n'
    with sieve(person) as line:
        line.ask(b'PUTSCRIPT "tri" {%d+}\r\n%b' % (len(script), script))
        line.ask(b'SETACTIVE "tri"')
        assert line.ask(b"LISTSCRIPTS") == [b'"tri" ACTIVE\r\n']
    arrives(house, letter(subject), person.address)
    person.program().waits_for(subject, "Conseils")
    assert person.program().subjects() == []


def test_a_wrong_script_is_refused_with_its_line(hire: Engage) -> None:
    with sieve(hire()) as line, pytest.raises(AssertionError, match="line 1"):
        line.ask(b'PUTSCRIPT "faux" {9+}\r\nfileinto;')


def test_junk_is_sorted_before_a_persons_own_script(house: House, hire: Engage) -> None:
    person, subject = hire(), unique("Pourriel")
    with sieve(person) as line:
        line.ask(b'PUTSCRIPT "garde" {5+}\r\nkeep;')
        line.ask(b'SETACTIVE "garde"')
    arrives(house, letter(subject, ONLY_MARKED), person.address)
    person.program().waits_for(subject, "Junk")
    eventually(lambda: person.program().subjects() == [])

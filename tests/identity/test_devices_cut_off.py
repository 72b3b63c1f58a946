"""A device that is taken back is outside within seconds, whatever it had open, and alone."""

import base64
import imaplib
import smtplib
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from preau.engines.dovecot.connection import OURS
from preau.identity.actions import devices
from preau.identity.doors import doveadm
from preau.identity.models import Account, CutOff, DevicePassword, Mailbox
from tests.house.cast import Person
from tests.house.client import MailProgram, trusting
from tests.house.fixtures import Engage
from tests.house.waiting import eventually

SECONDS = 5.0


def own_device(person: Person, name: str = "Téléphone") -> tuple[DevicePassword, MailProgram]:
    device, token = devices.add_device(
        person.account, name, "apple", ["imap", "smtp", "sieve"], network="127.0.0.1"
    )
    return device, MailProgram(person.house, person.login, token)


def idle(line: imaplib.IMAP4) -> None:
    line.select("INBOX")
    line.send(line._new_tag() + b" IDLE\r\n")
    assert line.readline().startswith(b"+")


def ends_after(line: imaplib.IMAP4) -> float:
    """Seconds until the server hung up."""
    begun = time.monotonic()
    line.socket().settimeout(SECONDS + 5)
    try:
        while said := line.readline():
            assert said.startswith((b"* BYE", b"* OK"))
    except (imaplib.IMAP4.abort, ConnectionError):
        pass
    return time.monotonic() - begun


def comes_in(program: MailProgram) -> bool:
    try:
        with program.imap():
            return True
    except imaplib.IMAP4.error:
        return False


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Sterenn")


def test_a_program_that_waits_is_shown_out_and_does_not_come_back(person: Person) -> None:
    device, program = own_device(person)
    with program.imap() as line:
        idle(line)
        devices.revoke(device, network="127.0.0.1")
        assert ends_after(line) < SECONDS
    assert (comes_in(program), comes_in(person.program())) == (False, True)


def test_the_other_devices_of_the_person_come_back_at_once(person: Person) -> None:
    device, _ = own_device(person)
    assert comes_in(person.program())
    devices.revoke(device, network="127.0.0.1")
    assert comes_in(person.program())


def test_the_web_keeps_its_own_lines(person: Person) -> None:
    device, program = own_device(person)
    visitor = person.visitor()
    with program.imap() as line:
        assert visitor.get(person.path()).status == 200
        devices.revoke(device, network="127.0.0.1")
        assert ends_after(line) < SECONDS
    eventually(lambda: not CutOff.objects.filter(login=person.login).exists())
    eventually(lambda: {one.network for one in doveadm().connected(person.login)} == {OURS})
    assert visitor.get(person.path()).status == 200


def suspended(person: Person) -> None:
    Account.objects.filter(pk=person.account.pk).update(state=Account.State.SUSPENDED)


def left(person: Person) -> None:
    person.account.state = Account.State.LEFT
    person.account.save()


def closed(person: Person) -> None:
    Mailbox.objects.filter(login=person.login).update(is_active=False)


def erased(person: Person) -> None:
    person.account.devices.all().delete()


@pytest.mark.parametrize("ending", [suspended, left, closed, erased])
def test_whatever_ends_the_right_ends_the_session(person: Person, ending: object) -> None:
    """Also a plain UPDATE, as an import does: the database notes it by itself."""
    with person.program().imap() as line:
        idle(line)
        ending(person)  # type: ignore[operator]
        assert ends_after(line) < SECONDS
    eventually(lambda: not comes_in(person.program()))
    eventually(lambda: not CutOff.objects.filter(login=person.login).exists())


def test_nothing_is_noted_when_no_right_ends(person: Person) -> None:
    device, _ = own_device(person)
    devices.rename(device, "Autre nom")
    person.account.must_change_password = True
    person.account.save()
    assert list(CutOff.objects.filter(login=person.login)) == []


def test_a_device_that_may_no_longer_send_sends_no_other_letter(person: Person) -> None:
    device, program = own_device(person)
    with program.smtp() as line:
        line.sendmail(person.address, [person.address], b"Subject: Avant\r\n\r\n")
        devices.revoke(device, network="127.0.0.1")
        with pytest.raises(smtplib.SMTPRecipientsRefused, match="not owned by user"):
            line.sendmail(person.address, [person.address], b"Subject: Apres\r\n\r\n")
    with pytest.raises(smtplib.SMTPAuthenticationError), program.smtp():
        pass


def test_managesieve_ends_too(person: Person) -> None:
    device, program = own_device(person)
    with sieve(program) as line:
        devices.revoke(device, network="127.0.0.1")
        assert line.recv(200).startswith(b"BYE")


@contextmanager
def sieve(program: MailProgram) -> Iterator[socket.socket]:
    """Signed in to ManageSieve (RFC 5804)."""
    raw = socket.create_connection(("localhost", program.house.ports.managesieve), timeout=30)
    _answer(raw)
    raw.sendall(b"STARTTLS\r\n")
    _answer(raw)
    with trusting(program.house.authority).wrap_socket(raw, server_hostname="localhost") as line:
        _answer(line)
        words = base64.b64encode(f"\0{program.login}\0{program.password}".encode())
        line.sendall(b'AUTHENTICATE "PLAIN" "%b"\r\n' % words)
        _answer(line)
        yield line


def _answer(line: socket.socket) -> None:
    said = b""
    while not said.splitlines()[-1:] or not said.splitlines()[-1].startswith(b"OK"):
        said += line.recv(4096)
        assert not said.startswith((b"NO", b"BYE")), said

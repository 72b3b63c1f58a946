"""A mail program reads: folders that say what they are for, what the web does and the other way round, TLS."""

import imaplib
import socket
import ssl

import pytest

from preau.academies.registry import academies
from preau.identity.actions.devices import revoke
from tests.house.client import MailProgram, arrives, trusting
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import ONLY_MARKED, letter


def test_the_certificate_is_good_for_the_servers_that_clients_are_told(house: House) -> None:
    for academy in academies().all:
        raw = socket.create_connection(("127.0.0.1", house.ports.imaps), timeout=60)
        with (
            raw,
            trusting(house.authority).wrap_socket(
                raw, server_hostname=academy.clients.imap.host
            ) as line,
        ):
            assert line.version() == "TLSv1.3"


def test_the_folders_say_what_they_are_for(hire: Engage) -> None:
    with hire().program().imap() as line:
        listed = [one.decode() for one in line.list()[1]]
    uses = {one.rpartition('" ')[2]: one.split("\\")[-1].split(")")[0] for one in listed}
    assert {name: uses[name] for name in ("Drafts", "Sent", "Junk", "Trash", "Archive")} == {
        name: name for name in ("Drafts", "Sent", "Junk", "Trash", "Archive")
    }


def test_the_views_of_the_web_are_not_among_a_clients_folders(hire: Engage) -> None:
    with hire().program().imap() as line:
        assert b"virtual" not in b"".join(line.list()[1]).lower()


def test_what_a_client_does_the_web_shows_and_the_other_way_round(hire: Engage) -> None:
    person = hire(view="flat")
    ids = person.program().keep(letter("Un"), letter("Deux"))
    visitor = person.visitor()
    assert visitor.get(person.path()).rows() == ["Deux", "Un"]
    with person.program().imap() as line:
        line.select("INBOX")
        line.uid("move", ids[0].partition("-")[2], "Archive")
        assert visitor.get(person.path()).rows() == ["Deux"]
        visitor.post(person.path(tail="star"), id=ids[1], on="1")
        line.noop()
        assert b"\\Flagged" in line.uid("fetch", ids[1].partition("-")[2], "(FLAGS)")[1][0]


def test_a_waiting_client_is_told_of_new_mail_at_once(house: House, hire: Engage) -> None:
    person = hire()
    with person.program().imap() as line:
        line.select("INBOX")
        tag = line._new_tag().decode()
        line.send(f"{tag} IDLE\r\n".encode())
        assert line.readline().startswith(b"+")
        line.sock.settimeout(60)
        arrives(house, letter("Pendant l’attente"), person.address)
        while not line.readline().startswith(b"* 1 EXISTS"):
            pass
        line.send(b"DONE\r\n")
        while not line.readline().startswith(tag.encode()):
            pass


@pytest.mark.parametrize("folder", ["INBOX", "Junk"])
def test_a_client_that_has_all_folders_watched_is_told_of_each(
    house: House, hire: Engage, folder: str
) -> None:
    """RFC 5465: also of what a filter puts into a folder that is not open."""
    person = hire()
    with person.program().imap() as line:
        line.select("Archive")
        tag = line._new_tag().decode()
        line.send(f"{tag} NOTIFY SET (personal (MessageNew MessageExpunge))\r\n".encode())
        while not line.readline().startswith(tag.encode()):
            pass
        line.sock.settimeout(60)
        arrives(house, letter("Lettre", ONLY_MARKED if folder == "Junk" else ""), person.address)
        told = line.readline()
        while not told.startswith(f"* STATUS {folder} (MESSAGES 1 ".encode()):
            told = line.readline()
        assert b" UNSEEN 1" in told


def test_a_client_sees_its_quota(hire: Engage) -> None:
    with hire(quota=10_240_000).program().imap() as line:
        assert line.getquotaroot("INBOX")[1][1] == [b"Mailbox (STORAGE 0 10000)"]


def test_the_server_says_nothing_in_clear_on_the_public_port(house: House, hire: Engage) -> None:
    with socket.create_connection(("127.0.0.1", house.ports.imaps), timeout=2) as line:
        line.sendall(b"a CAPABILITY\r\n")
        line.settimeout(2)
        try:
            said = line.recv(100)
        except (TimeoutError, ConnectionError):
            said = b""
    assert b"IMAP4rev1" not in said


def test_an_old_tls_is_refused(house: House) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        pytest.raises((ssl.SSLError, ConnectionError)),
        socket.create_connection(("127.0.0.1", house.ports.imaps), timeout=60) as raw,
        old.wrap_socket(raw),
    ):
        pass


def test_any_own_address_serves_to_sign_in_a_device(hire: Engage) -> None:
    person = hire()
    with MailProgram(person.house, person.address.upper(), person.device).imap() as line:
        assert line.select("INBOX")[0] == "OK"


def test_a_device_password_taken_back_stops_working_at_once(hire: Engage) -> None:
    person = hire()
    person.program().subjects()
    revoke(person.account.devices.get(), network="127.0.0.1")
    with pytest.raises(imaplib.IMAP4.error), person.program().imap():
        pass

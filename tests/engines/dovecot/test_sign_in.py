"""Who gets into a mailbox, by which door."""

import imaplib
import socket
import ssl

import pytest

from tests.engines.station import Station

pytestmark = pytest.mark.engines


def test_a_device_password_opens_ones_mailbox_by_any_of_ones_names(station: Station) -> None:
    station.person("ines")
    for name in ("ines@ac-nord.example", "ines.ines@ac-nord.example", "INES@AC-NORD.example"):
        box = station.client_imap(name, "ines-pw")
        assert box.select("INBOX")[0] == "OK"
        box.logout()


def test_a_wrong_password_is_refused(station: Station) -> None:
    station.person("karim")
    for password in ("karim-wp", ""):
        with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
            station.client_imap("karim@ac-nord.example", password)


def test_anothers_device_password_is_refused(station: Station) -> None:
    station.person("lea")
    station.person("leo")
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        station.client_imap("lea@ac-nord.example", "leo-pw")


def test_a_device_password_works_only_for_its_protocols(station: Station) -> None:
    login = station.person("maud")
    station.execute("UPDATE device SET protocols = ',smtp,' WHERE login = ?", login)
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        station.client_imap(login, "maud-pw")
    station.client_smtp(login, "maud-pw").quit()


def test_a_revoked_device_password_stops_working_at_once(station: Station) -> None:
    login = station.person("nora")
    station.client_imap(login, "nora-pw").logout()
    station.execute("DELETE FROM device WHERE login = ?", login)
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        station.client_imap(login, "nora-pw")


def test_a_closed_mailbox_refuses_devices_and_still_opens_for_the_web(station: Station) -> None:
    login = station.person("oscar", active=False)
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        station.client_imap(login, "oscar-pw")
    assert station.web_imap(login).select("INBOX")[0] == "OK"


def test_the_web_opens_a_mailbox_as_master(station: Station) -> None:
    box = station.web_imap(station.person("paule"))
    assert box.select("INBOX")[0] == "OK"


@pytest.mark.parametrize(
    "words",
    [
        "{login}\0preau-web\0not the secret",
        "nobody@ac-nord.example\0preau-web\0{secret}",
        "\0preau-web\0{secret}",
        "preau-web\0preau-web\0{secret}",
        "{login}\0{login}\0{secret}",
        "{login}\0someone\0quentin-pw",
    ],
)
def test_no_other_words_open_it(station: Station, words: str) -> None:
    login = "quentin@ac-nord.example"
    said = words.format(login=login, secret=station.dovecot.master_secret).encode()
    box = station.plain_imap()
    with pytest.raises(imaplib.IMAP4.error, match=r"(AUTHENTICATION|AUTHORIZATION)FAILED"):
        box.authenticate("PLAIN", lambda _: said)


def test_the_password_in_the_clear_is_not_asked_for_by_imaps(station: Station) -> None:
    with (
        socket.create_connection(("127.0.0.1", station.ports.imaps)) as line,
        station.tls().wrap_socket(line, server_hostname="localhost") as safe,
    ):
        assert safe.version() in ("TLSv1.2", "TLSv1.3")
        assert safe.recv(100).startswith(b"* OK")


def test_old_tls_is_refused(station: Station) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    line = socket.create_connection(("127.0.0.1", station.ports.imaps))
    with line, pytest.raises(ssl.SSLError):
        old.wrap_socket(line)

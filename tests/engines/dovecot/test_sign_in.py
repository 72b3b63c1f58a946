"""Who gets into a mailbox, by which door."""

import imaplib
import smtplib
import socket
import ssl
import subprocess

import pytest

from tests.engines.station import Station, is_over, message
from tests.house.waiting import eventually

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


def test_a_revoked_device_password_stops_working_once_dovecot_is_told(station: Station) -> None:
    login = station.person("nora")
    names = [login, "nora.nora@ac-nord.example"]
    for name in names:
        station.client_imap(name.upper(), "nora-pw").logout()
    station.execute("DELETE FROM device WHERE login = ?", login)
    station.doveadm.forget_sign_ins(names)
    for name in names:
        with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
            station.client_imap(name, "nora-pw")


def test_who_comes_back_each_minute_is_remembered_and_no_wrong_password_is(
    station: Station,
) -> None:
    login = station.person("lisa")
    for password in ("lisa-pw", "lisa-pw"):
        station.client_imap(login, password).logout()
    log = (station.dovecot.places.logs / "dovecot.log").read_text()
    assert [
        f"sql({login}," in line
        for line in log.splitlines()
        if "Cached NULL" in line and login in line
    ] == [True]
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        station.client_imap(login, "lisa-wp")


def test_the_web_hears_which_device_came_in_and_what_one_who_did_not_typed(
    station: Station,
) -> None:
    login = station.person("rose")
    station.client_imap("rose.rose@ac-nord.example", "rose-pw").logout()
    station.client_smtp(login, "rose-pw").quit()
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        station.client_imap(login, 'rose "pw"')
    mine = eventually(
        lambda: found if len(found := [
            (one["login"].partition("+")[0], one["protocol"], one["device"], one["success"], one["typed"])
            for one in station.ears.sign_ins() if "rose" in one["login"]
        ]) == 3 else None
    )  # fmt: skip
    assert mine == [
        (login, "imap", "17", True, ""),
        (login, "smtp", "17", True, ""),
        (login, "imap", "", False, 'rose "pw"'),
    ]


def test_no_password_that_works_is_told_to_the_web(station: Station) -> None:
    login = station.person("theo")
    station.web_imap(login).logout()
    station.client_imap(login, "theo-pw").logout()
    absent = "theo.absent@ac-nord.example"
    with pytest.raises(imaplib.IMAP4.error):
        station.web_imap(absent)
    # Of these two alone: other tests type the master's secret on purpose.
    told = eventually(lambda: reports_of(station, login, absent))
    assert (station.dovecot.master_secret.encode() in told, b"theo-pw" in told) == (False, False)


def reports_of(station: Station, *logins: str) -> bytes:
    """What was told of these, once all of them were told of."""
    posts = [body for path, _, body in station.ears.posts if path.startswith("/sign-ins")]
    told = [[body for body in posts if login.encode() in body] for login in logins]
    return b"".join(map(b"".join, told)) if all(told) else b""


def test_a_program_that_waits_is_shown_out_also_once_it_sleeps(station: Station) -> None:
    login, other = station.person("ugo"), station.person("uma")
    asleep, stranger = station.client_imap(login, "ugo-pw"), station.client_imap(other, "uma-pw")
    idle(asleep)
    eventually(lambda: "imap-hibernate" in commands_of(station))
    awake = station.client_imap(login, "ugo-pw")
    idle(awake)
    station.doveadm.kick(login)
    assert (is_over(asleep), is_over(awake), is_over(stranger, 1.0)) == (True, True, False)


def test_postfix_asks_at_each_letter_whether_the_device_still_sends(station: Station) -> None:
    login = station.person("will")
    line = station.client_smtp(login, "will-pw")
    line.sendmail(login, [login], message("Avant"))
    station.execute("DELETE FROM device WHERE login = ?", login)
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="not owned by user"):
        line.sendmail(login, [login], message("Après"))
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


def commands_of(station: Station) -> str:
    """What runs beneath this Dovecot."""
    assert station.engines is not None
    pid = next(one.pid for one in station.engines.status().programs if one.name == "dovecot")
    said = subprocess.run(
        ["ps", "-o", "args=", "--ppid", str(pid)], capture_output=True, text=True, check=True
    )
    return said.stdout


def idle(line: imaplib.IMAP4) -> None:
    line.select("INBOX")
    line.send(line._new_tag() + b" IDLE\r\n")
    assert line.readline().startswith(b"+")

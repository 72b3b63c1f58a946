"""What only the logs know is told to the person it surely concerns, and to nobody else."""

import smtplib
import socket
import ssl
from contextlib import suppress

import pytest

from preau.engines.ears import Tail, understood
from preau.identity.models import Account, DeviceRefusal
from tests.house.cast import PASSWORD, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Visitor
from tests.house.waiting import eventually

LINES = [
    (
        ("Nov 22 04:58:54 mail postfix/smtpd[11283]: NOQUEUE: reject: RCPT from box.home[192.0.2.7]: "
        "554 5.7.1 <a@example.org>: Relay access denied; from=<jean@ac-nord.example> "
        "to=<a@example.org> proto=ESMTP helo=<pc>"),
        {"kind": "port_25", "protocol": "smtp", "network": "192.0.2.7", "address": "jean@ac-nord.example"},
    ),
    (
        "Nov 22 04:58:54 mail postfix/submissions/smtpd[11]: SSL_accept error from unknown[2001:db8::1]: -1",
        {"kind": "tls", "protocol": "smtp", "network": "2001:db8::1"},
    ),
    (
        ("2026-11-22 04:57:05 imap-login: Info: Disconnected: Connection closed: SSL_accept() failed: "
        "error:0A000102:SSL routines::unsupported protocol (no auth attempts in 0 secs): user=<>, "
        "rip=192.0.2.7, lip=192.0.2.1, TLS handshaking: SSL_accept() failed: x, session=<y>"),
        {"kind": "tls", "protocol": "imap", "network": "192.0.2.7"},
    ),
    (
        "submissions: TLS failed with [2001:db8::1]\n",
        {"kind": "tls", "protocol": "smtp", "network": "2001:db8::1"},
    ),
    ("submission: ConnectionResetError with [192.0.2.7]\n", None),
    ("Nov 22 04:58:54 mail postfix/smtpd[1]: connect from localhost[127.0.0.1]", None),
    (
        ("Nov 22 mail postfix/submission/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.7]: 554 5.7.1 "
        "<a@b.c>: Relay access denied; from=<a@b.c>"),
        None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), LINES)
def test_a_line_is_understood_or_left_alone(line: str, told: dict[str, str] | None) -> None:
    assert understood(line) == told


def test_a_log_is_followed_also_when_it_is_emptied(tmp_path: object) -> None:
    log = tmp_path / "postfix.log"  # type: ignore[operator]
    log.write_text("avant\n")
    tail = Tail(log)
    with log.open("a") as file:
        file.write("un\nde")
    assert list(tail.lines()) == ["un\n"]
    with log.open("a") as file:
        file.write("ux\n")
    assert list(tail.lines()) == ["deux\n"]
    log.write_text("neuf\n")
    assert list(tail.lines()) == ["neuf\n"]


def seen_at(person: Person, network: str) -> None:
    """They signed in on the web from there."""
    visitor = Visitor(person.house.ports.web, person.house.host("poitiers"), source=network)
    answer = visitor.post("/sign-in", identifier=person.box, password=PASSWORD)
    assert answer.status == 302


def reasons(account: Account) -> list[tuple[str, str, str]]:
    return list(account.refusals.values_list("reason", "protocol", "network"))


def sends_by_port_25(house: House, sender: str, network: str) -> None:
    line = smtplib.SMTP("127.0.0.1", house.ports.smtp, "pc", source_address=(network, 0))
    with suppress(smtplib.SMTPRecipientsRefused):
        line.sendmail(sender, ["parent@example.org"], b"Subject: x\r\n\r\n")
    line.close()


def test_sending_by_port_25_is_told_to_who_it_names_from_a_place_of_theirs(
    house: House, hire: Engage
) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    seen_at(claire, "127.0.0.41")
    sends_by_port_25(house, karim.address, "127.0.0.41")  # never seen there
    sends_by_port_25(house, claire.address, "127.0.0.41")
    eventually(lambda: reasons(claire.account) == [("port_25", "smtp", "127.0.0.41")])
    assert reasons(karim.account) == []
    page = claire.visitor().get("/settings/devices").words
    assert "A program tries to send by port 25" in page


def fails_to_encrypt(house: House, network: str) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    for port in (house.ports.imaps, house.ports.submissions):
        raw = socket.create_connection(("127.0.0.1", port), 30, source_address=(network, 0))
        with raw, suppress(ssl.SSLError, ConnectionError), old.wrap_socket(raw):
            pass


def test_a_failed_encryption_is_told_where_only_one_person_was_seen(
    house: House, hire: Engage
) -> None:
    claire, karim, odile = hire("Claire"), hire("Karim"), hire("Odile")
    for person, network in ((claire, "127.0.0.51"), (karim, "127.0.0.52"), (odile, "127.0.0.52")):
        seen_at(person, network)
    told = DeviceRefusal.objects.filter(network__in=("127.0.0.51", "127.0.0.52"))
    before = told.count()
    fails_to_encrypt(house, "127.0.0.52")  # two were seen there: nobody is told
    fails_to_encrypt(house, "127.0.0.51")
    eventually(
        lambda: (
            set(reasons(claire.account))
            == {("tls", "imap", "127.0.0.51"), ("tls", "smtp", "127.0.0.51")}
        )
    )
    assert told.count() == before + 2

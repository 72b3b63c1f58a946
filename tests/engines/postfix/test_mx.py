"""What the world may hand to us."""

import smtplib

import pytest

from preau.engines.postfix.handing import Handed, listening
from tests.engines.station import Station, message, messages
from tests.house.waiting import eventually

pytestmark = pytest.mark.engines


@pytest.fixture
def world(station: Station) -> smtplib.SMTP:
    line = station.smtp(station.ports.smtp)
    line.ehlo("world.example")
    line.mail("x@world.example")
    return line


def test_mail_from_the_world_arrives(station: Station) -> None:
    login = station.person("sara")
    station.arrives("sara.sara@ac-nord.example", message("Bonjour"))
    box = station.waits_for(login, "INBOX", 1)
    head = box.fetch("1", "(BODY.PEEK[HEADER])")[1][0][1].decode()
    assert "Delivered-To: sara@ac-nord.example\r\n" in head
    assert "X-Original-To: sara.sara@ac-nord.example\r\n" in head


def test_a_detail_after_a_plus_reaches_the_same_mailbox(station: Station) -> None:
    login = station.person("tom")
    station.arrives("tom+lettres@ac-nord.example", message("Lettre"))
    station.waits_for(login, "INBOX", 1)


def test_an_address_is_told_in_capitals_as_well(station: Station) -> None:
    login = station.person("ulla")
    station.arrives("Ulla.ULLA@AC-Nord.Example", message("Bonjour"))
    station.waits_for(login, "INBOX", 1)


@pytest.mark.parametrize(
    ("recipient", "code", "reason"),
    [
        ("nobody@ac-nord.example", 550, b"User unknown"),
        ("nobody@elsewhere.example", 554, b"Relay access denied"),
        ("no!body@ac-nord.example", 554, b"Relay access denied"),
        ("sara", 554, b"Relay access denied"),
    ],
)
def test_who_is_not_ours_is_refused_at_once(
    world: smtplib.SMTP, recipient: str, code: int, reason: bytes
) -> None:
    said, words = world.rcpt(recipient)
    assert (said, reason in words) == (code, True), words


def test_mail_for_a_full_mailbox_is_handed_to_the_waiting_room(station: Station) -> None:
    login, handed = station.person("vera", quota=20_000), list[Handed]()
    station.web_imap(login).append("INBOX", "", "", message("Gros", "x" * 19_000))
    with listening(station.ports.waiting, lambda one: handed.append(one) or "250 2.0.0 Kept"):
        station.arrives("vera.vera@ac-nord.example", message("Suite", ".point\r\n" * 900))
        eventually(lambda: handed)
    assert (handed[0].sender, handed[0].recipient) == ("x@world.example", login)
    assert handed[0].octets.endswith(b"\r\n.point\r\n\r\n")
    assert messages(station.web_imap(login), "INBOX") == 1


def test_a_message_too_big_for_the_mailbox_is_refused_before_it_travels(station: Station) -> None:
    station.person("walid", quota=20_000)
    line = station.smtp(station.ports.smtp)
    line.ehlo("world.example")
    line.mail("x@world.example", ["SIZE=40000"])
    assert line.rcpt("walid@ac-nord.example")[0] == 552


def test_a_message_above_the_limit_is_refused_once_its_recipient_is_known(
    station: Station,
) -> None:
    station.person("xenia", quota=20_000_000)
    line = station.smtp(station.ports.smtp)
    line.ehlo("world.example")
    assert line.mail("x@world.example", ["SIZE=5000001"])[0] == 250
    code, words = line.rcpt("xenia@ac-nord.example")
    assert (code, words[:5], b"too large" in words) == (552, b"5.2.3", True)


def test_a_message_that_hides_its_size_is_refused_at_its_end(
    station: Station, world: smtplib.SMTP
) -> None:
    station.person("yves", quota=20_000_000)
    world.mail("x@world.example")
    world.rcpt("yves@ac-nord.example")
    assert world.data(message("Gros", "x" * 70 + "\n" + ("y" * 70 + "\n") * 75_000))[0] == 552


def test_names_are_not_given_away_and_nobody_signs_in_here(
    station: Station, world: smtplib.SMTP
) -> None:
    assert world.verify("sara@ac-nord.example")[0] == 502
    assert "auth" not in world.esmtp_features


def test_a_message_cannot_smuggle_another(station: Station) -> None:
    """SMTP smuggling: a lone LF around the final dot must not end the message."""
    login = station.person("xena")
    line = station.smtp(station.ports.smtp)
    line.ehlo("world.example")
    line.mail("x@world.example")
    line.rcpt(login)
    line.putcmd("data")
    assert line.getreply()[0] == 354
    line.send(b"Subject: one\r\n\r\n\n.\r\nMAIL FROM:<root@ac-nord.example>\r\n.\r\n")
    assert line.getreply()[0] == 250
    box = station.waits_for(login, "INBOX", 1)
    assert b"MAIL FROM:<root@" in box.fetch("1", "(BODY.PEEK[TEXT])")[1][0][1]


def test_a_name_outside_ascii_is_never_accepted_and_then_sent_back(
    station: Station, world: smtplib.SMTP
) -> None:
    """Dovecot does not speak SMTPUTF8: the sender's own server has to say so."""
    assert "smtputf8" not in world.esmtp_features
    assert world.docmd("RSET")[0] == 250
    assert world.docmd("MAIL FROM:<x@world.example> SMTPUTF8")[0] == 555


def test_a_header_outside_ascii_is_delivered_all_the_same(station: Station) -> None:
    login = station.person("yann")
    station.arrives(login, message("Réunion", From="Zoé <zoe@world.example>"))
    station.waits_for(login, "INBOX", 1)

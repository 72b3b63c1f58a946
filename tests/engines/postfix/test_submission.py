"""What our own people may send, from their own programs and from the web."""

import smtplib

import pytest

from preau.engines.errors import EngineAway, MailRefused
from preau.engines.postfix.queue import waiting
from preau.engines.postfix.submit import Relay
from tests.engines.station import Station, message, some_ports
from tests.house.waiting import eventually

pytestmark = pytest.mark.engines


def test_a_program_sends_with_a_device_password(station: Station) -> None:
    writer, reader = station.person("abel"), station.person("basile")
    line = station.client_smtp("abel.abel@ac-nord.example", "abel-pw")
    line.sendmail("abel.abel@ac-nord.example", [reader], message("Bonjour", User_Agent="Thing 1.0"))
    head = header(station, reader)
    assert "Thing" not in head
    assert "ESMTPSA" not in head
    assert "Return-Path: <abel.abel@ac-nord.example>" in head
    assert writer == "abel@ac-nord.example"


def test_implicit_tls_works_as_well(station: Station) -> None:
    login = station.person("celia")
    with smtplib.SMTP_SSL("localhost", station.ports.submissions, context=station.tls()) as line:
        line.login(login, "celia-pw")
        line.sendmail(login, [login], message("A moi"))
    station.waits_for(login, "INBOX", 1)


def test_a_wrong_password_is_refused(station: Station) -> None:
    login = station.person("dina")
    with pytest.raises(smtplib.SMTPAuthenticationError):
        station.client_smtp(login, "dina-wp")


def test_no_password_is_taken_without_tls(station: Station) -> None:
    line = station.smtp(station.ports.submission)
    line.ehlo()
    assert "auth" not in line.esmtp_features
    assert line.mail("x@ac-nord.example")[0] == 530


def test_without_signing_in_nothing_is_taken(station: Station) -> None:
    login = station.person("elie")
    for port in (station.ports.submission, station.ports.relay):
        line = station.smtp(port)
        if port == station.ports.submission:
            line.starttls(context=station.tls())
        line.ehlo("x.example")
        line.mail("x@world.example")
        assert line.rcpt(login)[0] == 554


def test_an_address_of_someone_else_is_refused(station: Station) -> None:
    login, other = station.person("fay"), station.person("gus")
    for sender in (other, "x@world.example", "none@ac-nord.example"):
        line = station.client_smtp(login, "fay-pw")
        line.mail(sender)
        code, words = line.rcpt(login)
        assert (code, b"not owned by user fay@ac-nord.example" in words) == (553, True), words


def test_a_functional_box_may_be_lent_as_sender(station: Station) -> None:
    login, box = station.person("hana"), station.person("secretariat")
    station.execute("INSERT INTO may_send VALUES (?, ?)", box, login)
    station.relay.submit(login, box, [login], message("Convocation"))
    assert f"Return-Path: <{box}>" in header(station, login)


def test_the_web_submits_as_its_person(station: Station) -> None:
    writer, reader = station.person("ivan"), station.person("jean")
    station.relay.submit(
        writer, writer, [reader, writer], message("Un\n\n.deux\n").replace(b"\r", b"")
    )
    assert "Subject: Un" in header(station, reader)
    station.waits_for(writer, "INBOX", 1)


def test_one_refused_recipient_refuses_all_with_the_reason(station: Station) -> None:
    login, small = station.person("kevin"), station.person("kilian", quota=100)
    reasons = {
        "nobody@ac-nord.example": "User unknown",
        "x@world.example": "nothing is sent outside",
        small: "larger than the whole mailbox",
    }
    for recipient, reason in reasons.items():
        with pytest.raises(MailRefused, match=reason) as refusal:
            station.relay.submit(login, login, [login, recipient], message("Non"))
        assert refusal.value.recipients == (recipient,)
        assert str(refusal.value).startswith(f"{recipient}: ")
    assert station.doveadm.status(login, "INBOX").messages == 0


def test_a_recipient_outside_ascii_is_refused_with_a_sentence() -> None:
    with pytest.raises(MailRefused, match="Letters outside ASCII") as refusal:
        Relay(1, "x").submit("a", "a@b.example", ["zoé@world.example"], b"")
    assert refusal.value.recipients == ("zoé@world.example",)


def test_the_web_cannot_lend_one_persons_address_to_another(station: Station) -> None:
    login, other = station.person("lise"), station.person("marc")
    with pytest.raises(MailRefused, match="not owned by user"):
        station.relay.submit(login, other, [login], message("Non"))


def test_a_wrong_secret_is_refused(station: Station) -> None:
    login = station.person("nils")
    with pytest.raises(MailRefused) as refusal:
        Relay(station.ports.relay, "wrong").submit(login, login, [login], message("Non"))
    assert refusal.value.code == 535


def test_a_silent_port_is_an_engine_away() -> None:
    with pytest.raises(EngineAway):
        Relay(some_ports().relay, "x").submit("a", "a@b.example", ["a@b.example"], b"")


def test_the_queue_is_empty_again_when_all_is_delivered(station: Station) -> None:
    login = station.person("omar")
    station.relay.submit(login, login, [login], message("Vite"))
    station.waits_for(login, "INBOX", 1)
    eventually(lambda: waiting(station.postfix.queue).total == 0)


def header(station: Station, login: str) -> str:
    box = station.waits_for(login, "INBOX", 1)
    said: str = box.fetch("1", "(BODY.PEEK[HEADER])")[1][0][1].decode()
    return said

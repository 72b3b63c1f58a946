"""A mail program hands over a letter that is to leave later (FUTURERELEASE, RFC 4865)."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from preau.mail.actions.sending import send_due
from preau.mail.models import Draft, ReadyMade
from tests.clients.holding import (
    DAY,
    after_headers,
    held,
    hold,
    leave,
    raw,
    raw_scheduled,
    seen_in_scheduled,
)
from tests.clients.wire import encrypted, signed_in, written
from tests.house.client import octets
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter, unique
from tests.house.waiting import eventually
from tests.web.later import SCHEDULED

SIGNED = (
    b'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256;'
    b' boundary="b"\r\n\r\n'
    b"Une pr\xc3\xa9face \r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: 8bit\r\n\r\n.\r\n..d\xc3\xa9j\xc3\xa0 \t\r\nFrom ici\r\n\r\n\r\n--b\r\n"
    b"Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgEFADCABgkq\r\n--b--\r\n\r\n"
)


def test_the_offer_says_until_when(house: House) -> None:
    with encrypted(house) as line:
        line.say(b"EHLO x.example\r\n")
        offer = next(one for one in line.answer()[1] if one.startswith("FUTURERELEASE"))
    _name, seconds, until = offer.split()
    assert int(seconds) == 366 * DAY
    furthest = datetime.fromisoformat(until) - datetime.now(UTC)
    assert abs(furthest - timedelta(days=366)) < timedelta(minutes=1)


def test_a_held_letter_stands_in_scheduled_and_leaves_once_at_its_time(hire: Engage) -> None:
    claire, karim, odile = hire("Claire"), hire("Karim"), hire("Odile", academy="paris")
    subject = unique("Retenue")
    made = octets(letter(subject, sender=claire.who, to=karim.who))
    hold(claire, made, karim, odile)
    copy = seen_in_scheduled(claire)
    assert (copy["Bcc"], subject in copy["Subject"]) == (odile.address, True)
    assert claire.visitor().get(claire.path("scheduled")).rows() == [subject]
    due = held(claire).due_at
    assert due is not None
    assert abs(due - timezone.now() - timedelta(days=1)) < timedelta(minutes=1)
    send_due(now=due - timedelta(seconds=1))
    assert karim.program().find(subject) == []
    send_due(now=due)
    send_due(now=due)
    got, hidden = karim.program().waits_for(subject), odile.program().waits_for(subject)
    assert (got["Bcc"], hidden["Bcc"], got["Message-ID"]) == (None, None, hidden["Message-ID"])
    assert claire.program().waits_for(subject, "Sent")["Bcc"] == odile.address
    assert claire.program().letters(SCHEDULED) == []
    assert [len(one.program().find(subject)) for one in (karim, odile)] == [1, 1]


def holds(path: Path, subject: str) -> bool:
    """What leaves is erased, perhaps while one looks."""
    with suppress(FileNotFoundError):
        return subject.encode() in path.read_bytes()
    return False


def test_a_letter_held_for_seconds_leaves_by_itself(house: House, hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Seconde")
    hold(claire, written(claire, subject), karim, hold="HOLDFOR=2")
    karim.program().waits_for(subject)
    stored = house.places.data / "files" / "ready"
    eventually(lambda: not any(holds(path, subject) for path in stored.rglob("*.eml")))
    assert not ReadyMade.objects.filter(draft__author=claire.account).exists()


def test_it_survives_the_door_and_the_worker_being_started_anew(house: House, hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Reprise")
    with house.without("worker"):
        hold(claire, written(claire, subject), karim, hold="HOLDFOR=1")
        with house.without("submission"):
            eventually(
                lambda: Draft.objects.filter(author=claire.account, due_at__lt=timezone.now())
            )
            assert held(claire).state == Draft.State.SCHEDULED
    karim.program().waits_for(subject)
    hold(claire, written(claire, unique("Suite")), karim)
    assert len(karim.program().find(subject)) == 1


def test_a_moment_may_be_said_in_any_offset(hire: Engage) -> None:
    claire = hire("Claire")
    due = (datetime.now(UTC) + timedelta(days=2)).replace(microsecond=0)
    moment = (due + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%S+02:00")
    hold(claire, written(claire, unique("Offset")), claire, hold=f"HOLDUNTIL={moment}")
    assert held(claire).due_at == due


def test_what_is_signed_leaves_octet_for_octet(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Signée")
    head = written(claire, subject.replace("é", "e")).partition(b"\r\nContent-Type")[0]
    made = head + b"\r\nMIME-Version: 1.0\r\n" + SIGNED
    subject = subject.replace("é", "e")
    hold(claire, made, karim, parameters=("BODY=8BITMIME",))
    assert after_headers(raw_scheduled(claire)) == after_headers(made)
    leave(claire)
    assert after_headers(raw(karim, subject)) == after_headers(made)


def test_what_was_asked_of_its_delivery_is_asked_when_it_leaves(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Avis")
    hold(
        claire, written(claire, subject), karim, parameters=("RET=HDRS", "ENVID=QQ271828"),
        notify=("NOTIFY=SUCCESS", f"ORCPT=rfc822;{karim.address}"),
    )  # fmt: skip
    leave(claire)
    report = octets(claire.program().waits_for("Success")).decode()
    assert "Original-Envelope-Id: QQ271828" in report
    assert f"Original-Recipient: rfc822;{karim.address}" in report


def test_pieces_of_a_count_are_held_as_well(hire: Engage) -> None:
    claire, subject = hire("Claire"), unique("Morceaux")
    made = written(claire, subject, "un\n.\ndeux")
    half = len(made) // 2
    with signed_in(claire) as line:
        assert line.ask(
            f"MAIL FROM:<{claire.address}> HOLDFOR=60", f"RCPT TO:<{claire.address}>"
        ) == [250, 250]
        line.say(b"BDAT %d\r\n" % half, made[:half])
        line.say(b"BDAT %d LAST\r\n" % (len(made) - half), made[half:], b"NOOP\r\n")
        assert [line.code() for _answer in range(3)] == [250, 250, 250]
    assert "un\r\n.\r\ndeux" in after_headers(raw_scheduled(claire)).decode()


def test_after_one_is_held_the_next_leaves_at_once(hire: Engage) -> None:
    claire, now, later = hire("Claire"), unique("Maintenant"), unique("Demain")
    with claire.program().smtp() as line:
        for subject, options in ((later, [f"HOLDFOR={DAY}"]), (now, [])):
            line.sendmail(claire.address, [claire.address], written(claire, subject), options)
    claire.program().waits_for(now)
    assert held(claire).subject.startswith(later)

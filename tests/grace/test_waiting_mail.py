"""A full mailbox loses nothing: mail waits, arrives when there is room, or goes back at the end."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from hashlib import sha256

import pytest
from django.utils import timezone

from preau.academies.mail import Grace
from preau.engines.dovecot.doveadm import Doveadm, Quota
from preau.engines.postfix.handing import Handed
from preau.grace import store
from preau.grace.actions import holding, housing, looking
from preau.grace.actions.giving_back import give_back_due
from preau.grace.doors import doveadm
from preau.grace.models import Brimming, Fullness, WaitingMessage
from preau.grace.queries import waiting_of
from preau.grace.terms import Terms
from preau.identity.models import Mailbox
from tests.house.cast import Person
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import ONLY_MARKED, SECRET, letter, unique
from tests.house.waiting import eventually

pytestmark = pytest.mark.engines
ROOM = 200_000


def box_of(person: Person) -> Mailbox:
    return Mailbox.objects.get(login=person.login)


def fill(person: Person) -> None:
    person.program().keep(letter("Plein", "x" * (ROOM - 10_000)))


def empty(person: Person, folder: str = "INBOX") -> None:
    with person.program().imap() as line:
        line.select(folder)
        line.store("1:*", "+FLAGS", "\\Deleted")
        line.expunge()


def taken_out(person: Person, mark: str) -> list[str]:
    """What is in the inbox now leaves it for good; the digests of the letters with this mark."""
    with person.program().imap() as line:
        line.select("INBOX")
        _, said = line.fetch("1:*", "(BODY.PEEK[])") if line.search(None, "ALL")[1][0] else ("", [])
        letters = [
            message_from_bytes(part[1], policy=policy.default)
            for part in said
            if isinstance(part, tuple)
        ]
        if letters:
            line.store(f"1:{len(letters)}", "+FLAGS", "\\Deleted")
            line.expunge()
    return [digest(str(one.get_content())) for one in letters if mark in str(one["Subject"])]


def waiting(person: Person) -> int:
    return WaitingMessage.objects.filter(mailbox__login=person.login).count()


def test_a_flood_on_a_full_mailbox_arrives_whole_once_there_is_room(
    house: House, hire: Engage
) -> None:
    """Twelve letters, more than the room that is made at first."""
    person, mark = hire(quota=ROOM), unique("Flot")
    fill(person)
    sent = set()
    for number in range(12):
        text = f"{number} {mark} " * 4000
        sent.add(sha256(text.encode()).hexdigest())
        arrives(house, letter(f"{mark} n{number}", text), person.address)
    eventually(lambda: waiting(person) + len(person.program().find(mark)) == 12)
    got = list[str]()
    eventually(lambda: got.extend(taken_out(person, mark)) or len(got) >= 12)
    assert (sorted(got), waiting(person)) == (sorted(sent), 0)


def digest(content: str) -> str:
    return sha256(content.replace("\r\n", "\n").removesuffix(f"\n{SECRET}\n").encode()).hexdigest()


def test_delayed_mail_keeps_what_was_found_at_its_arrival(house: House, hire: Engage) -> None:
    person, honest, junk = hire(quota=ROOM), unique("Honnête"), unique("Réclame")
    fill(person)
    arrives(house, letter(honest, "x" * 40_000), person.address)
    eventually(lambda: waiting(person) == 1)
    heavy = (("x.bin", "application/octet-stream", b"x" * 40_000),)
    arrives(house, letter(junk, ONLY_MARKED, attachments=heavy), person.address)
    eventually(lambda: waiting(person) == 2)
    shown = [(one.about.subject, one.is_spam) for one in waiting_of(box_of(person))]
    empty(person)
    got = person.program().waits_for(honest)
    person.program().waits_for(junk, "Junk")
    assert shown == [(f"{honest} {SECRET}", False), (f"{junk} {SECRET}", True)]
    assert got["X-Preau-Waited"].endswith("the mailbox was full")
    assert got["Return-Path"] == "<irene@[192.0.2.7]>"
    assert got["X-Original-To"] == person.address


def test_what_waits_lies_sealed(house: House, hire: Engage) -> None:
    person = hire(quota=ROOM)
    fill(person)
    arrives(house, letter("Scellé", "x" * 40_000), person.address)
    eventually(lambda: waiting(person) == 1)
    file = WaitingMessage.objects.get(mailbox__login=person.login).file
    sealed = (house.places.data / "files" / "waiting" / file).read_bytes()
    assert (SECRET.encode() in sealed, len(sealed) > 40_000) == (False, True)


def test_a_message_larger_than_the_whole_mailbox_is_refused_at_once(
    house: House, hire: Engage
) -> None:
    person = hire(quota=ROOM)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        arrives(house, letter("Énorme", "x" * 300_000), person.address)
    code, words = refused.value.recipients[person.address]
    assert (code, b"larger than the whole mailbox" in words) == (552, True)


def test_the_sender_is_told_at_the_end_and_not_before(house: House, hire: Engage) -> None:
    person, sender = hire(quota=ROOM), f"{unique('monde')}@lointain.example"
    fill(person)
    made = letter("Sans place", "x" * 40_000, sender=sender)
    karim = hire("Karim")
    made.replace_header("From", karim.who)
    karim.program().send(made, person.address, sender=karim.address)
    eventually(lambda: waiting(person) == 1)
    fortnight = timezone.now() + timedelta(days=14)
    give_back_due(fortnight - timedelta(hours=1))
    before = (waiting(person), karim.program().subjects())
    give_back_due(fortnight + timedelta(hours=1))
    report = karim.program().waits_for("boîte pleine")
    parts = [part.get_content_type() for part in report.walk()]
    assert before == (1, [])
    assert parts == [
        "multipart/report", "text/plain", "message/delivery-status", "text/plain", "text/plain",
        "text/rfc822-headers",
    ]  # fmt: skip
    told = person.program().waits_for("went back")
    assert "Sans place" in told.get_content()
    assert waiting(person) == 0


def test_when_the_waiting_room_is_full_other_servers_keep_what_they_bring(
    house: House, hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told at the door (452), and let in again once there is room."""
    person = hire(quota=ROOM)
    fill(person)
    tight = Terms(grace=Grace(waiting=0))
    monkeypatch.setattr(holding, "terms_of", lambda _mailbox: tight)
    handed = Handed("x@lointain.example", person.login, b"x" * 30_000)
    answer = holding.take(handed)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        arrives(house, letter(), person.address)
    monkeypatch.undo()
    Brimming.objects.filter(mailbox__login=person.login).delete()
    arrives(house, letter(text="x" * 40_000), person.address)
    assert (answer[:9], refused.value.recipients[person.address][0]) == ("452 4.2.2", 452)
    eventually(lambda: waiting(person) == 1)


def test_a_file_whose_row_a_power_cut_took_is_delivered_all_the_same(
    house: House, hire: Engage
) -> None:
    person, subject, now = hire(), unique("Coupure"), timezone.now()
    envelope = store.Envelope(person.login, "irene@[192.0.2.7]", now.isoformat())
    store.put(envelope, letter(subject).as_bytes(policy=policy.SMTP))
    assert holding.adopt(now + timedelta(minutes=5)) == 0
    holding.adopt(now + timedelta(minutes=20))
    person.program().waits_for(subject)


def test_what_is_put_off_for_another_reason_stays_with_postfix(house: House, hire: Engage) -> None:
    person = hire()
    handed = Handed("x@lointain.example", person.login, b"Subject: x\r\n\r\nx\r\n")
    nobody = Handed("x@lointain.example", "personne@ac-poitiers.fr", b"x")
    assert [holding.take(one)[:3] for one in (handed, nobody)] == ["451", "451"]


def test_heavy_mail_in_front_holds_up_nothing_that_fits(house: House, hire: Engage) -> None:
    """More of it than is looked at in one breath."""
    person, light = hire(quota=ROOM), unique("Légère")
    fill(person)
    heavy_ones_wait(person, housing.A_FEW + 1)
    # Beyond what Dovecot lets the last letter go over.
    arrives(house, letter(light, "x" * 40_000), person.address)
    eventually(lambda: waiting(person) == housing.A_FEW + 2)
    # Else a heavy one may take the room in between.
    with house.without("worker"):
        empty(person)
        person.program().keep(letter("Encore", "x" * 100_000))
    person.program().waits_for(light)


def test_a_box_that_fills_while_it_is_looked_at_is_weighed_again(
    house: House, hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, light = hire(quota=ROOM), unique("Légère")
    fill(person)
    weighed = iter([Quota(0, ROOM)])
    monkeypatch.setattr(looking, "doveadm", lambda: Late(weighed))
    with house.without("worker"):
        heavy_ones_wait(person, 1)
        small = letter(light, "x" * 20_000).as_bytes(policy=policy.SMTP)
        holding.take(Handed("irene@[192.0.2.7]", person.login, small))
        empty(person)
        person.program().keep(letter("Encore", "x" * 100_000))
        looking.look(Fullness.objects.get(mailbox=box_of(person)), timezone.now())
        assert (waiting(person), len(person.program().find(light))) == (1, 1)


class Late(Doveadm):
    """Its first answers are of a moment before."""

    def __init__(self, weighed: Iterator[Quota]) -> None:
        now = doveadm()
        super().__init__(now.port, now.boxes, now.key)
        object.__setattr__(self, "weighed", weighed)

    def quota(self, login: str) -> Quota:
        return next(self.weighed, None) or super().quota(login)


def heavy_ones_wait(person: Person, count: int) -> None:
    heavy = letter("Lourde", "x" * 150_000).as_bytes(policy=policy.SMTP)
    for _ in range(count):
        holding.take(Handed("irene@[192.0.2.7]", person.login, heavy))

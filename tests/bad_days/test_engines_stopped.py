"""An engine stops: pages say which function is away, nothing is lost, all comes back by itself.

One test at a time stops what the others stand on: each starts it again before it ends.
"""

import smtplib

import pytest

from preau.mail.models import Draft
from tests.house.cast import PASSWORD, Person
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.listening import listening
from tests.house.postbag import EICAR, SECRET, letter, unique
from tests.house.visitor import Visitor
from tests.house.waiting import eventually


def write(person: Person, visitor: Visitor, to: str, subject: str) -> str:
    draft = visitor.get(f"/mail/{person.box}/compose").location
    visitor.post(
        draft,
        version="0",
        htmx={},
        to=to,
        subject=f"{subject} {SECRET}",
        text=f"x {SECRET}",
        format="text",
    )
    return draft


def test_without_dovecot_pages_answer_and_come_back_by_themselves(
    house: House, hire: Engage
) -> None:
    person = hire()
    person.program().keep(letter("Toujours là"))
    visitor = person.visitor()
    assert visitor.get(person.path()).status == 200
    with house.without("dovecot"):
        page = visitor.get(person.path())
        fragment = visitor.get(person.path(), htmx={})
        assert (page.status, fragment.status) == (503, 503)
        assert "Mail is away for a moment" in page.words
        assert "Nothing was lost." in page.words
        assert len(page.all("script[src*=retry]")) == 1
        assert fragment.headers["hx-retarget"] == "#toasts"
    assert visitor.get(person.path()).rows() == ["Toujours là"]


def test_without_dovecot_one_still_signs_in_and_out(house: House, hire: Engage) -> None:
    person = hire()
    visitor = Visitor(house.ports.web, house.host("poitiers"))
    with house.without("dovecot"):
        assert visitor.post("/sign-in", identifier=person.box, password=PASSWORD).status == 302
        assert visitor.post("/sign-out").status == 302


def test_without_dovecot_one_still_writes_and_the_letter_leaves_later(
    house: House, hire: Engage
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Plus tard")
    visitor = claire.visitor()
    with house.without("dovecot"):
        draft = write(claire, visitor, karim.address, subject)
        assert visitor.get(draft).one("[name=subject]")["value"] == f"{subject} {SECRET}"
        assert visitor.post(draft + "dispatch", version="1", warned="1", htmx={}).status == 200
    karim.program().waits_for(subject, within=40)
    claire.program().waits_for(subject, "Sent", within=40)


def test_without_dovecot_mail_from_the_world_is_put_off_not_lost(
    house: House, hire: Engage
) -> None:
    person, subject = hire(), unique("Attend")
    try:
        with house.without("dovecot"), pytest.raises(smtplib.SMTPRecipientsRefused) as raised:
            arrives(house, letter(subject, to=person.who), person.address)
    finally:
        pass
    assert 400 <= next(iter(raised.value.recipients.values()))[0] < 500


def test_without_postfix_a_letter_waits_and_then_goes(house: House, hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Patience")
    visitor = claire.visitor()
    with house.without("postfix"):
        draft = write(claire, visitor, karim.address, subject)
        assert visitor.post(draft + "dispatch", version="1", warned="1", htmx={}).toasts == [
            "Message sent"
        ]
        eventually(lambda: Draft.objects.get(mailbox__login=claire.login).attempts == 1)
        assert visitor.get(claire.path()).status == 200
        assert Draft.objects.get(mailbox__login=claire.login).state == Draft.State.QUEUED
    karim.program().waits_for(subject, within=40)


def test_without_postfix_a_waiting_letter_can_still_be_taken_back(
    house: House, hire: Engage
) -> None:
    person = hire()
    visitor = person.visitor()
    with house.without("postfix"):
        draft = write(person, visitor, person.address, "Repris")
        visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
        # While it is being handed over nobody can take it back: the first try is over.
        tried = Draft.objects.filter(mailbox__login=person.login, attempts=1)
        eventually(lambda: tried.filter(state=Draft.State.QUEUED).exists())
        assert (
            visitor.post(draft + "recall", htmx={}).one("[name=subject]")["value"]
            == f"Repris {SECRET}"
        )
    assert person.program().subjects() == []


def test_after_six_tries_a_letter_is_given_back_with_the_reason(house: House, hire: Engage) -> None:
    from preau.mail.actions.sending import PAUSES

    person = hire()
    visitor = person.visitor()
    with house.without("postfix"):
        draft = write(person, visitor, person.address, "Rendu")
        visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
        eventually(lambda: Draft.objects.get(mailbox__login=person.login).attempts == 1)
        Draft.objects.filter(mailbox__login=person.login).update(
            attempts=len(PAUSES), due_at="2026-01-01T00:00Z"
        )
        eventually(lambda: Draft.objects.get(mailbox__login=person.login).refusal)
        page = visitor.get(draft)
    assert len(page.all(".notice-danger .notice-words")) == 1
    assert page.one("[name=subject]")["value"] == f"Rendu {SECRET}"


def test_without_redis_one_signs_in_reads_and_sends(house: House, hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Sans Redis")
    ident = claire.program().keep(letter("À lire", "Le texte."))[0]
    visitor = Visitor(house.ports.web, house.host("poitiers"))
    with house.without("redis"):
        assert visitor.post("/sign-in", identifier=claire.box, password=PASSWORD).status == 302
        assert "Le texte." in visitor.get(claire.path(tail=f"m/{ident}/")).words
        assert visitor.post(claire.path(tail="star"), id=ident, on="1", htmx={}).status == 200
        draft = write(claire, visitor, karim.address, subject)
        assert visitor.post(draft + "dispatch", version="1", warned="1", htmx={}).status == 200
        karim.program().waits_for(subject, within=40)


def test_after_redis_comes_back_new_mail_is_told_again(house: House, hire: Engage) -> None:
    person = hire()
    with listening(person.visitor()) as ear:
        with house.without("redis"):
            arrives(house, letter("Sans bruit", to=person.who), person.address)
        for number in range(20):
            arrives(house, letter(f"Bruit {number}", to=person.who), person.address)
            if ear.kinds("mailbox"):
                break
        eventually(lambda: ear.kinds("mailbox"))


@pytest.mark.parametrize("engine", ["clamd", "rspamd"])
def test_without_a_filter_mail_is_put_off_not_let_through_and_not_lost(
    house: House, hire: Engage, engine: str
) -> None:
    person, subject = hire(), unique("Filtré")
    with house.without(engine), pytest.raises(smtplib.SMTPException) as raised:
        arrives(house, letter(subject, EICAR, to=person.who), person.address)
    assert 400 <= code_of(raised.value) < 500
    assert person.program().subjects() == []
    arrives(house, letter(subject, to=person.who), person.address)
    person.program().waits_for(subject)


@pytest.mark.parametrize("engine", ["clamd", "rspamd"])
def test_without_a_filter_ones_own_letter_waits_and_then_goes(
    house: House, hire: Engage, engine: str
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Propre")
    visitor = claire.visitor()
    with house.without(engine):
        draft = write(claire, visitor, karim.address, subject)
        visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
        eventually(lambda: Draft.objects.get(mailbox__login=claire.login).attempts == 1)
    karim.program().waits_for(subject, within=40)


def code_of(error: BaseException) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    assert isinstance(error, smtplib.SMTPResponseException)
    return error.smtp_code


def test_without_the_worker_a_letter_waits_in_its_queue(house: House, hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("File")
    visitor = claire.visitor()
    with house.without("worker"):
        draft = write(claire, visitor, karim.address, subject)
        assert visitor.post(draft + "dispatch", version="1", warned="1", htmx={}).status == 200
    karim.program().waits_for(subject)


def test_a_program_that_dies_is_started_again(house: House, hire: Engage) -> None:
    import os
    import signal

    from preau.engines.supervisor.state import State, status

    before = status(house.places).of("worker")
    os.kill(before.pid, signal.SIGKILL)
    eventually(lambda: status(house.places).of("worker").pid not in (0, before.pid))
    eventually(lambda: status(house.places).of("worker").state is State.READY)

"""Letters that leave at a time, and messages that come back at one, on the real engines."""

import time
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.utils import timezone

from preau.mail.actions.reminding import remind_due
from preau.mail.actions.sending import send_due
from preau.mail.actions.waking import wake_due
from preau.mail.models import Draft, Reminder, Snooze
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter, unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually
from tests.web.drafts import field, row

SCHEDULED, SNOOZED = "Programmés", "Reportés"


def wall(days: int = 3) -> str:
    return f"{timezone.localdate() + timedelta(days=days)}T08:00"


def write(person: Person, visitor: Visitor, **fields: str) -> str:
    draft = visitor.get(f"/mail/{person.box}/compose").location
    fields = {"format": "text", "text": f"Bonjour {SECRET}", **fields}
    assert visitor.post(draft, version="0", htmx={}, **fields).status == 200
    return draft


def schedule(visitor: Visitor, draft: str, at: str) -> Answer:
    return visitor.post(draft + "schedule", version="1", warned="1", at=at, htmx={})


def scheduled(person: Person, visitor: Visitor, to: Person, subject: str) -> str:
    draft = write(person, visitor, to=to.who, subject=f"{subject} {SECRET}")
    assert schedule(visitor, draft, wall()).status == 200
    return draft


def due(draft: str) -> datetime:
    found = row(draft).due_at
    assert found is not None
    return found


def departing(person: Person, visitor: Visitor) -> Answer:
    """The reader of the only letter in Scheduled."""
    listed = visitor.get(person.path("scheduled"))
    return visitor.get(person.path("scheduled", f"m/{listed.ids()[0]}/"))


def test_a_scheduled_letter_is_seen_by_every_program_and_leaves_once_at_its_time(
    hire: Engage,
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Rentrée")
    visitor = claire.visitor()
    draft = scheduled(claire, visitor, karim, subject)
    (copy,) = claire.program().letters(SCHEDULED)
    assert parsedate_to_datetime(copy["Date"]) == due(draft)
    assert visitor.get(claire.path("scheduled")).rows() == [subject]
    assert "08:00" in departing(claire, visitor).words
    send_due(now=due(draft) - timedelta(seconds=1))
    assert karim.program().find(subject) == []
    leaves_at = due(draft)
    send_due(now=leaves_at)
    send_due(now=leaves_at)
    got = karim.program().waits_for(subject)
    assert abs(parsedate_to_datetime(got["Date"]) - timezone.now()) < timedelta(minutes=5)
    assert claire.program().waits_for(subject, "Sent")["Message-ID"] == got["Message-ID"]
    assert (claire.program().letters(SCHEDULED), len(karim.program().find(subject))) == ([], 1)


def test_the_worker_sends_what_is_due_by_itself(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Seule")
    draft = scheduled(claire, claire.visitor(), karim, subject)
    Draft.objects.filter(pk=row(draft).pk).update(due_at=timezone.now())
    karim.program().waits_for(subject)


def test_one_taken_out_of_scheduled_by_another_program_does_not_leave(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Retirée")
    visitor = claire.visitor()
    draft = scheduled(claire, visitor, karim, subject)
    with claire.program().imap() as line:
        line.select('"Programm&AOk-s"')
        line.store("1:*", "+FLAGS", r"(\Deleted)")
    send_due(now=due(draft))
    assert row(draft).state == Draft.State.WRITING
    assert "taken out of Scheduled" in visitor.get(draft).words
    assert karim.program().find(subject) == []


def test_one_put_back_in_scheduled_leaves(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Remise")
    draft = scheduled(claire, claire.visitor(), karim, subject)
    with claire.program().imap() as line:
        line.select('"Programm&AOk-s"')
        line.uid("MOVE", "1:*", "Trash")
        line.select("Trash")
        line.uid("MOVE", "1:*", '"Programm&AOk-s"')
    send_due(now=due(draft))
    karim.program().waits_for(subject)


def test_until_it_leaves_it_is_edited_put_off_or_sent_at_once_by_plain_forms(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Avancée")
    visitor = claire.visitor()
    draft = scheduled(claire, visitor, karim, subject)
    visitor.post(draft + "postpone", at="", day=wall(5))
    assert timezone.localtime(due(draft)).strftime("%Y-%m-%dT%H:%M") == wall(5)
    (copy,) = claire.program().letters(SCHEDULED)
    assert parsedate_to_datetime(copy["Date"]) == due(draft)
    assert visitor.post(draft + "cancel", edit="1").location == draft
    assert field(visitor.get(draft), "subject") == f"{subject} {SECRET}"
    assert claire.program().letters(SCHEDULED) == []
    schedule(visitor, draft, wall())
    visitor.post(draft + "send-now")
    karim.program().waits_for(subject)
    eventually(lambda: claire.program().letters(SCHEDULED) == [])


@pytest.mark.parametrize("at", ["", "hier", "2020-01-01T08:00", "9999-01-01T08:00"])
def test_a_time_that_cannot_be_is_said_and_the_letter_stays(hire: Engage, at: str) -> None:
    claire = hire("Claire")
    visitor = claire.visitor()
    draft = write(claire, visitor, to=claire.who, subject=f"Quand {SECRET}")
    answer = schedule(visitor, draft, at)
    assert (answer.status, row(draft).state) == (422, Draft.State.WRITING)
    assert len(answer.all(".composer-notices .notice-danger")) == 1


def test_scheduling_is_taken_back_by_the_same_button_as_sending(hire: Engage) -> None:
    claire = hire("Claire")
    visitor = claire.visitor()
    draft = write(claire, visitor, to=claire.who, subject=f"Trop tôt {SECRET}")
    undo = schedule(visitor, draft, wall()).one("[data-preau-undo]")
    back = visitor.post(str(undo["action"]), token="1", htmx={})
    assert (back.status, row(draft).state) == (200, Draft.State.WRITING)


def snooze(person: Person, visitor: Visitor, ident: str, **fields: str) -> Answer:
    return visitor.post(person.path(tail="snooze"), {"id": [ident]}, **fields)


def test_a_snoozed_message_comes_back_on_top_unread_and_marked(hire: Engage) -> None:
    person = hire()
    program, visitor = person.program(), person.visitor()
    ident, _newer = program.keep(
        letter("Bulletin"), letter("Autre"), flags=r"(\Seen \Flagged)", at=time.time() - 600
    )
    snooze(person, visitor, ident, day=wall())
    assert visitor.get(person.path()).rows() == ["Autre"]
    assert (program.subjects(SNOOZED), visitor.get(person.path("snoozed")).rows()) == (
        [f"Bulletin {SECRET}"],
        ["Bulletin"],
    )
    waits = Snooze.objects.get(mailbox__login=person.login)
    wake_due(now=waits.due_at - timedelta(seconds=1))
    assert len(program.subjects()) == 1
    wake_due(now=waits.due_at)
    wake_due(now=waits.due_at)
    page = visitor.get(person.path())
    assert page.rows() == ["Bulletin", "Autre"]
    assert (page.unread("Inbox"), len(page.all(".row-woken")), program.letters(SNOOZED)) == (
        "1",
        1,
        [],
    )
    assert "Flagged" in list(program.flags().values())[-1]


def test_one_that_a_telephone_moved_meanwhile_is_left_alone(hire: Engage) -> None:
    person = hire()
    program, visitor = person.program(), person.visitor()
    (ident,) = program.keep(letter("Bulletin"))
    snooze(person, visitor, ident, until="tomorrow")
    with program.imap() as line:
        line.select('"Report&AOk-s"')
        line.uid("MOVE", "1:*", "Archive")
    wake_due(now=timezone.now() + timedelta(days=5))
    assert (len(program.letters("Archive")), program.letters()) == (1, [])
    assert Snooze.objects.filter(mailbox__login=person.login).count() == 0


def test_a_message_snoozed_twice_wakes_at_the_later_time_or_when_it_is_called(
    hire: Engage,
) -> None:
    person = hire()
    program, visitor = person.program(), person.visitor()
    (ident,) = program.keep(letter("Bulletin"))
    snooze(person, visitor, ident, until="tomorrow")
    again = visitor.get(person.path("snoozed")).ids()
    visitor.post(person.path("snoozed", "snooze"), {"id": again}, day=wall(9))
    wake_due(now=timezone.now() + timedelta(days=5))
    assert program.letters() == []
    visitor.post(person.path("snoozed", "wake"), {"id": again})
    eventually(lambda: len(program.letters()) == 1)


def test_undoing_a_snooze_leaves_nothing_to_wake(hire: Engage) -> None:
    person = hire()
    program, visitor = person.program(), person.visitor()
    (ident,) = program.keep(letter("Bulletin"))
    answer = visitor.post(person.path(tail="snooze"), {"id": [ident]}, until="tomorrow", htmx={})
    token = str(answer.one("[data-preau-undo] [name=token]")["value"])
    visitor.post(f"/mail/{person.box}/undo", token=token)
    wake_due(now=timezone.now() + timedelta(days=5))
    assert ["Woken" in flags for flags in program.flags().values()] == [False]


def test_who_asked_is_reminded_once_of_a_letter_without_an_answer(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Relance")
    visitor = claire.visitor()
    draft = write(claire, visitor, to=karim.who, subject=f"{subject} {SECRET}", remind="3")
    visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
    asked = karim.program().waits_for(subject)["Message-ID"]
    later = eventually(lambda: Reminder.objects.filter(message_id=asked).first())
    assert later is not None
    sent = visitor.get(claire.path("sent")).ids()[0]
    assert "you will be reminded" in visitor.get(claire.path("sent", f"m/{sent}/")).words
    absence = letter(
        f"Re: {subject}", sender=karim.who, answers=asked, Auto_Submitted="auto-replied"
    )
    claire.program().keep(absence)
    remind_due(now=later.due_at)
    remind_due(now=later.due_at)
    (note,) = claire.program().find("No answer yet")
    assert (note["In-Reply-To"], subject in note.get_content()) == (asked, True)


def test_an_answer_cancels_the_reminder(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Répondue")
    visitor = claire.visitor()
    draft = write(claire, visitor, to=karim.who, subject=f"{subject} {SECRET}", remind="2")
    visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
    asked = karim.program().waits_for(subject)["Message-ID"]
    eventually(lambda: Reminder.objects.filter(message_id=asked).exists())
    claire.program().keep(letter(f"Re: {subject}", sender=karim.who, answers=asked))
    assert remind_due(now=timezone.now() + timedelta(days=3)) == 0
    assert Reminder.objects.filter(message_id=asked).count() == 0

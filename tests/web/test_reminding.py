"""Who asked is reminded of a letter that nobody has answered."""

from datetime import timedelta

from django.utils import timezone

from preau.mail.actions.reminding import remind_due
from preau.mail.models import Reminder
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter, unique
from tests.house.waiting import eventually
from tests.web.later import write


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

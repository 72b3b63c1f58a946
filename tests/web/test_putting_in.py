"""Drafts that Thunderbird, or a telephone, puts in Scheduled."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from preau.mail.actions.sending import send_due
from preau.mail.actions.watching import watch_due
from preau.mail.models import Draft, Look
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, STRANGER, letter, unique
from tests.house.waiting import eventually
from tests.web.drafts import row
from tests.web.later import SCHEDULED, write

DRAFT = r"(\Draft \Seen)"


def watch(person: Person, until: Callable[[], bool]) -> None:
    """The worker looks now rather than in twenty seconds. It keeps files, and so must not be this
    process, which is another user's."""
    looks = Look.objects.filter(mailbox__login=person.login)
    eventually(looks.exists)
    looks.update(due_at=timezone.now())
    eventually(until)


def is_(person: Person, state: Draft.State) -> Callable[[], bool]:
    return lambda: states(person) == [state]


def states(person: Person) -> list[str]:
    return list(Draft.objects.filter(mailbox__login=person.login).values_list("state", flat=True))


def refusals(person: Person) -> list[str]:
    return list(Draft.objects.filter(mailbox__login=person.login).values_list("refusal", flat=True))


def test_a_draft_of_thunderbird_leaves_when_its_recipient_is_at_work_tomorrow_at_the_earliest(
    hire: Engage,
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Thunderbird")
    program = claire.program()
    program.make_folder(SCHEDULED)
    made = letter(
        subject, sender=claire.who, to=karim.who, attachments=(("plan.png", "image/png", PNG),)
    )
    program.keep(made, folder=SCHEDULED, flags=DRAFT)
    watch(claire, is_(claire, Draft.State.SCHEDULED))
    draft = Draft.objects.get(mailbox__login=claire.login)
    assert draft.due_at is not None
    assert draft.due_wall >= f"{timezone.localdate() + timedelta(days=1)}T08:00"
    eventually(lambda: len(program.letters(SCHEDULED)) == 1)
    send_due(now=draft.due_at)
    got = karim.program().waits_for(subject)
    assert [part.get_filename() for part in got.iter_attachments()] == ["plan.png"]
    eventually(lambda: program.letters(SCHEDULED) == [])


def test_a_draft_of_the_web_dragged_there_by_a_telephone_leaves_too(hire: Engage) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Glissée")
    draft = write(claire, claire.visitor(), to=karim.who, subject=f"{subject} {SECRET}")
    program = claire.program()
    program.make_folder(SCHEDULED)
    program.waits_for(subject, "Drafts")
    with program.imap() as line:
        line.select("Drafts")
        line.uid("MOVE", "1:*", '"Programm&AOk-s"')
    watch(claire, is_(claire, Draft.State.SCHEDULED))
    assert row(draft).state == Draft.State.SCHEDULED
    eventually(lambda: len(program.letters(SCHEDULED)) == 1)
    assert program.letters("Drafts") == []


def test_somebody_elses_message_dragged_there_by_mistake_goes_nowhere(hire: Engage) -> None:
    claire = hire("Claire")
    program = claire.program()
    program.make_folder(SCHEDULED)
    program.keep(letter(sender=STRANGER, to=claire.who), folder=SCHEDULED, flags=DRAFT)
    program.keep(letter(sender=claire.who, to=claire.who), folder=SCHEDULED, flags=r"(\Seen)")
    eventually(Look.objects.filter(mailbox__login=claire.login).exists)
    watch_due(now=timezone.now() + timedelta(minutes=1))
    assert (states(claire), len(program.letters(SCHEDULED))) == ([], 2)


def test_a_draft_to_nobody_goes_back_to_drafts_with_the_reason(hire: Engage) -> None:
    claire, subject = hire("Claire"), unique("Personne")
    program = claire.program()
    program.make_folder(SCHEDULED)
    made = letter(subject, sender=claire.who)
    del made["To"]
    program.keep(made, folder=SCHEDULED, flags=DRAFT)
    watch(claire, lambda: refusals(claire) == ["To whom? Add at least one recipient."])
    assert states(claire) == [Draft.State.WRITING]
    program.waits_for(subject, "Drafts")
    eventually(lambda: program.letters(SCHEDULED) == [])

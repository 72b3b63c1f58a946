"""Messages that come back at a time, on the real engines."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from preau.engines.dovecot.box import Box
from preau.mail.actions.waking import wake_due
from preau.mail.actions.watching import watch_due
from preau.mail.models import Look, Snooze
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter
from tests.house.waiting import eventually
from tests.web.later import SNOOZED, snooze, wall


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


def test_what_a_telephone_puts_in_snoozed_comes_back_the_next_morning(hire: Engage) -> None:
    person = hire()
    program = person.program()
    program.make_folder(SNOOZED)
    program.keep(letter("Bulletin"))
    with program.imap() as line:
        line.select("INBOX")
        line.uid("MOVE", "1:*", '"Report&AOk-s"')
    look = eventually(lambda: Look.objects.filter(mailbox__login=person.login).first())
    assert look is not None
    watch_due(now=look.due_at)
    waits = Snooze.objects.get(mailbox__login=person.login)
    assert waits.due_wall == wall(1)
    wake_due(now=waits.due_at)
    assert (len(program.letters()), program.letters(SNOOZED)) == (1, [])


class Killed(BaseException):
    """The machine stops here."""


def test_a_worker_that_dies_between_putting_back_and_taking_out_leaves_one_message(
    hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = hire()
    program, visitor = person.program(), person.visitor()
    (ident,) = program.keep(letter("Bulletin"))
    snooze(person, visitor, ident, until="tomorrow")
    due_at = Snooze.objects.get(mailbox__login=person.login).due_at

    def die(*_words: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Box, "expunge", die)
        with pytest.raises(Killed):
            wake_due(now=due_at)
    assert (len(program.letters()), len(program.letters(SNOOZED))) == (1, 1)
    assert wake_due(now=due_at) == 0
    assert wake_due(now=due_at + timedelta(minutes=6)) == 1
    assert (len(program.letters()), program.letters(SNOOZED)) == (1, [])

"""A letter leaves once, whatever happens between its steps; the engines are stand-ins here."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from preau.engines.errors import Conflict, EngineAway, MailRefused, Unanswered
from preau.kit.errors import NotAllowed
from preau.mail.actions import mirroring, sending, writing
from preau.mail.models import Draft
from tests.mail.leaving import Drawer, Line, states

State = Draft.State
pytestmark = pytest.mark.django_db


def queue(draft: Draft) -> None:
    sending.dispatch(draft, seconds=0, version=str(draft.revision))


def throw_away(draft: Draft) -> None:
    writing.discard_draft(draft, version=str(draft.revision))


def in_an_hour() -> Any:
    return timezone.now() + timedelta(hours=1)


def test_keeping_both_versions_of_a_letter_that_leaves_sends_one(draft: Draft, line: Line) -> None:
    queue(draft)
    writing.copy_draft(draft, {"text": "Autre", "format": "text"})
    sending.send_due()
    assert (line.sent, states()) == (1, [State.WRITING])


def test_a_letter_thrown_away_in_time_is_not_sent(draft: Draft, line: Line) -> None:
    queue(draft)
    throw_away(draft)
    sending.send_due()
    assert (line.sent, states()) == (0, [])


def test_a_letter_that_is_leaving_cannot_be_thrown_away(draft: Draft) -> None:
    seen_before = Draft.objects.get(pk=draft.pk)
    Draft.objects.update(state=State.SENDING)
    with pytest.raises(NotAllowed):
        throw_away(seen_before)
    assert states() == [State.SENDING]


def test_what_could_not_be_thrown_away_is_still_being_written(draft: Draft, drawer: Drawer) -> None:
    mirroring.mirror(draft)
    drawer.away = True
    with pytest.raises(EngineAway):
        throw_away(draft)
    assert states() == [State.WRITING]


@pytest.mark.parametrize(
    ("error", "state", "tries"),
    [
        (EngineAway("postfix"), State.QUEUED, 2),
        (Unanswered("?"), State.WRITING, 1),
        (MailRefused("no"), State.WRITING, 1),
        (OSError(), State.WRITING, 1),
    ],
)
def test_only_what_was_surely_not_taken_is_tried_again(
    draft: Draft, line: Line, error: Exception, state: str, tries: int
) -> None:
    line.error = error
    queue(draft)
    sending.send_due()
    assert states() == [state]
    sending.send_due(in_an_hour())
    assert line.sent == tries


def test_a_letter_whose_worker_died_says_that_it_may_have_left(draft: Draft, line: Line) -> None:
    then = timezone.now() - timedelta(minutes=6)
    Draft.objects.update(state=State.SENDING, claimed_at=then, handed_at=then)
    assert sending.give_up_claims() == 1
    draft.refresh_from_db()
    assert (draft.state, draft.refusal != "") == (State.WRITING, True)


def test_a_letter_that_finds_no_room_in_sent_is_filed_later(
    draft: Draft, line: Line, drawer: Drawer
) -> None:
    drawer.away = True
    queue(draft)
    sending.send_due()
    assert states() == [State.SENT]
    drawer.away = False
    sending.send_due()
    assert states() == [State.SENT]
    sending.send_due(in_an_hour())
    assert (line.sent, states()) == (1, [])


def test_a_new_copy_replaces_the_one_before(draft: Draft, drawer: Drawer) -> None:
    mirroring.mirror(draft)
    draft.refresh_from_db()
    mirroring.mirror(draft)
    assert drawer.copies == {2}


@pytest.mark.parametrize("end", [queue, throw_away])
def test_a_letter_that_goes_while_it_is_copied_leaves_no_copy(
    draft: Draft, drawer: Drawer, end: Any
) -> None:
    drawer.meanwhile = lambda: end(Draft.objects.get(pk=draft.pk))
    mirroring.mirror(draft)
    assert drawer.copies == set()


def test_one_draft_that_cannot_be_copied_keeps_no_other_from_it(
    draft: Draft, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = writing.copy_draft(draft, {"subject": "Autre"})
    Draft.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    made = mirroring.letters.octets

    def octets(one: Draft, **how: bool) -> bytes:
        if one.pk == draft.pk:
            raise NotAllowed
        return made(one, **how)

    monkeypatch.setattr(mirroring.letters, "octets", octets)
    assert mirroring.mirror_changed() == 1
    other.refresh_from_db()
    assert drawer.copies == {other.mirror_uid}


def test_drafts_are_copied_once_dovecot_is_back(draft: Draft, drawer: Drawer) -> None:
    Draft.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    drawer.away = True
    before = mirroring.mirror_changed()
    drawer.away = False
    assert (before, mirroring.mirror_changed()) == (0, 1)


@pytest.mark.parametrize("version", ["²", "9" * 30, "-1", "x", ""])
def test_a_version_that_is_none_is_a_conflict(draft: Draft, version: str) -> None:
    with pytest.raises(Conflict):
        writing.save_draft(draft, {"subject": "x"}, version=version)
    with pytest.raises(Conflict):
        sending.dispatch(draft, seconds=0, version=version)

"""A scheduled letter leaves once, whoever dies meanwhile; the engines are stand-ins here."""

from datetime import UTC, datetime
from typing import Any

import pytest

from preau.engines.errors import MailRefused
from preau.formats.walltime import WallTime
from preau.identity.models import Notice
from preau.kit.errors import NotAllowed
from preau.mail.actions import scheduling, sending
from preau.mail.actions.scheduling import Departure
from preau.mail.models import Draft, Release
from tests.mail.leaving import Drawer, Killed, Line, killed_at, later, states

State = Draft.State
pytestmark = pytest.mark.django_db
PARIS = "Europe/Paris"
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
MONDAY = WallTime("2026-11-23T08:00", PARIS)
TUESDAY = WallTime("2026-11-24T08:00", PARIS)


def schedule(draft: Draft, *departures: Departure) -> Draft:
    asked = departures or (Departure(MONDAY),)
    return scheduling.schedule(draft, asked, version=str(draft.revision), now=NOW)


@pytest.mark.parametrize("step", ["was_removed", "_hand_over"])
def test_a_worker_that_dies_before_postfix_is_asked_loses_nothing(
    draft: Draft, line: Line, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    schedule(draft)
    killed_at(monkeypatch, sending, step, MONDAY.moment)
    sending.send_due(later(MONDAY.moment))
    assert (line.sent, states()) == (1, [])


def test_a_worker_that_dies_while_postfix_answers_leaves_a_doubt_and_nothing_leaves_twice(
    draft: Draft, line: Line
) -> None:
    schedule(draft)
    line.error = Killed()
    with pytest.raises(Killed):
        sending.send_due(MONDAY.moment)
    line.error = None
    sending.give_up_claims(later(MONDAY.moment))
    sending.send_due(later(MONDAY.moment))
    draft.refresh_from_db()
    assert (line.sent, draft.state, draft.refusal != "") == (1, State.WRITING, True)


def test_a_worker_that_dies_after_postfix_took_it_files_it_later_and_never_sends_it_again(
    draft: Draft, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule(draft)
    killed_at(monkeypatch, sending, "file_sent", MONDAY.moment)
    assert states() == [State.SENT]
    sending.send_due(later(MONDAY.moment))
    assert (line.sent, states()) == (1, [])


def test_of_two_workers_that_see_it_due_one_sends_it(draft: Draft, line: Line) -> None:
    schedule(draft)
    tried = [sending.send_later(draft.pk, MONDAY.moment) for _worker in range(2)]
    assert (tried, line.sent) == ([1, 0], 1)


def test_a_worker_thought_dead_that_wakes_up_sends_nothing(
    draft: Draft, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frozen before Postfix; meanwhile another worker has sent it."""
    schedule(draft)
    found = sending.was_removed

    def overtaken(one: Draft) -> bool:
        monkeypatch.setattr(sending, "was_removed", found)
        sending.give_up_claims(later(MONDAY.moment))
        sending.send_due(later(MONDAY.moment))
        return False

    monkeypatch.setattr(sending, "was_removed", overtaken)
    sending.send_due(MONDAY.moment)
    assert line.sent == 1


@pytest.mark.parametrize("deed", [scheduling.cancel, lambda d: scheduling.postpone(d, TUESDAY)])
def test_what_is_leaving_is_neither_cancelled_nor_put_off(draft: Draft, deed: Any) -> None:
    schedule(draft)
    Draft.objects.update(state=State.SENDING)
    with pytest.raises(NotAllowed):
        deed(draft)
    assert states() == [State.SENDING]


def test_a_cancelled_letter_does_not_leave_and_may_be_scheduled_again(
    draft: Draft, line: Line
) -> None:
    schedule(draft)
    scheduling.cancel(draft)
    sending.send_due(MONDAY.moment)
    assert (line.sent, states()) == (0, [State.WRITING])
    schedule(draft, Departure(TUESDAY))
    sending.send_due(MONDAY.moment)
    sending.send_due(TUESDAY.moment)
    assert (line.sent, states()) == (1, [])


def test_its_copy_taken_away_cancels_it_and_its_row_says_so(
    draft: Draft, line: Line, drawer: Drawer
) -> None:
    schedule(draft)
    drawer.copies.clear()
    sending.send_due(MONDAY.moment)
    draft.refresh_from_db()
    assert (line.sent, draft.state, draft.refusal != "") == (0, State.WRITING, True)
    assert Notice.objects.count() == 0


def test_without_dovecot_it_is_scheduled_all_the_same_and_leaves_once_it_is_back(
    draft: Draft, line: Line, drawer: Drawer
) -> None:
    drawer.away = True
    schedule(draft)
    drawer.away = False
    sending.send_due(MONDAY.moment)
    assert (line.sent, states()) == (1, [])


def test_nobody_watches_it_leave_so_its_author_is_told_of_a_refusal(
    draft: Draft, line: Line
) -> None:
    schedule(draft)
    line.error = MailRefused("no")
    sending.send_due(MONDAY.moment)
    assert [notice.address for notice in Notice.objects.all()] == [draft.author.address]


def in_two(draft: Draft) -> Draft:
    Draft.objects.filter(pk=draft.pk).update(to="a@x.example", cc='"B" <b@x.example>')
    draft.refresh_from_db()
    return schedule(
        draft, Departure(MONDAY, ("a@x.example",)), Departure(TUESDAY, ("b@x.example",))
    )


def test_each_recipient_may_have_a_time_of_their_own(draft: Draft, line: Line) -> None:
    in_two(draft)
    sending.send_due(MONDAY.moment)
    assert (line.reached, states()) == ([["a@x.example"]], [State.SCHEDULED])
    sending.send_due(MONDAY.moment)
    sending.send_due(TUESDAY.moment)
    assert (line.reached, states()) == ([["a@x.example"], ["b@x.example"]], [])


def test_a_worker_that_dies_between_two_departures_repeats_neither(
    draft: Draft, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_two(draft)
    killed_at(monkeypatch, sending, "record", MONDAY.moment)
    sending.send_due(later(MONDAY.moment))
    sending.send_due(TUESDAY.moment)
    assert (line.reached, states()) == ([["a@x.example"], ["b@x.example"]], [])


def test_half_way_it_is_cancelled_for_those_who_wait_only(draft: Draft, line: Line) -> None:
    in_two(draft)
    before = draft.message_id
    sending.send_due(MONDAY.moment)
    scheduling.cancel(draft)
    draft.refresh_from_db()
    assert (draft.to, draft.cc, draft.left_to) == ("", '"B" <b@x.example>', "")
    assert draft.message_id != before
    assert Release.objects.count() == 0


def test_half_way_the_rest_is_sent_at_once(draft: Draft, line: Line) -> None:
    in_two(draft)
    sending.send_due(MONDAY.moment)
    scheduling.send_now(draft, seconds=0, now=MONDAY.moment)
    sending.send_due(MONDAY.moment)
    assert (line.reached[1:], states()) == ([["b@x.example"]], [])


def test_what_was_asked_for_is_kept_beside_the_moment_it_means(draft: Draft) -> None:
    schedule(draft, Departure(WallTime("2027-03-29T08:00", PARIS)))
    assert (draft.due_wall, draft.due_zone, draft.due_at) == (
        "2027-03-29T08:00",
        PARIS,
        datetime(2027, 3, 29, 6, 0, tzinfo=UTC),
    )

"""A letter that a mail program made leaves once, as it came, whoever dies meanwhile; the engines
are stand-ins here."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from preau.academies.registry import academies
from preau.engines.errors import EngineAway, MailRefused, OverQuota
from preau.engines.postfix.submit import Envelope, Recipient
from preau.identity.models import Account, Notice
from preau.kit.errors import NotAllowed, NotFound, WrongInput
from preau.mail import access
from preau.mail.actions import holding, keeping, mirroring, scheduling, sending
from preau.mail.models import Draft, ReadyMade
from preau.mail.ready_made import with_hidden
from tests.mail.leaving import Drawer, Killed, dying_at, killed_at, later, states

State = Draft.State
pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)
DUE = NOW + timedelta(days=1)
OCTETS = (
    b"From: Alix <alix@ac-poitiers.fr>\r\nTo: b@x.example\r\nSubject: =?utf-8?q?Sortie_=C3=A0?=\r\n"
    b"Message-ID: <ready@x.example>\r\n\r\n.\r\ncorps \xe9\r\n\r\n"
)
ENVELOPE = Envelope(
    "alix@ac-poitiers.fr",
    (Recipient("b@x.example", ("NOTIFY=SUCCESS",)), Recipient("c@x.example")),
    ("BODY=8BITMIME", "RET=HDRS"),
)


class Line:
    """Postfix, as it answers this time, and what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[str, Envelope, bytes]] = []
        self.error: BaseException | None = None

    def hand_on(self, login: str, envelope: Envelope, octets: bytes) -> None:
        self.given.append((login, envelope, octets))
        if self.error is not None:
            raise self.error


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    backend = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": backend}


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    made = Line()
    monkeypatch.setattr(sending, "relay", lambda: made)
    return made


@pytest.fixture
def draft(drawer: Drawer, alix: Account) -> Draft:
    del drawer
    return holding.hold(alix.login, ENVELOPE, OCTETS, DUE)


def files() -> list[Path]:
    folder = Path(default_storage.path("ready"))
    return [path for path in folder.rglob("*") if path.is_file()]


def mirrored(drawer: Drawer) -> int:
    """How many copies stand once the worker has looked, a moment later."""
    Draft.objects.update(changed_at=NOW - timedelta(minutes=1))
    mirroring.mirror_changed()
    return len(drawer.copies)


def test_it_leaves_octet_for_octet_under_its_own_envelope(draft: Draft, line: Line) -> None:
    sending.send_due(DUE)
    assert line.given == [(draft.author.login, ENVELOPE, OCTETS)]
    assert (states(), ReadyMade.objects.count(), files()) == ([], 0, [])


@pytest.mark.parametrize(
    ("module", "step"),
    [(sending, "was_removed"), (sending, "_ready"), (sending, "_hand_over")],
)
def test_a_worker_that_dies_before_postfix_is_asked_loses_nothing(
    draft: Draft, line: Line, monkeypatch: pytest.MonkeyPatch, module: Any, step: str
) -> None:
    assert draft.state == State.SCHEDULED
    killed_at(monkeypatch, module, step, DUE)
    assert line.given == []
    sending.send_due(later(DUE))
    assert ([octets for _who, _to, octets in line.given], states()) == ([OCTETS], [])


def test_a_worker_that_dies_while_postfix_answers_leaves_a_doubt_and_nothing_leaves_twice(
    draft: Draft, line: Line, drawer: Drawer
) -> None:
    line.error = Killed()
    with pytest.raises(Killed):
        sending.send_due(DUE)
    line.error = None
    sending.give_up_claims(later(DUE))
    sending.send_due(later(DUE))
    assert len(line.given) == 1
    draft.refresh_from_db()
    assert (draft.state, draft.refusal != "") == (State.WRITING, True)
    assert Notice.objects.count() == 1
    assert (mirrored(drawer), states(), files()) == (1, [], [])


@pytest.mark.parametrize(
    ("module", "step"),
    [(sending, "file_sent"), (keeping, "keep_copy"), (keeping, "remember"), (keeping, "erase")],
)
def test_a_worker_that_dies_after_postfix_took_it_files_it_later_and_never_sends_it_again(
    draft: Draft, line: Line, monkeypatch: pytest.MonkeyPatch, module: Any, step: str
) -> None:
    del draft
    killed_at(monkeypatch, module, step, DUE)
    assert states() == [State.SENT]
    sending.send_due(later(DUE))
    assert (len(line.given), states(), files()) == (1, [], [])


def test_of_two_workers_that_see_it_due_one_sends_it(draft: Draft, line: Line) -> None:
    assert [sending.send_later(draft.pk, DUE) for _worker in range(2)] == [1, 0]
    assert len(line.given) == 1


def test_postfix_away_is_tried_again_and_a_refusal_given_back(
    draft: Draft, line: Line, drawer: Drawer
) -> None:
    line.error = EngineAway("postfix")
    sending.send_due(DUE)
    assert states() == [State.SCHEDULED]
    line.error = MailRefused("not owned by user", 553, ("alix@ac-poitiers.fr",))
    sending.send_due(DUE + timedelta(minutes=1))
    assert (mirrored(drawer), len(line.given), states()) == (1, 2, [])


@pytest.mark.parametrize("error", [EngineAway("dovecot"), OverQuota("Quota exceeded")])
def test_given_back_it_is_never_lost_for_want_of_room(
    draft: Draft, line: Line, drawer: Drawer, error: Exception
) -> None:
    line.error = MailRefused("no", 550)
    sending.send_due(DUE)
    drawer.error = error
    assert (mirrored(drawer), states(), len(files())) == (0, [State.WRITING], 1)
    drawer.error = None
    assert (mirrored(drawer), states(), files()) == (1, [], [])
    del draft


@pytest.mark.parametrize("deed", [scheduling.cancel, scheduling.send_now])
def test_what_is_leaving_is_neither_cancelled_nor_hurried(
    draft: Draft, deed: Callable[..., Any]
) -> None:
    Draft.objects.update(state=State.SENDING)
    with pytest.raises(NotAllowed):
        deed(draft, **({} if deed is scheduling.cancel else {"seconds": 0}))
    assert states() == [State.SENDING]


def test_handed_over_again_it_is_the_same_unless_something_differs(
    draft: Draft, alix: Account
) -> None:
    again = holding.hold(alix.login, ENVELOPE, OCTETS, DUE + timedelta(seconds=2))
    other = holding.hold(
        alix.login, Envelope(ENVELOPE.sender, (Recipient("d@x.example"),)), OCTETS, DUE
    )
    assert (again.pk, again.due_at, other.pk != draft.pk) == (draft.pk, DUE, True)
    assert len(files()) == 2


def test_it_is_on_the_disk_with_all_folders_that_lead_to_it(
    drawer: Drawer, alix: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    del drawer
    written: set[Path] = set()

    def write(number: int) -> None:
        written.add(Path(f"/proc/self/fd/{number}").readlink())

    monkeypatch.setattr(os, "fsync", write)
    path = Path(holding.hold(alix.login, ENVELOPE, OCTETS, DUE).ready_made.file.path)
    day, month, year, ready, top, *_above = path.parents
    assert (written, top) == ({path, day, month, year, ready, top}, Path(default_storage.path("")))


def test_without_a_name_of_its_own_two_are_two(drawer: Drawer, alix: Account) -> None:
    del drawer
    nameless = OCTETS.replace(b"Message-ID: <ready@x.example>\r\n", b"")
    made = {holding.hold(alix.login, ENVELOPE, nameless, DUE).pk for _time in range(2)}
    assert len(made) == 2


@pytest.mark.parametrize("step", ["_row", "synchronise"])
def test_a_door_that_dies_before_the_row_stands_has_taken_nothing(
    drawer: Drawer, alix: Account, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    del drawer
    with dying_at(monkeypatch, holding, step):
        holding.hold(alix.login, ENVELOPE, OCTETS, DUE)
    assert (states(), ReadyMade.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("state", "days", "error"),
    [
        (Account.State.SUSPENDED, 1, NotAllowed),
        (Account.State.ACTIVE, 367, WrongInput),
    ],
)
def test_nothing_is_held_for_who_may_not_or_for_too_long(
    alix: Account, state: str, days: int, error: type[Exception]
) -> None:
    Account.objects.update(state=state)
    with pytest.raises(error):
        holding.hold(alix.login, ENVELOPE, OCTETS, NOW + timedelta(days=days))
    assert (states(), files()) == ([], [])


def test_an_academy_may_hold_for_less(alix: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    academy = academies().by_slug("poitiers")
    assert academy is not None
    monkeypatch.setitem(academy.limits.__dict__, "held_days", 10)
    with pytest.raises(WrongInput, match="Not for longer than 10 days"):
        holding.hold(alix.login, ENVELOPE, OCTETS, NOW + timedelta(days=11))


def test_only_so_many_wait_for_one_person(
    draft: Draft, alix: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    del draft
    monkeypatch.setattr(holding, "MOST_WAITING", 1)
    with pytest.raises(NotAllowed, match="Too many messages are waiting already"):
        holding.hold(alix.login, ENVELOPE, OCTETS + b"x\r\n", DUE)


def test_its_author_sees_whom_only_the_envelope_names(draft: Draft) -> None:
    assert with_hidden(draft.ready_made) == b"Bcc: c@x.example\r\n" + OCTETS


def test_while_it_goes_back_it_opens_nowhere(draft: Draft, alix: Account) -> None:
    assert access.draft(alix, "alix", draft.pk) == draft
    Draft.objects.update(state=State.WRITING)
    with pytest.raises(NotFound):
        access.draft(alix, "alix", draft.pk)


def test_a_file_that_no_row_names_is_gone_a_day_later(draft: Draft, alix: Account) -> None:
    other = holding.hold(alix.login, ENVELOPE, OCTETS + b"x\r\n", DUE)
    Draft.objects.filter(pk=other.pk).delete()
    now = datetime.now(UTC)
    tomorrow = now + timedelta(days=1, minutes=1)
    assert [holding.forget_strays(at) for at in (now, tomorrow, tomorrow)] == [0, 1, 0]
    assert files() == [Path(draft.ready_made.file.path)]

"""What the installation does by itself while people sleep."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from preau.engines.errors import EngineAway
from preau.identity.doors import doveadm
from preau.ops import nightly
from preau.ops.models import Chore
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter
from tests.house.waiting import eventually


def noted(path: Path) -> list[tuple[int]]:
    """The UIDs that the search index still has to forget.

    Read without a lock: Dovecot waits for none, and would leave there what it has just forgotten.
    """
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as notes:
        return notes.execute("SELECT ID FROM docs").fetchall()


@pytest.mark.engines
def test_the_search_index_forgets_at_night_what_was_erased(house: House, hire: Engage) -> None:
    person = hire()
    program = person.program()
    program.keep(letter("Un", "chrysanthème"), letter("Deux", "dahlia"))
    doveadm().index(person.login)
    with program.imap() as box:
        box.select("INBOX")
        box.store("1", "+FLAGS", "\\Deleted")
        box.expunge()
    notes = next(house.places.mail.glob(f"*/{person.box}/mail/xapian-indexes/*_exp.db"))
    before = noted(notes)
    Chore.objects.update_or_create(name="tidy_search", defaults={"due_at": timezone.now()})
    # What everybody else of this run has left to forget comes first.
    eventually(lambda: noted(notes) == [], 900)
    due_at = Chore.objects.get(name="tidy_search").due_at
    assert (before, timezone.localtime(due_at).hour) == ([(1,)], 3)


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-11-22 23:30", "2026-11-23 02:00"),
        ("2026-11-22 01:59", "2026-11-22 02:00"),
        ("2026-11-22 02:00", "2026-11-23 02:00"),
        ("2026-06-21 12:00", "2026-06-22 01:00"),
        ("2026-10-24 12:00", "2026-10-25 02:00"),
        ("2026-03-28 12:00", "2026-03-29 01:00"),
    ],
)
def test_the_next_night_is_at_three_in_france(now: str, night: str) -> None:
    asked = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert nightly.next_night(asked) == datetime.fromisoformat(night).replace(tzinfo=UTC)


@pytest.mark.django_db
def test_a_night_without_dovecot_is_caught_up_within_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away() -> None:
        raise EngineAway("dovecot")

    monkeypatch.setitem(nightly.CHORES, "tidy_search", away)
    monkeypatch.setattr(nightly.connection, "close", lambda: None)
    nightly.plan()
    nightly.do("tidy_search")
    wait = Chore.objects.get(name="tidy_search").due_at - timezone.now()
    assert timedelta(minutes=59) < wait <= timedelta(hours=1)

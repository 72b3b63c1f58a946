"""Hidden messages are erased later, whatever one mailbox answers."""

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from preau.engines.errors import EngineAway, Missing
from preau.identity.actions.opening import open_functional_box
from preau.mail.actions import erasing
from preau.mail.models import Erasure

pytestmark = pytest.mark.django_db


class Stores:
    """Mailboxes by login, some of which do not answer."""

    def __init__(self, away: dict[str, Exception]) -> None:
        self.away, self.erased = away, list[str]()

    def open(self, login: str) -> Any:
        if login in self.away:
            raise self.away[login]
        self.erased.append(login)
        return nullcontext(self)

    def select(self, *_folder: object, **_state: object) -> None:
        pass

    def expunge_marked(self, _uids: list[int]) -> None:
        pass


@pytest.mark.parametrize("error", [EngineAway("dovecot"), Missing("No such mailbox.")])
def test_one_mailbox_that_is_away_keeps_no_other_waiting(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    now = timezone.now()
    for age, name in enumerate(("new", "old")):
        box = open_functional_box(
            academy="poitiers", address=f"{name}@ac-poitiers.fr", name=name, quota_bytes=1
        )
        due = now - timedelta(minutes=age)
        Erasure.objects.create(mailbox=box, folder="INBOX", uidvalidity=1, uids="1:3", due_at=due)
    stores = Stores({"old@ac-poitiers.fr": error})
    monkeypatch.setattr(erasing, "mailstore", lambda: stores)
    done = [erasing.erase_due(), erasing.erase_due()]
    assert (done, stores.erased) == ([0, 3], ["new@ac-poitiers.fr"])
    assert Erasure.objects.get().due_at > now

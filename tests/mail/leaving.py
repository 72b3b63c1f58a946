"""Stand-ins for the engines a letter meets as it leaves, and workers that die on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from preau.engines.dovecot.types import State
from preau.engines.errors import EngineAway
from preau.mail.actions import sending
from preau.mail.models import Draft


class Killed(BaseException):
    """The machine stops here."""


class Drawer:
    """A mailbox that only remembers which copies it holds."""

    def __init__(self) -> None:
        self.copies: set[int] = set()
        self.last = 0
        self.away = False
        self.error: Exception | None = None
        self.meanwhile: Any = None

    @contextmanager
    def open(self, _login: str) -> Iterator["Drawer"]:
        if self.away:
            raise EngineAway("dovecot")
        yield self

    def append(self, *_message: object, **_flags: object) -> tuple[int, int]:
        if self.error is not None:
            raise self.error
        self.last += 1
        self.copies.add(self.last)
        if self.meanwhile is not None:
            self.meanwhile()
        return 9, self.last

    def select(self, name: str, **_state: object) -> State:
        return State(name, 9, self.last + 1, len(self.copies))

    def uids_matching(self, criteria: list[bytes]) -> list[int]:
        """Of searches, only that for one number is answered."""
        return [uid for uid in self.copies if criteria[0] == b"UID %d" % uid]

    def expunge(self, uids: list[int]) -> None:
        self.copies -= set(uids)


class Line:
    """Postfix, as it answers this time; `reached` are the recipients of each submission."""

    def __init__(self) -> None:
        self.reached: list[list[str]] = []
        self.error: BaseException | None = None

    @property
    def sent(self) -> int:
        return len(self.reached)

    def submit(self, _login: str, _sender: str, recipients: list[str], _message: bytes) -> None:
        self.reached.append(recipients)
        if self.error is not None:
            raise self.error


def states() -> list[str]:
    return list(Draft.objects.order_by("pk").values_list("state", flat=True))


def later(moment: datetime) -> datetime:
    """After a claim has lapsed."""
    return moment + sending.CLAIM_LASTS + timedelta(seconds=1)


@contextmanager
def dying_at(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> Iterator[None]:
    """Inside, who comes to this step dies."""

    def die(*_words: object, **_more: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(module, name, die)
        with pytest.raises(Killed):
            yield


def killed_at(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, due: datetime) -> None:
    """The worker dies when it comes to this step, and another takes over once its claim lapsed."""
    with dying_at(monkeypatch, module, name):
        sending.send_due(due)
    sending.give_up_claims(later(due))

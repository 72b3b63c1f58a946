"""Stand-ins for the engines a letter meets as it leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from preau.engines.dovecot.types import State
from preau.engines.errors import EngineAway


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

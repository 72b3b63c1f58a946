"""Where an académie lets people's filters send mail on to, as Dovecot and Postfix are told it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Bounds:
    """Of an académie's mailboxes: to `domains` only, none for nowhere; from the day `since` on.

    `own`: the domains of these mailboxes. An académie without bounds lets mail go anywhere.
    """

    academy: str
    own: tuple[str, ...]
    domains: tuple[str, ...] = ()
    since: date | None = None

    @property
    def is_closed(self) -> bool:
        return not self.domains


def condition(bounds: Iterable[Bounds], column: str = "academy") -> str:
    """In SQL, for SQLite and PostgreSQL: whether a mailbox's académie is among these, today."""
    return " OR ".join(_one(each, column) for each in bounds) or "1 = 0"


def _one(bounds: Bounds, column: str) -> str:
    academy = bounds.academy.replace("'", "''")
    asked = f"{column} = '{academy}'"
    return asked if bounds.since is None else f"({asked} AND CURRENT_DATE >= '{bounds.since}')"

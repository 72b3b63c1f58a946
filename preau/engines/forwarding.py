"""Where an académie lets people's filters send mail on to, as Postfix and Rspamd are told it."""

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


def condition(bounds: Iterable[Bounds]) -> str:
    """In SQL, for SQLite and PostgreSQL: whether a mailbox's académie is among these, today."""
    return " OR ".join(map(_one, bounds)) or "1 = 0"


def _one(bounds: Bounds) -> str:
    academy = bounds.academy.replace("'", "''")
    asked = f"academy = '{academy}'"
    return asked if bounds.since is None else f"({asked} AND CURRENT_DATE >= '{bounds.since}')"

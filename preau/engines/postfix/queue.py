"""How many messages wait in Postfix, counted where they lie."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Waiting:
    """`deferred` were tried and wait for another time; `held` wait for a person."""

    active: int
    deferred: int
    held: int

    @property
    def total(self) -> int:
        return self.active + self.deferred + self.held


def waiting(queue: Path) -> Waiting:
    """Counts of the queue in this folder (`PostfixShape.queue`); root alone may read it."""
    return Waiting(
        active=_count(queue / "active") + _count(queue / "incoming") + _count(queue / "maildrop"),
        deferred=_count(queue / "deferred"),
        held=_count(queue / "hold"),
    )


def _count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))

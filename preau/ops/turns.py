"""Who does what is due looks for it as often as somebody would notice, and no more: at rest the
worker is all that an installation does."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections

logger = logging.getLogger(__name__)

Task = Callable[[], object]


@dataclass
class Turn:
    """A task that looks each `every` seconds; one that says it found something looks again at the
    next round, where `goes_on`."""

    task: Task
    every: float
    goes_on: bool = True
    next_at: float = 0.0

    def take(self, now: float) -> None:
        """`now` is of a clock that only goes forward, in seconds."""
        if now < self.next_at:
            return
        found = attempt(self.task)
        self.next_at = now if found and self.goes_on else now + self.every


def attempt(task: Task) -> bool:
    """Whether something was found. One failing letter, or a database being restarted, must not stop
    the others."""
    try:
        return bool(task())
    except DatabaseError:
        logger.warning("The database does not answer; trying again.")
        close_old_connections()
    except Exception as error:  # noqa: BLE001 -- the loop outlives any one letter
        # The text of an unexpected error may hold what somebody wrote: its kind is enough.
        logger.error("%s failed: %s", getattr(task, "__name__", "?"), type(error).__name__)  # noqa: TRY400
    time.sleep(1)
    return False

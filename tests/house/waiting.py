"""Waiting for what happens by itself, with an end to patience."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
# Of a slow machine, two runs at once: who waits in vain waits long, nobody else. Shorter than
# Postfix waits to try again: a letter that was put off without a reason must not pass unseen.
PATIENCE = 55.0


def eventually(
    question: Callable[[], T],
    within: float = PATIENCE,
    *,
    pause: float = 0.05,
    told: Callable[[], str] = lambda: "",
) -> T:
    """The first answer that is true; `told` says how things stand when none came."""
    limit = time.monotonic() + within
    while not (answer := question()):
        if time.monotonic() > limit:
            raise AssertionError(f"it did not come within {within:g} s. {told()}".strip())
        time.sleep(pause)
    return answer

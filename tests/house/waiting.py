"""Waiting for what happens by itself, with an end to patience."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
# Of a slow machine, and of Postfix, which tries again within two minutes what Dovecot put off in a busy
# moment: who waits in vain waits long, nobody else.
PATIENCE = 150.0


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

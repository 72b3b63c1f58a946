"""Waiting for what happens by itself, with an end to patience."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def eventually(question: Callable[[], T], within: float = 20.0, pause: float = 0.05) -> T:
    """The first answer that is true."""
    limit = time.monotonic() + within
    while not (answer := question()):
        assert time.monotonic() < limit, f"it did not come within {within:g} s"
        time.sleep(pause)
    return answer

"""A way to wait for what must come true."""

import time
from collections.abc import Callable

import pytest


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], bool]:
    def wait(true: Callable[[], bool], within: float = 60.0) -> bool:
        limit = time.monotonic() + within
        while not true():
            if time.monotonic() > limit:
                return False
            time.sleep(0.02)
        return True

    return wait

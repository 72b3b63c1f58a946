"""A throw-away installation with short paths, and a way to wait for what must come true."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from preau.engines.places import Places


@pytest.fixture
def places() -> Iterator[Places]:
    root = Path(tempfile.mkdtemp(prefix="pre-", dir="/tmp"))
    yield Places(data=root / "data", run=root / "run")
    shutil.rmtree(root)


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], bool]:
    def wait(true: Callable[[], bool], within: float = 10.0) -> bool:
        limit = time.monotonic() + within
        while not true():
            if time.monotonic() > limit:
                return False
            time.sleep(0.02)
        return True

    return wait

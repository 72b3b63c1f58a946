"""Throw-away installations: short paths for sockets, folders that every account may cross."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from preau.engines.places import Places
from tests.engines.post_office import post_office, station

__all__ = ["post_office", "station"]


@pytest.fixture
def places() -> Iterator[Places]:
    yield from installation()


@pytest.fixture(scope="module")
def lasting_places() -> Iterator[Places]:
    """For engines that serve all the tests of a file."""
    yield from installation()


def installation() -> Iterator[Places]:
    root = Path(tempfile.mkdtemp(prefix="pre-", dir="/tmp"))
    root.chmod(0o755)
    yield Places(data=root / "data", run=root / "run")
    shutil.rmtree(root)

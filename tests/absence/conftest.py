from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.absence.sieve import Bench


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """Not under pytest's own folder, which is closed to the account that Pigeonhole runs as."""
    with TemporaryDirectory(prefix="preau-sieve-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield Bench(folder)

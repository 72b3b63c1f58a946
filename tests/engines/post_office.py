"""One private post office for all tests of the mail engines; each test makes its own people."""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.engines.station import Station, running, sqlite


@pytest.fixture(scope="session")
def post_office() -> Iterator[Station]:
    must_be_possible()
    with running(sqlite) as started:
        yield started


@pytest.fixture
def station(post_office: Station) -> Iterator[Station]:
    """The post office, with a test's own connections closed behind it."""
    yield post_office
    post_office.lines.pop_all().close()


def must_be_possible() -> None:
    if os.geteuid() != 0:
        pytest.skip("Postfix's master must be root, and so must these tests.")
    for program in ("dovecot", "postfix"):
        if shutil.which(program, path="/usr/sbin:/usr/bin") is None:
            pytest.skip(f"{program} is not installed.")

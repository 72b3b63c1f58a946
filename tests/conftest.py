"""Every test stands in a throw-away installation; engines start when a test first asks for them."""

import atexit
import os

import django
import pytest
from django.conf import settings

pytest.register_assert_rewrite("tests.house")
pytest_plugins = ["tests.house.fixtures", "tests.house.chromium"]

from tests.house import surroundings  # noqa: E402 -- its assertions are to be explained, too

if settings.configured:
    raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests choose where they stand.")
# Before any room is imported: their models want settings, and settings want to know where.
ROOT = surroundings.prepare()
OWNER = os.getpid()
django.setup()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Tests spread over several processes: each says for itself where it stands."""
    if session.config.getoption("numprocesses", None):
        surroundings.unsay()


@atexit.register
def forget() -> None:
    """The supervisor is a fork of this process, and must not take the folder away at its end."""
    if os.getpid() == OWNER:
        surroundings.forget(ROOT)

"""The fixtures of every folder: the running house, its people, and accounts of one's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Protocol

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from pytest_django.plugin import DjangoDbBlocker

from tests.house import installation as installing
from tests.house import world as worlds
from tests.house.cast import Cast, Person, assemble, engage
from tests.house.installation import House

# Before a test of another folder has Django put its database in memory.
REAL = deepcopy(connections.settings["default"])


class Engage(Protocol):
    def __call__(self, given: str = "Alix", **how: object) -> Person: ...


@contextmanager
def on_real_database(wrapper: BaseDatabaseWrapper, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Inside, `django.db.connection` is the installation's: no rollback, real rows."""
    before = connections["default"]
    connections["default"] = wrapper
    try:
        with blocker.unblock():
            yield
    finally:
        connections["default"] = before


@pytest.fixture(scope="session")
def real_database(django_db_blocker: DjangoDbBlocker) -> Iterator[BaseDatabaseWrapper]:
    wrapper = load_backend(REAL["ENGINE"]).DatabaseWrapper(REAL, "default")
    yield wrapper
    with django_db_blocker.unblock():
        wrapper.close()


@pytest.fixture(scope="session")
def running_house(
    real_database: BaseDatabaseWrapper, django_db_blocker: DjangoDbBlocker
) -> Iterator[House]:
    with worlds.listening(installing.outside_port()) as world:
        with on_real_database(real_database, django_db_blocker):
            made = installing.prepared()
        with installing.running(made, world) as house:
            yield house
            real_database.close()


@pytest.fixture
def house(
    running_house: House, real_database: BaseDatabaseWrapper, django_db_blocker: DjangoDbBlocker
) -> Iterator[House]:
    """Everything runs, and this test may read and write what it runs on."""
    with on_real_database(real_database, django_db_blocker):
        yield running_house


@pytest.fixture(scope="session")
def company(
    running_house: House, real_database: BaseDatabaseWrapper, django_db_blocker: DjangoDbBlocker
) -> Cast:
    with on_real_database(real_database, django_db_blocker):
        return assemble(running_house)


@pytest.fixture
def cast(house: House, company: Cast) -> Cast:
    """Claire, Karim, Odile, Nadia: for tests that change nothing of theirs."""
    return company


@pytest.fixture
def hire(house: House) -> Engage:
    """An account of this test's own: `hire("Claire", academy="paris")`."""

    def make(given: str = "Alix", **how: object) -> Person:
        return engage(house, given, **how)  # type: ignore[arg-type]

    return make

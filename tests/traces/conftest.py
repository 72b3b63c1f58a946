"""The messages with a known fate, once for each file: what one changes, another does not see."""

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django.plugin import DjangoDbBlocker

from tests.house.fixtures import on_real_database
from tests.house.installation import House
from tests.traces.scene import Scene, play


@pytest.fixture(scope="module")
def played(
    running_house: House, real_database: BaseDatabaseWrapper, django_db_blocker: DjangoDbBlocker
) -> Scene:
    with on_real_database(real_database, django_db_blocker):
        return play(running_house)


@pytest.fixture
def scene(house: House, played: Scene) -> Scene:
    return played

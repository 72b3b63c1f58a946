"""The person of these pages."""

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Gwenn")

"""Somebody who has not come in yet."""

import pytest

from tests.house.installation import House
from tests.identity.newcomers import Newcomer, newcomer


@pytest.fixture
def nina(house: House) -> Newcomer:
    return newcomer(house)

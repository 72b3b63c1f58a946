"""An application per test module, in Node; what it may do is each test's."""

from collections.abc import Iterator

import pytest

from tests.oidc.party import Party, running


@pytest.fixture(scope="module")
def party() -> Iterator[Party]:
    with running() as made:
        yield made

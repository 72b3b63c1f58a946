"""A text that promises a file is told from one that does not."""

import pytest

from preau.formats.promises import promises_file
from tests.formats.promises import PROMISES


@pytest.mark.parametrize(("text", "promise"), PROMISES)
def test_a_promise_of_a_file_is_understood(text: str, promise: bool) -> None:  # noqa: FBT001
    assert promises_file(text) is promise

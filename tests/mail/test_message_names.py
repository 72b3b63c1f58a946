"""A message in an address: `<uidvalidity>-<uid>`, and nothing else."""

import pytest

from preau.kit.errors import NotFound
from preau.mail.access import message


def test_a_message_is_two_numbers() -> None:
    assert message("1795311705-21") == (1795311705, 21)
    assert message("4294967295-4294967295") == (4294967295, 4294967295)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "7-",
        "-7",
        "a-7",
        "7-0",
        "²-5",
        "7-³",
        "1-" + "9" * 30,
        "٣-٣",
        "1-4294967296",
        "4294967296-1",
    ],
)
def test_anything_else_is_not_there(text: str) -> None:
    with pytest.raises(NotFound):
        message(text)

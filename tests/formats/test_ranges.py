"""Which octets a Range header asks for."""

import pytest

from preau.formats.ranges import Unsatisfiable, asked_range

CASES = [
    ("", None),
    ("bytes=0-", (0, 100)),
    ("bytes=10-19", (10, 20)),
    ("bytes=90-500", (90, 100)),
    ("bytes=-10", (90, 100)),
    ("bytes=-500", (0, 100)),
    ("bytes=0-1,5-6", None),
    ("bytes=20-10", None),
    ("bytes=-", None),
    ("lines=1-2", None),
    ("bytes=a-b", None),
]


@pytest.mark.parametrize(("header", "expected"), CASES)
def test_a_range_is_what_it_says_or_the_whole(
    header: str, expected: tuple[int, int] | None
) -> None:
    assert asked_range(header, 100) == expected


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0)]
)
def test_what_is_past_the_end_cannot_be_given(header: str, size: int) -> None:
    with pytest.raises(Unsatisfiable):
        asked_range(header, size)

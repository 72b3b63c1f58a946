"""A folder may be called 7 or 007: Dovecot writes both as bare atoms."""

import pytest

from preau.formats.imap.response import read_values


@pytest.mark.parametrize(
    ("text", "value"),
    [(b"0", 0), (b"7", 7), (b"4294967295", 4294967295), (b"007", b"007"), (b"00", b"00")],
)
def test_only_what_no_zero_begins_is_a_number(text: bytes, value: object) -> None:
    assert read_values(text) == [value]

"""Where a message ends after DATA, however its octets come in pieces."""

import pytest

from preau.formats.dots import End, has_bare_ends, unstuffed

MESSAGE = b"A: b\r\n\r\n..\r\nx.\r\n"
NEXT = b"MAIL FROM:<a@b.example>\r\n.\r\n"


@pytest.mark.parametrize("size", range(1, 12))
def test_not_an_octet_after_the_dot_belongs_to_the_message(size: int) -> None:
    whole, end, taken = MESSAGE + b".\r\n" + NEXT, End(), 0
    while not end.is_over:
        taken += end.take(whole[taken : taken + size])
    assert whole[:taken] == MESSAGE + b".\r\n"


def test_a_dot_alone_is_the_end_of_an_empty_message() -> None:
    end = End()
    assert (end.take(b".\r\nQUIT\r\n"), end.is_over) == (3, True)


@pytest.mark.parametrize(
    "octets", [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r\n.\r", b"x.\r\n"]
)
def test_less_than_a_dot_between_two_lines_ends_nothing(octets: bytes) -> None:
    end = End()
    assert (end.take(b"x" + octets + NEXT[:-5]), end.is_over) == (
        len(octets) + len(NEXT) - 4,
        False,
    )


@pytest.mark.parametrize(
    ("came", "meant"),
    [
        (b".\r\n", b""),
        (b"a\r\n.\r\n", b"a\r\n"),
        (b"..\r\n.\r\n", b".\r\n"),
        (b"a\r\n..b\r\n...\r\n.\r\n", b"a\r\n.b\r\n..\r\n"),
        (b"a.\r\nb..\r\n.\r\n", b"a.\r\nb..\r\n"),
    ],
)
def test_the_dots_that_a_program_adds_are_taken_away(came: bytes, meant: bytes) -> None:
    assert unstuffed(came) == meant


@pytest.mark.parametrize(
    ("octets", "bare"),
    [
        (b"", False), (b"a\r\nb\r\n", False), (b"a", False), (b"a\nb\r\n", True), (b"a\rb\r\n", True),
        (b"a\r", True), (b"\n", True), (b"\r\r\n", True), (b"a\0b\r\n", True),
    ],
)  # fmt: skip
def test_lines_that_end_otherwise_are_noticed(octets: bytes, *, bare: bool) -> None:
    assert has_bare_ends(octets) is bare

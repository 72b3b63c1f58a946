"""THREAD's answers (RFC 5256), laid flat."""

import pytest

from preau.formats.imap.threads import read_threads


@pytest.mark.parametrize(
    ("answer", "threads"),
    [
        (b"", []),
        (b"(2)", [[2]]),
        (b"(2)(3 6 (4 23)(44 7 96))", [[2], [3, 4, 6, 7, 23, 44, 96]]),
        (b"((3)(5))", [[3, 5]]),
        (b"(9 (8 (7)(6)))(1)", [[6, 7, 8, 9], [1]]),
        (b"(" * 3000 + b"1" + b")" * 3000, [[1]]),
        (b")(4)", [[4]]),
    ],
)
def test_each_conversation_is_its_messages(answer: bytes, threads: list[list[int]]) -> None:
    assert read_threads(answer) == threads

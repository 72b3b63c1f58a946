"""The order kept when messages leave is the order one would ask for again."""

import pytest

from preau.mail.order import Threads, arrange, only, without

NEWEST_FIRST = [9, 8, 7, 6, 5, 4, 3, 2, 1]
THREADS = [[1, 4, 9], [2], [3, 8], [5, 6], [7]]


def test_conversations_stand_by_their_newest_message() -> None:
    made = arrange(THREADS, NEWEST_FIRST)
    assert made.uids == [(9, 4, 1), (8, 3), (7,), (6, 5), (2,)]
    assert (made.of(3), made.of(77)) == ((8, 3), (77,))


@pytest.mark.parametrize("gone", [[2], [9], [1, 4], [9, 4, 1], [8, 6], [9, 8, 7, 6], NEWEST_FIRST])
def test_what_leaves_leaves_the_others_in_their_order(gone: list[int]) -> None:
    left = [uid for uid in NEWEST_FIRST if uid not in gone]
    asked_again = [[uid for uid in thread if uid not in gone] for thread in THREADS]
    expected = arrange([thread for thread in asked_again if thread], left)
    known = arrange(THREADS, NEWEST_FIRST)
    assert only(known, left) == without(known, gone, left) == expected


def test_nothing_is_an_order_too() -> None:
    assert arrange([], []) == Threads([], {})

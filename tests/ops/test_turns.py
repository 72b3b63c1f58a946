"""At rest the worker asks seldom; what it finds it goes on with at once."""

import pytest
from django.db import DatabaseError

from preau.ops import turns
from preau.ops.management.commands import work
from preau.ops.turns import Turn


class Queue:
    """A task that finds what waits, one at a time, and notes when it looked."""

    def __init__(self, waiting: int = 0) -> None:
        self.waiting = waiting
        self.looked = 0

    def __call__(self) -> int:
        self.looked += 1
        found = min(self.waiting, 1)
        self.waiting -= found
        return found


def rounds(turn: Turn, seconds: float) -> None:
    for number in range(int(seconds / work.PAUSE)):
        turn.take(number * work.PAUSE)


def test_what_finds_nothing_looks_once_in_its_time() -> None:
    queue = Queue()
    rounds(Turn(queue, 5), seconds=20)
    assert queue.looked == 4


def test_what_finds_something_goes_on_at_the_next_round_until_nothing_is_left() -> None:
    queue = Queue(waiting=3)
    rounds(Turn(queue, 5), seconds=5)
    assert (queue.waiting, queue.looked) == (0, 4)


def test_what_is_done_rarely_is_not_done_again_because_it_was_useful() -> None:
    queue = Queue(waiting=100)
    rounds(Turn(queue, 60, goes_on=False), seconds=120)
    assert queue.looked == 2


@pytest.mark.parametrize("error", [DatabaseError("gone"), ValueError("Objet : secret")])
def test_a_task_that_fails_waits_its_turn_and_tells_nothing_it_read(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(turns.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(turns, "close_old_connections", lambda: None)
    looked: list[int] = []

    def task() -> int:
        looked.append(1)
        raise error

    rounds(Turn(task, 1), seconds=3)
    assert (len(looked), len(caplog.records)) == (3, 3)
    assert "secret" not in caplog.text


def test_each_task_has_one_turn() -> None:
    every = [turn.task for turn in work.turns()]
    assert len(every) == len(set(every))
    assert sum(1 / (turn.every or work.PAUSE) for turn in work.turns()) < 25


def test_letters_leave_within_a_round() -> None:
    (turn,) = (turn for turn in work.turns() if turn.task is work.send_due)
    assert turn.every == 0

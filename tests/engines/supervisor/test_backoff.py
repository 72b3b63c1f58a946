"""How long to wait before starting again."""

from preau.engines.supervisor.backoff import Backoff


def test_the_pause_doubles_to_half_a_minute() -> None:
    pause = Backoff()
    assert [pause.pause_after(0.0) for _ in range(9)] == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_a_calm_minute_forgives() -> None:
    pause = Backoff()
    assert [pause.pause_after(lived) for lived in (0.0, 59.0, 60.0, 0.0)] == [0.5, 1, 0.5, 1]


def test_a_hundred_deaths_do_not_overflow() -> None:
    pause = Backoff(deaths=5000)
    assert pause.pause_after(0.0) == 30

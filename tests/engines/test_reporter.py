"""A log is told once, line by line, whoever restarts and whenever it is emptied."""

from pathlib import Path

import pytest

from preau.engines.reporter import Log, Place
from preau.engines.supervisor.logs import rotate
from preau.formats.maillog import Fact


def read(line: str) -> Fact | None:
    if line == "broken":
        raise ValueError(line)
    return {"said": line} if line.startswith("fact") else None


class Told:
    """Who is told: keeps the place and the facts, as the web does."""

    def __init__(self) -> None:
        self.place: Place = ("", 0)
        self.said: list[object] = []

    def hears(self, folder: Path) -> list[object]:
        """What a reporter that has just begun tells."""
        log, before = Log(folder / "x.log", read), len(self.said)
        log.place = self.place
        while (found := log.report()) is not None:
            log.place = self.place = found[0]
            self.said += [fact["said"] for fact in found[1]]
        return self.said[before:]


@pytest.fixture
def told() -> Told:
    return Told()


def append(folder: Path, text: str) -> None:
    with (folder / "x.log").open("a") as log:
        log.write(text)


def test_each_line_is_told_once(tmp_path: Path, told: Told) -> None:
    assert told.hears(tmp_path) == []
    append(tmp_path, "fact 1\nnothing\nfact 2\n")
    assert told.hears(tmp_path) == ["fact 1", "fact 2"]
    assert told.hears(tmp_path) == []
    append(tmp_path, "fact 3\n")
    assert told.hears(tmp_path) == ["fact 3"]


def test_half_a_line_waits_for_its_end(tmp_path: Path, told: Told) -> None:
    append(tmp_path, "fact 1\nfact")
    assert told.hears(tmp_path) == ["fact 1"]
    append(tmp_path, " 2\n")
    assert told.hears(tmp_path) == ["fact 2"]


def test_a_line_that_cannot_be_read_stops_nothing(tmp_path: Path, told: Told) -> None:
    append(tmp_path, "broken\nfact 1\n")
    assert told.hears(tmp_path) == ["fact 1"]


def test_what_was_not_read_yet_is_found_in_the_copies(tmp_path: Path, told: Told) -> None:
    """Emptied twice while nobody read; a copy that ends in half a line is left there."""
    append(tmp_path, "fact 1\n")
    assert told.hears(tmp_path) == ["fact 1"]
    append(tmp_path, "fact 2\n")
    assert rotate(tmp_path, "x", limit=1)
    append(tmp_path, "fact 3\nfact cut")
    assert rotate(tmp_path, "x", limit=1)
    append(tmp_path, "fact 4\n")
    assert told.hears(tmp_path) == ["fact 2", "fact 3", "fact 4"]


def test_a_log_emptied_between_two_looks_begins_again(tmp_path: Path, told: Told) -> None:
    append(tmp_path, "fact 1\nfact 2\n")
    told.hears(tmp_path)
    assert rotate(tmp_path, "x", limit=1)
    assert told.hears(tmp_path) == []
    append(tmp_path, "fact 3\n")
    assert told.hears(tmp_path) == ["fact 3"]


def test_a_long_log_is_told_in_reports_that_the_web_takes(tmp_path: Path, told: Told) -> None:
    every = [f"fact {number} {'x' * 1000}" for number in range(100)]
    append(tmp_path, "".join(f"{one}\n" for one in every))
    log = Log(tmp_path / "x.log", read)
    log.place = ("", 0)
    first = log.report()
    assert first is not None
    assert 30 < len(first[1]) < 45
    assert told.hears(tmp_path) == every

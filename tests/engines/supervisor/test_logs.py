"""Logs stay small and their last words can be read."""

from pathlib import Path

from preau.engines.supervisor import logs


def write(folder: Path, text: str) -> None:
    with logs.open_log(folder, "redis") as log:
        log.write(text.encode())


def test_a_log_is_appended_to(tmp_path: Path) -> None:
    write(tmp_path, "one\n")
    write(tmp_path, "two\n")
    assert (tmp_path / "redis.log").read_text() == "one\ntwo\n"


def test_a_log_is_not_for_other_people_to_read(tmp_path: Path) -> None:
    write(tmp_path, "one\n")
    assert (tmp_path / "redis.log").stat().st_mode & 0o007 == 0


def test_a_full_log_is_copied_and_emptied_under_its_writer(tmp_path: Path) -> None:
    with logs.open_log(tmp_path, "redis") as log:
        log.write(b"before\n")
        assert logs.rotate(tmp_path, "redis", limit=3)
        log.write(b"after\n")
    assert (tmp_path / "redis.log.1").read_text() == "before\n"
    assert (tmp_path / "redis.log").read_text() == "after\n"


def test_a_small_log_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "one\n")
    assert not logs.rotate(tmp_path, "redis", limit=100)


def test_three_copies_are_kept(tmp_path: Path) -> None:
    for number in range(5):
        write(tmp_path, f"{number}\n")
        logs.rotate(tmp_path, "redis", limit=0)
    found = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert found == {
        "redis.log": "",
        "redis.log.1": "4\n",
        "redis.log.2": "3\n",
        "redis.log.3": "2\n",
    }


def test_the_last_line_is_the_last_with_words(tmp_path: Path) -> None:
    write(tmp_path, "first\nlast words\n\n")
    assert logs.last_line(tmp_path, "redis") == "last words"


def test_a_missing_log_has_no_last_line(tmp_path: Path) -> None:
    assert logs.last_line(tmp_path, "redis") == ""

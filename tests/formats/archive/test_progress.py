"""An import can be stopped anywhere and taken up again."""

import pytest

from preau.formats.archive import Progress, WrongRecord


def test_what_was_done_is_remembered(tmp_path):
    with Progress(tmp_path / "a" / "import.json", "Parents → jdupont") as progress:
        progress.done("é#0")
        progress.refuse("b", "b is empty.")
    with Progress(tmp_path / "a" / "import.json", "Parents → jdupont") as progress:
        assert "é#0" in progress
        assert "b" not in progress
        assert progress.refused == {"b": "b is empty."}
        assert len(progress) == 1


def test_what_was_refused_then_done_is_done(tmp_path):
    with Progress(tmp_path / "r", "s") as progress:
        progress.refuse("a", "over quota")
        progress.done("a")
        assert progress.refused == {}
    with Progress(tmp_path / "r", "s") as progress:
        assert (progress.refused, "a" in progress) == ({}, True)


def test_a_stop_at_any_octet_loses_at_most_one_message(tmp_path):
    whole = tmp_path / "whole"
    with Progress(whole, "s") as progress:
        for number in range(4):
            progress.done(f"key {number}")
    content = whole.read_bytes()
    for cut in range(len(content)):
        path = tmp_path / f"cut{cut}"
        path.write_bytes(content[:cut])
        with Progress(path, "s") as progress:
            kept = len(progress)
            progress.done("after")
        with Progress(path, "s") as progress:
            assert len(progress) == kept + 1
            assert "after" in progress


def test_the_record_of_another_import_is_refused(tmp_path):
    with Progress(tmp_path / "r", "one"):
        pass
    with pytest.raises(WrongRecord), Progress(tmp_path / "r", "two"):
        pass

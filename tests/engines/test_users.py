"""Accounts of the machine."""

import os
from pathlib import Path

import pytest

from preau.engines.users import first_closed, package_user


def test_an_account_that_does_not_exist_is_not_used() -> None:
    assert package_user("no-such-account") is None


def test_without_root_we_stay_who_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert package_user("nobody") is None


def test_the_folder_that_bars_the_way_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    closed = tmp_path / "closed"
    inside = closed / "inside"
    inside.mkdir(parents=True)
    closed.chmod(0o700)
    assert first_closed(inside, "nobody") in {closed, *tmp_path.parents}


def test_an_open_way_is_open() -> None:
    assert first_closed(Path("/tmp"), "nobody") is None

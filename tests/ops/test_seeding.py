"""The demo is made once, also when its first start was cut short."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from preau.engines.places import Places
from preau.ops import keys, seed
from preau.ops.demo.cast import cast


class Cut(Exception):
    """The power went."""


@pytest.fixture
def made(tmp_path: Path) -> SimpleNamespace:
    (tmp_path / "secrets").mkdir()
    return SimpleNamespace(places=Places(data=tmp_path, run=tmp_path / "run"))


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done, in order: accounts opened by académie, boxes filled by address."""
    done: list[str] = []

    def opened(academy: Any, members: Any) -> list[dict[str, Any]]:
        done.append(academy.slug)
        people = [one for one in members if not one.is_functional]
        return [{"login": one.login, "address": one.address} for one in people]

    monkeypatch.setattr(seed, "open_accounts", opened)
    monkeypatch.setattr(seed, "fill", lambda _academy, member, _now: done.append(member.address))
    monkeypatch.setattr(seed, "deliver", lambda *_: None)
    return done


def say(_sentence: str) -> None:
    pass


def test_everybody_is_filled_once(made: Any, log: list[str]) -> None:
    seed.seed(made, say)
    first = list(log)
    seed.seed(made, say)
    assert (len(first), log) == (len(set(first)), first)


@pytest.mark.parametrize("place", [0, 2, -1])
def test_a_start_cut_short_goes_on_where_it_was(
    made: Any, log: list[str], monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    third = cast("amiens")[place].address
    filling = seed.fill

    def cut(academy: Any, member: Any, now: Any) -> None:
        if member.address == third:
            raise Cut
        filling(academy, member, now)

    monkeypatch.setattr(seed, "fill", cut)
    with pytest.raises(Cut):
        seed.seed(made, say)
    monkeypatch.setattr(seed, "fill", filling)
    seed.seed(made, say)
    assert log.count("amiens") == 1
    assert len(log) == len(set(log))
    assert third in log


def test_an_installation_of_before_is_not_filled_again(made: Any, log: list[str]) -> None:
    seed.seed(made, say)
    (made.places.data / "secrets" / "demo-filled.json").unlink()
    log.clear()
    seed.seed(made, say)
    assert log == []


def test_what_is_kept_is_closed_to_others(made: Any, log: list[str]) -> None:
    seed.seed(made, say)
    modes = {path.stat().st_mode & 0o777 for path in (made.places.data / "secrets").iterdir()}
    assert modes == {0o600}
    assert len(keys.demo_accounts(made.places)) > 0

"""People's scripts, read and written by the web as their master."""

from collections.abc import Iterator
from itertools import count

import pytest

from preau.engines.dovecot.mailstore import Door
from preau.engines.dovecot.scripts import Name, Scripts, Shelf
from preau.engines.errors import CommandRefused, EngineAway, Missing
from tests.engines.station import Station

pytestmark = pytest.mark.engines
_numbers = count(1)
NASTY = 'tri "du\r\nLOGOUT\\'


def door(station: Station) -> Scripts:
    secret = station.dovecot.master_secret
    return Scripts(Door(port=station.ports.scripts, secret=secret))


@pytest.fixture
def shelf(station: Station) -> Iterator[Shelf]:
    with door(station).open(station.person(f"zelie{next(_numbers)}")) as lent:
        yield lent


def test_a_script_is_kept_to_the_letter(shelf: Shelf) -> None:
    text = '# é "quoted" {5}\r\nkeep;\n\n'
    shelf.put("tri", text)
    assert shelf.text("tri") == text
    assert shelf.names() == [Name("tri", is_active=False)]


def test_one_is_active_or_none(shelf: Shelf) -> None:
    shelf.put("a", "keep;")
    shelf.put("b", "discard;")
    shelf.activate("b")
    assert sorted(shelf.names(), key=lambda one: one.name) == [
        Name("a", is_active=False),
        Name("b", is_active=True),
    ]
    with pytest.raises(CommandRefused):
        shelf.delete("b")
    shelf.activate("")
    assert not any(one.is_active for one in shelf.names())


def test_what_does_not_compile_is_refused_with_its_line(shelf: Shelf) -> None:
    shelf.put("tri", "keep;")
    with pytest.raises(CommandRefused, match="line 2"):
        shelf.put("tri", "keep;\nfileinto;\n")
    with pytest.raises(CommandRefused, match="line 1"):
        shelf.check('fileinto "x";')
    shelf.check("keep;")
    assert shelf.text("tri") == "keep;"


def test_a_name_is_never_a_command(shelf: Shelf) -> None:
    with pytest.raises(CommandRefused):
        shelf.put(NASTY, "keep;")
    assert shelf.names() == []


def test_what_is_not_there_is_missing(station: Station, shelf: Shelf) -> None:
    for ask in (shelf.text, shelf.activate, shelf.delete):
        with pytest.raises(Missing):
            ask("rien")
    with pytest.raises(Missing), door(station).open("nobody@ac-nord.example"):
        pass


def test_nobody_comes_in_by_a_wrong_secret_or_a_closed_door(station: Station) -> None:
    wrong = Scripts(Door(port=station.ports.scripts, secret="guessed"))
    with pytest.raises(Missing), wrong.open(station.person("zoe")):
        pass
    closed = Scripts(Door(port=1, secret=""))
    with pytest.raises(EngineAway), closed.open("zoe@ac-nord.example"):
        pass

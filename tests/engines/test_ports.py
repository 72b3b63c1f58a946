"""Ports: taken ones are named, and what is chosen stays chosen."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from preau.engines import ports as subject
from preau.engines.errors import WrongConfiguration
from preau.engines.places import Places, Ports
from preau.engines.ports import Taken, choose, holder, is_free


def asked(**ports: int) -> Ports:
    everything = {name: 24050 + at for at, name in enumerate(Ports.names())}
    return Ports(**{**everything, **ports})


@pytest.fixture
def squatter() -> Iterator[socket.socket]:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind(("127.0.0.1", 24080))
        line.listen()
        yield line


def test_free_ports_are_taken_as_asked(places: Places) -> None:
    assert choose(asked(), places) == (asked(), [])


def test_a_taken_port_is_named_with_its_holder(places: Places, squatter: socket.socket) -> None:
    me = f"{Path('/proc/self/comm').read_text().strip()} (process {os.getpid()})"
    found, taken = choose(asked(imaps=24080), places)
    assert found == asked(imaps=24081)
    assert taken == [Taken("imaps", 24080, 24081, me)]
    assert taken[0].sentence == (f"Port 24080 (imaps) is taken by {me}; 24081 is used instead.")


def test_a_port_asked_for_by_another_is_not_chosen(places: Places, squatter: socket.socket) -> None:
    found, _ = choose(asked(imaps=24080, smtp=24081), places)
    assert (found.imaps, found.smtp) == (24082, 24081)


def test_a_choice_is_kept_when_the_port_is_free_again(
    places: Places, squatter: socket.socket
) -> None:
    first, _ = choose(asked(imaps=24080), places)
    squatter.close()
    assert choose(asked(imaps=24080), places) == (first, [])


def test_a_choice_is_forgotten_when_another_port_is_asked_for(
    places: Places, squatter: socket.socket
) -> None:
    choose(asked(imaps=24080), places)
    found, _ = choose(asked(imaps=21090), places)
    assert found == asked(imaps=21090)


def test_a_choice_is_kept_where_a_later_version_asks_for_that_very_port(
    places: Places, squatter: socket.socket
) -> None:
    choose(asked(smtp=24080), places)
    found, taken = choose(asked(smtp=24080, imaps=24081), places)
    assert (found.smtp, found.imaps) == (24081, 24082)
    assert taken == [Taken("imaps", 24081, 24082, "smtp")]
    assert choose(asked(smtp=24080, imaps=24081), places) == (found, [])


def test_a_broken_memory_is_no_memory(places: Places) -> None:
    places.data.mkdir(parents=True)
    (places.data / "ports.json").write_text("{")
    assert choose(asked(), places) == (asked(), [])


def test_nobody_holds_a_free_port() -> None:
    assert holder(21099) is None


def test_a_holder_on_all_addresses_is_seen_too() -> None:
    with socket.socket(socket.AF_INET6) as line:
        line.bind(("::", 24085))
        line.listen()
        assert not is_free(24085)
        assert holder(24085) is not None


def test_a_forbidden_port_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Forbidden(socket.socket):
        def bind(self, _address: object) -> None:
            raise PermissionError

    monkeypatch.setattr(subject.socket, "socket", Forbidden)
    with pytest.raises(WrongConfiguration) as refusal:
        is_free(25)
    assert str(refusal.value) == "Only root may listen on port 25."

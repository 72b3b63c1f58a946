"""What Dovecot's words become, and when a kept connection may be used again; no Dovecot needed."""

import os
import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from preau.engines.dovecot.connection import Connection, refusal
from preau.engines.errors import CommandRefused, Conflict, EngineAway, Missing, OverQuota


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (b"Mailbox doesn't exist: Vieux (0.001 + 0.000 secs).", Missing),
        (b"[NONEXISTENT] Mailbox doesn't exist: Vieux", Missing),
        (b"[TRYCREATE] Mailbox doesn't exist: Vieux", Missing),
        (b"[ALREADYEXISTS] Mailbox already exists", Conflict),
        (b"[OVERQUOTA] Quota exceeded", OverQuota),
        (b"[UNAVAILABLE] Timeout", EngineAway),
        (b"[CANNOT] Invalid mailbox name", CommandRefused),
        (b"Can't rename mailbox under its own child", CommandRefused),
    ],
)
def test_a_refusal_is_sorted_by_whose_fault_it_is(text: bytes, kind: type[Exception]) -> None:
    assert type(refusal(text)) is kind


def test_a_connection_says_whether_dovecot_said_good_bye() -> None:
    with connected() as (connection, server):
        before = connection.is_alive()
        server.sendall(b"* BYE Idle for too long.\r\n")
        assert (before, connection.is_alive()) == (True, False)


@pytest.mark.parametrize(("said", "is_alive"), [(b"OK Done.", True), (b"NO Not now.", False)])
def test_what_is_said_of_leaving_a_folder_is_read_before_the_next_use(
    said: bytes, *, is_alive: bool
) -> None:
    with connected() as (connection, server):
        connection.selected = b'"INBOX"'
        connection.rest()
        asked = server.recv(100)
        server.sendall(b"p1 " + said + b"\r\n")
        assert (asked, connection.is_alive()) == (b"p1 UNSELECT\r\n", is_alive)


def test_the_answer_to_a_command_is_not_taken_for_the_one_to_leaving() -> None:
    with connected() as (connection, server):
        connection.selected = b'"INBOX"'
        connection.rest()
        server.sendall(b"p1 OK Left.\r\n* SEARCH 7\r\np2 OK Found.\r\n")
        assert connection.command(b"UID SEARCH ALL").untagged == [b"SEARCH 7"]


def test_a_connection_that_is_shown_out_at_the_door_is_closed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, pytest.raises(EngineAway) as refused:
        Greeted(door, b"* BYE Too many lines.\r\n")
    line = refused.traceback[-1].frame.f_locals["self"]
    with line.server as server:
        server.settimeout(60.0)
        assert (line._socket.fileno(), server.recv(1)) == (-1, b"")


def test_a_thousand_open_pages_do_not_close_the_mailboxes() -> None:
    """select() knows no descriptor past 1023."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2048:
        pytest.skip("this machine lets a process hold too few files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2048), hard))
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        with connected() as (connection, _server):
            assert connection.is_alive()
    finally:
        for one in held:
            os.close(one)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextmanager
def connected() -> Iterator[tuple[Connection, socket.socket]]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        connection = Greeted(door)
        try:
            yield connection, connection.server
        finally:
            connection.close()
            connection.server.close()


class Greeted(Connection):
    """The greeting waits in the backlog's socket before the connection reads it."""

    def __init__(self, door: socket.socket, greeting: bytes = b"* OK ready\r\n") -> None:
        self.door, self.greeting = door, greeting
        super().__init__("127.0.0.1", door.getsockname()[1], timeout=60.0)

    def _response(self) -> bytes:
        if not hasattr(self, "server"):
            self.server = self.door.accept()[0]
            self.server.sendall(self.greeting)
        return super()._response()

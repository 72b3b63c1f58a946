"""A line that breaks: what may be sent again, and what must not; a stand-in says the words."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from preau.engines.errors import EngineAway, MailRefused, Unanswered
from preau.engines.postfix.render import TEMPLATES
from preau.engines.postfix.submit import Relay

HELLO = ["220 ready", "250-here\r\n250 AUTH PLAIN", "235 in", "250 sender", "250 recipient"]
MESSAGE = b"Subject: x\n\n.dot\nend\n"


class Server:
    """Says its words one by one, then hangs up; keeps what it was told."""

    def __init__(self, words: list[str]) -> None:
        self.words, self.heard = words, b""
        self.door = socket.create_server(("127.0.0.1", 0))

    def serve(self) -> None:
        line, _ = self.door.accept()
        with line:
            for word in self.words:
                line.sendall(f"{word}\r\n".encode())
                end = b"\r\n.\r\n" if word.startswith("354") else b"\r\n"
                told = b""
                while not told.endswith(end):
                    came = line.recv(65536)
                    if not came:
                        return
                    told += came
                self.heard = told if word.startswith("354") else self.heard


@contextmanager
def saying(*more: str) -> Iterator[tuple[Relay, Server]]:
    server = Server([*HELLO, *more])
    thread = threading.Thread(target=server.serve)
    thread.start()
    with server.door:
        yield Relay(server.door.getsockname()[1], "secret", patience=60.0), server
        thread.join()


def give(relay: Relay) -> None:
    relay.submit("a@x.example", "a@x.example", ["b@x.example"], MESSAGE)


def test_an_accepted_message_is_sent_however_the_good_bye_goes() -> None:
    with saying("354 go", "250 queued") as (relay, server):
        give(relay)
    assert server.heard == b"Subject: x\r\n\r\n..dot\r\nend\r\n.\r\n"


def test_a_line_cut_after_the_whole_message_says_that_nobody_knows() -> None:
    with saying("354 go") as (relay, _server), pytest.raises(Unanswered):
        give(relay)


@pytest.mark.parametrize("more", [(), ("354 go", "451 later"), ("452 later",), ("421 bye",)])
def test_what_was_not_taken_is_worth_another_try(more: tuple[str, ...]) -> None:
    with saying(*more) as (relay, _server), pytest.raises(EngineAway):
        give(relay)


def test_a_refusal_of_the_text_is_final() -> None:
    with saying("354 go", "550 5.7.1 virus") as (relay, _server), pytest.raises(MailRefused):
        give(relay)


def test_the_web_waits_longer_than_postfix_waits_for_the_filters() -> None:
    """Else a letter that is accepted late would be said not to have left, and sent again."""
    said = dict(
        line.split(" = ")
        for line in (TEMPLATES / "main.cf").read_text().splitlines()
        if " = " in line
    )
    names = ("milter_connect_timeout", "milter_command_timeout", "milter_content_timeout")
    waits = sum(int(said[name].removesuffix("s")) for name in names)
    assert (waits < Relay(1, "").patience, said["milter_default_action"]) == (True, "tempfail")

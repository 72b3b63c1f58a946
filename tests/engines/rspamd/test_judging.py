"""What Rspamd's verdict on a message asked about over HTTP means for who brought it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from preau.engines.errors import EngineAway, MailRefused
from preau.engines.rspamd.judging import Brought, judge
from tests.engines.station import some_ports

BROUGHT = Brought("a@b.example", "192.0.2.7", "a@b.example", ["c@d.example", "e@f.example"])


@contextmanager
def answering(said: bytes) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Its port, and the headers it was asked with."""
    heard: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            heard.extend(self.headers.items())
            self.send_response(200)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_port, heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("action", ["no action", "add header", "greylist", "rewrite subject"])
def test_all_but_a_refusal_lets_it_in(action: str) -> None:
    with answering(json.dumps({"action": action}).encode()) as (port, heard):
        judge(port, "secret", b"Subject: x\r\n\r\n", BROUGHT)
    assert [pair for pair in heard if pair[0] in ("User", "IP", "From", "Rcpt", "Password")] == [
        ("Password", "secret"), ("User", "a@b.example"), ("IP", "192.0.2.7"),
        ("From", "a@b.example"), ("Rcpt", "c@d.example"), ("Rcpt", "e@f.example"),
    ]  # fmt: skip


def test_a_refusal_says_its_own_words() -> None:
    said = {"action": "reject", "messages": {"smtp_message": "Virus found"}}
    with (
        answering(json.dumps(said).encode()) as (port, _heard),
        pytest.raises(MailRefused, match="Virus found"),
    ):
        judge(port, "secret", b"x", BROUGHT)


@pytest.mark.parametrize(
    "said", [b'{"action": "soft reject"}', b'{"error": "busy"}', b"[]", b"{}", b"<html>"]
)
def test_what_is_no_verdict_means_later(said: bytes) -> None:
    with answering(said) as (port, _heard), pytest.raises(EngineAway):
        judge(port, "secret", b"x", BROUGHT)


def test_nobody_there_means_later() -> None:
    with pytest.raises(EngineAway):
        judge(some_ports().rspamd_controller, "secret", b"x", BROUGHT)

"""A stranger's server, asked for an image: where it may stand, and how long it may take."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable

import pytest
import urllib3

from preau.kit.errors import NotFound
from preau.mail import outside

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
Feed = Callable[[socket.socket], None]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fec0::1", False),
    ],
)
def test_only_public_addresses_are_asked(address: str, *, public: bool) -> None:
    assert outside._is_public(ipaddress.ip_address(address)) is public


def asked(monkeypatch: pytest.MonkeyPatch, feed: Feed) -> tuple[str, bytes]:
    door = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = door.accept()
        with line, door:
            line.recv(65536)
            try:
                feed(line)
            except OSError:
                return

    thread = threading.Thread(target=serve)
    thread.start()
    pool = urllib3.HTTPConnectionPool("127.0.0.1", door.getsockname()[1])
    how = {"timeout": outside.TIMEOUT, "retries": False, "preload_content": False}
    monkeypatch.setattr(outside, "_get", lambda _address: pool.request("GET", "/", **how))
    try:
        return outside.fetch_image("http://x.example/")
    finally:
        pool.close()
        thread.join()


@pytest.mark.parametrize(
    "words",
    [
        HEAD + b"Content-Length: 4\r\n\r\nabcd",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n",
    ],
)
def test_an_image_comes_whole(monkeypatch: pytest.MonkeyPatch, words: bytes) -> None:
    assert asked(monkeypatch, lambda line: line.sendall(words)) == ("image/png", b"abcd")


def drip(line: socket.socket) -> None:
    line.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
    for _ in range(1000):
        line.sendall(b"x")
        time.sleep(0.05)


def endless(line: socket.socket) -> None:
    line.sendall(HEAD + b"\r\n")
    while True:
        line.sendall(b"x" * 65536)


def cut(line: socket.socket) -> None:
    line.sendall(HEAD + b"Content-Length: 10\r\n\r\nabcd")


@pytest.mark.parametrize("feed", [drip, endless, cut])
def test_what_comes_too_slowly_too_long_or_in_part_is_nothing(
    monkeypatch: pytest.MonkeyPatch, feed: Feed
) -> None:
    monkeypatch.setattr(outside, "LONGEST", 0.3)
    with pytest.raises(NotFound):
        asked(monkeypatch, feed)


@pytest.mark.filterwarnings("ignore:No directory at")
def test_slow_images_hold_no_thread_of_the_pages() -> None:
    from preau.web.door import Door

    door = Door()
    image, page = "/mail/a/inbox/m/1-2/part/outside", "/mail/a/inbox/"
    assert door.threads_of(image) is not door.threads_of(page)

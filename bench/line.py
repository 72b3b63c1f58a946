"""One kept-alive HTTP/1.1 connection: little enough that the client is not what is measured."""

import gzip
import re
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import brotli

_STATUS = re.compile(rb"HTTP/1\.1 (\d+)")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_PACKED = re.compile(rb"\r\ncontent-encoding: *(\w+)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]*)", re.IGNORECASE)

SILENT_SECONDS = 15.0
UNPACK: dict[bytes, Callable[[bytes], bytes]] = {
    b"gzip": gzip.decompress,
    b"br": brotli.decompress,
}


class WrongAnswer(Exception):
    """What came is not what was asked for: the run stops."""


@dataclass
class Answer:
    status: int
    head: bytes
    body: bytes

    @property
    def octets(self) -> int:
        return len(self.head) + len(self.body)

    @property
    def text(self) -> str:
        """Unpacked when it is read, which is not part of the time measured."""
        packed = _PACKED.search(self.head)
        plain = UNPACK[packed.group(1).lower()](self.body) if packed else self.body
        return plain.decode()

    @property
    def location(self) -> str:
        found = _LOCATION.search(self.head)
        if found is None:
            raise WrongAnswer(f"No redirect but {self.status}: {self.text[:300]}")
        return found.group(1).decode()


@dataclass
class Line:
    """Cookies are kept as a browser keeps them. `host` is the name asked for, port included.

    `source` is the address it comes from, one of loopback's: tries are counted by network.
    """

    host: str
    cookies: dict[bytes, bytes] = field(default_factory=dict)
    source: str = "127.0.0.1"
    requests: int = 0
    octets: int = 0

    def __post_init__(self) -> None:
        self._socket = self._connected()
        self._waiting = bytearray()
        self._used_at = time.monotonic()

    def get(self, path: str, *heads: str) -> Answer:
        return self.ask("GET", path, b"", *heads)

    def post(self, path: str, body: bytes, *heads: str) -> Answer:
        return self.ask("POST", path, body, f"Content-Length: {len(body)}", *heads)

    def ask(self, method: str, path: str, body: bytes, *heads: str) -> Answer:
        said = "\r\n".join(
            (
                f"{method} {path} HTTP/1.1",
                f"Host: {self.host}",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64) bench",
                "Accept: text/html,*/*",
                "Accept-Language: fr-FR,fr;q=0.9",
                "Accept-Encoding: gzip, deflate, br, zstd",
                *heads,
                "Cookie: ",
            )
        ).encode()
        self._wake()
        kept = b"; ".join(b"%b=%b" % pair for pair in self.cookies.items())
        self._socket.sendall(b"%b%b\r\n\r\n%b" % (said, kept, body))
        answer = self._answer()
        for name, value in _COOKIE.findall(answer.head):
            self.cookies[name] = value
        self.requests += 1
        self.octets += answer.octets
        return answer

    def close(self) -> None:
        self._socket.close()

    def _wake(self) -> None:
        """The server closes a line that is silent for half a minute: a browser opens another."""
        now = time.monotonic()
        if now - self._used_at > SILENT_SECONDS:
            self._socket.close()
            self._socket = self._connected()
        self._used_at = now

    def _connected(self) -> socket.socket:
        port = int(self.host.rpartition(":")[2])
        made = socket.create_connection(
            ("127.0.0.1", port), timeout=60, source_address=(self.source, 0)
        )
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def _answer(self) -> Answer:
        head = self._until(b"\r\n\r\n")
        status = _STATUS.match(head)
        if status is None:
            raise WrongAnswer(f"Not HTTP: {head[:100]!r}")
        length = _LENGTH.search(head)
        body = b""
        if length is not None:
            body = self._exactly(int(length.group(1)))
        elif _CHUNKED.search(head):
            body = self._chunks()
        return Answer(int(status.group(1)), head, body)

    def _chunks(self) -> bytes:
        body = bytearray()
        while size := int(self._until(b"\r\n"), 16):
            body += self._exactly(size + 2)[:-2]
        self._exactly(2)
        return bytes(body)

    def _until(self, mark: bytes) -> bytes:
        while (at := self._waiting.find(mark)) < 0:
            self._more()
        return self._taken(at + len(mark))

    def _exactly(self, size: int) -> bytes:
        while len(self._waiting) < size:
            self._more()
        return self._taken(size)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        return taken

    def _more(self) -> None:
        got = self._socket.recv(262144)
        if not got:
            raise WrongAnswer("The server closed the line.")
        self._waiting += got

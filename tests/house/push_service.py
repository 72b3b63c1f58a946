"""A push service on this machine, and a browser whose messages it takes."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from preau.formats.push import point, to_text
from tests.house.waiting import eventually

SCRIPT = Path(__file__).parent / "receiver.mjs"


@dataclass(frozen=True)
class Taken:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushService:
    """`answers`: what a path answers instead of 201, and where it leads when it redirects."""

    origin: str
    taken: list[Taken] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)

    def at(self, path: str) -> list[Taken]:
        return [one for one in self.taken if one.path == path]

    def waits_for(self, path: str, count: int = 1) -> list[Taken]:
        return eventually(lambda: found if len(found := self.at(path)) >= count else [])


@dataclass
class FakeBrowser:
    """What a browser gives when it is chosen, and the one that can read what it is sent."""

    origin: str
    path: str = field(default_factory=lambda: f"/wake/{os.urandom(6).hex()}")

    def __post_init__(self) -> None:
        self._mine = generate_private_key(SECP256R1())
        self._auth = os.urandom(16)

    @property
    def endpoint(self) -> str:
        return self.origin + self.path

    @property
    def key(self) -> bytes:
        return point(self._mine.public_key())

    @property
    def secret(self) -> bytes:
        return self._auth

    @property
    def given(self) -> dict[str, str]:
        """The fields of the form."""
        keys = {"key": to_text(self.key), "secret": to_text(self.secret)}
        return {"endpoint": self.endpoint, **keys}

    def reads(self, body: bytes) -> str:
        number = self._mine.private_numbers().private_value.to_bytes(32)
        said = {"secret": to_text(number), "auth": to_text(self._auth), "body": to_text(body)}
        run = subprocess.run(
            ["node", str(SCRIPT)], input=json.dumps(said).encode(), capture_output=True, check=True
        )
        return run.stdout.decode()

    def words(self, taken: Taken) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.reads(taken.body))
        return found


@contextmanager
def taking(port: int = 0) -> Iterator[PushService]:
    class Line(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.taken.append(Taken(self.path, dict(self.headers), body))
            self.send_response(service.answers.get(self.path, 201))
            self.send_header("Location", f"{service.origin}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing: an address here is a secret."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Line)
    service = PushService(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

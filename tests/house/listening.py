"""An open page's event stream, and what it is told."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.house.visitor import Visitor
from tests.house.waiting import eventually


@dataclass
class Ear:
    """An open page's event stream; `heard` has (kind, data, when)."""

    heard: list[tuple[str, dict[str, object], float]] = field(default_factory=list)
    is_open: bool = False

    def kinds(self, kind: str) -> list[dict[str, object]]:
        return [data for said, data, _ in self.heard if said == kind]


@contextmanager
def listening(visitor: Visitor) -> Iterator[Ear]:
    ear = Ear()
    line = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=60)
    cookie = f"preau_session={visitor.cookies['preau_session']}"
    line.request("GET", "/events", headers={"Host": visitor.host, "Cookie": cookie})
    stream = line.getresponse()
    assert (stream.status, stream.headers["content-type"]) == (
        200,
        "text/event-stream; charset=utf-8",
    )

    def listen() -> None:
        kind = ""
        try:
            for raw in stream:
                words = raw.decode().rstrip("\n")
                ear.is_open = True
                if words.startswith("event: "):
                    kind = words.removeprefix("event: ")
                elif words.startswith("data: "):
                    ear.heard.append(
                        (kind, json.loads(words.removeprefix("data: ")), time.monotonic())
                    )
        except (OSError, ValueError, AttributeError):
            return  # the page was closed

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        eventually(lambda: ear.is_open)
        yield ear
    finally:
        line.sock.shutdown(2) if line.sock else stream.close()
        thread.join(2)
        stream.close()
        line.close()

"""A tiny server on this machine that shows messages the way the product does, and notes who asks.

Three ways to show one:
- "product": cleaned, in the sandboxed frame, with the frame's policy;
- "consent": the same, the reader having asked for outside images, which come from our own proxy;
- "cleaned": cleaned, but with neither sandbox nor policy, so that the cleaning alone must hold.
And "raw": as it came, bare, to prove that the attacks are alive and the watchers awake.

A frame shows a dozen cleaned messages one after the other, which is much quicker than a frame each.
That none can swallow its neighbour is what `test_cleaned_vectors` holds, with another parser.
"""

import threading
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from preau.formats.html.clean import clean
from preau.formats.html.frame import FRAME_HEADERS, SANDBOX, frame_csp, frame_document

WAYS = ("product", "consent", "cleaned", "raw")
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'"
)
_DOT = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
_TOGETHER = 12
_STYLE = "iframe{width:230px;height:90px;border:0}body{margin:0}"


@dataclass
class Stage:
    """Messages by number; which were shown, which images asked of the proxy, and what else was asked."""

    messages: Sequence[str]
    port: int = 0
    strays: list[str] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    proxied: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page_urls(self, way: str) -> list[str]:
        """The pages that show every message once."""
        pages = _groups(range(len(self.messages)), 30 if way == "raw" else 360)
        return [f"{self.origin}/page/{way}/{page.start}/{page.stop}" for page in pages]

    def answer(self, path: str) -> tuple[dict[str, str], bytes] | None:
        match path.partition("?")[0].strip("/").split("/"):
            case ["page", way, first, last]:
                return self._page(way, range(int(first), int(last)))
            case ["frame", way, first, last]:
                return self._frame(way, range(int(first), int(last)))
            case ["style.css"]:
                return {"Content-Type": "text/css"}, _STYLE.encode()
            case ["part", _] | ["favicon.ico"]:
                return {"Content-Type": "image/gif"}, _DOT
            case ["proxy"]:
                self.proxied.append(path)
                return {"Content-Type": "image/gif"}, _DOT
        return None

    def _page(self, way: str, numbers: range) -> tuple[dict[str, str], bytes]:
        sandbox = f' sandbox="{SANDBOX}"' if way in ("product", "consent") else ""
        frames = [
            f'<iframe{sandbox} src="/frame/{way}/{group.start}/{group.stop}"></iframe>'
            for group in _groups(numbers, 1 if way == "raw" else _TOGETHER)
        ]
        policy = {"Content-Security-Policy": _PAGE_POLICY} if sandbox else {}
        page = f'<!DOCTYPE html><title>x</title><link rel="stylesheet" href="/style.css">{"".join(frames)}'
        return {"Content-Type": "text/html; charset=utf-8", **policy}, page.encode()

    def _frame(self, way: str, numbers: range) -> tuple[dict[str, str], bytes]:
        self.shown += numbers
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if way == "raw":
            return headers, self.messages[numbers.start].encode("utf-8", "replace")
        shown = "".join(self._cleaned(way, number) for number in numbers)
        if way != "cleaned":
            policy = frame_csp(f"{self.origin}/part/", f"{self.origin}/proxy")
            headers |= {"Content-Security-Policy": policy, **FRAME_HEADERS}
        return headers, frame_document(shown, ground="light", lang="fr").encode()

    def _cleaned(self, way: str, number: int) -> str:
        proxy = partial(_proxied, number) if way == "consent" else None
        return clean(self.messages[number], cid=_part, remote=proxy).html


def _groups(numbers: range, size: int) -> list[range]:
    return [range(first, min(first + size, numbers.stop)) for first in numbers[::size]]


def _part(content_id: str) -> str | None:
    return f"/part/{escape(content_id)}" if content_id == "known" else None


def _proxied(number: int, address: str) -> str:
    """As the product does: an address that names the image without telling where it comes from."""
    return f"/proxy?message={number}&image={sha256(address.encode()).hexdigest()}"


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, stage: Stage, *args: object) -> None:
        self._stage = stage
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        own = self.headers["Host"] == f"127.0.0.1:{self._stage.port}"
        answer = self._stage.answer(self.path) if own else None
        if answer is None:
            self._stage.strays.append(
                f"{self.headers['Host']}{self.path} from {self.headers['Referer']}"
            )
        headers, body = answer or ({}, b"")
        self.send_response(200 if answer else 404)
        for name, value in {
            **headers,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: messages are private even here."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves half-way is no news."""


@contextmanager
def running(messages: Sequence[str]) -> Iterator[Stage]:
    stage = Stage(messages)
    server = _Server(("127.0.0.1", 0), partial(_Door, stage))
    stage.port = server.server_port
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True)
    thread.start()
    try:
        yield stage
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

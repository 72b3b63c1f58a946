"""The web's front door (ASGI): event streams stay in the loop, pages go to threads.

A request's body is received whole before a thread is taken (web/bodies.py), so that a slow line
holds nothing but its own connection. Pages are Django's, over WSGI.
"""

import asyncio
import gc
import io
import os
import resource
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "preau.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import parse_cookie

# Models can be imported only once this has run.
PAGES = get_wsgi_application()

from preau.web import deliveries, sign_ins  # noqa: E402
from preau.web.bodies import (  # noqa: E402
    LONGEST_BODY,
    BodyTooLong,
    ClientLeft,
    NotSignedIn,
    Turn,
    is_plain_form,
    receive_body,
    receive_head,
    refuse,
)
from preau.web.entrance import Crowded, Entrance, hashes  # noqa: E402
from preau.web.events import EventStreams  # noqa: E402
from preau.web.kit.crowd import CROWD  # noqa: E402
from preau.web.kit.cut_forms import CUT  # noqa: E402
from preau.web.kit.environ import environ_of  # noqa: E402
from preau.web.kit.sessions import refusal_of  # noqa: E402

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

THREADS = 12
# Outside images wait for strangers' servers: a message full of slow ones must not stop the pages.
OUTSIDE_THREADS = 4
OUTSIDE_PATH = "/part/outside"
# Each reads one piece of a large file at a time, for however many lines.
FILE_THREADS = 2
# What is longer than this is never whole in memory.
LONG = 2 * 1024 * 1024
IN_MEMORY = 1024 * 1024
BODILESS = (204, 304)


def allow_many_files() -> None:
    """Each open page holds a connection: a thousand of them is the usual limit's end."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Door:
    def __init__(self, entrance: Entrance | None = None) -> None:
        allow_many_files()
        self._pages = PAGES
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")
        self._outside = ThreadPoolExecutor(OUTSIDE_THREADS, thread_name_prefix="outside")
        self._entrance = entrance or Entrance(settings.ENTRANCE_PATIENCE)
        self._files = ThreadPoolExecutor(FILE_THREADS, thread_name_prefix="file")
        self._streams = EventStreams()
        self._carriers: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] != "http":
            return
        elif self._streams.wants(scope):
            await self._streams(scope, receive, send, threads=self._threads)
        elif sign_ins.wants(scope):
            await sign_ins.hear(scope, receive, send, threads=self._threads)
        elif deliveries.wants(scope):
            await deliveries.hear(scope, receive, send, threads=self._threads)
        else:
            await self._page(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self._streams.start()
                settle_memory()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self._streams.stop()
                for threads in (self._threads, self._outside, self._files):
                    threads.shutdown(wait=False, cancel_futures=True)
                self._entrance.shutdown()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body, Turn(self._carriers) as turn:
            answer = Answer()
            try:
                await receive_body(scope, receive, body, refusal=lambda: self._refusal(scope, turn))
                content = await self._filled(answer, scope, receive, body)
            except ClientLeft:
                return
            except BodyTooLong:
                await self._cut(scope, receive, send, body, turn)
                return
            except NotSignedIn as error:
                await refuse(receive, send, error.status, error.headers)
                return
            if answer.is_long:
                await self._stream(answer, receive, send)
                return
        await answer.send(send, content)

    async def _filled(
        self, answer: "Answer", scope: Scope, receive: Receive, body: IO[bytes]
    ) -> bytes:
        """Raises ClientLeft."""
        environ = environ_of(scope, body)
        if hashes(scope["path"], scope["method"]):
            try:
                return await self._entrance.take(receive, answer.fill, self._pages, environ)
            except Crowded as crowd:
                environ[CROWD] = crowd.seconds
        loop = asyncio.get_running_loop()
        threads = self.threads_of(scope["path"])
        return await loop.run_in_executor(threads, answer.fill, self._pages, environ)

    def threads_of(self, path: str) -> ThreadPoolExecutor:
        """Of what hashes no password."""
        return self._outside if path.endswith(OUTSIDE_PATH) else self._threads

    async def _cut(
        self, scope: Scope, receive: Receive, send: Send, body: IO[bytes], turn: Turn
    ) -> None:
        """A page may keep what a form says first, and tells the rest; that goes by."""
        refused = await self._refusal(scope, turn)
        if refused is not None:
            await refuse(receive, send, *refused)
            return
        try:
            if is_plain_form(scope):
                await receive_head(receive, body, scope)
        except ClientLeft:
            return
        answer, loop = Answer(), asyncio.get_running_loop()
        length = str(body.seek(0, 2))
        body.seek(0)
        environ = environ_of(scope, body) | {"CONTENT_LENGTH": length, CUT: LONGEST_BODY}
        content = await loop.run_in_executor(self._threads, answer.fill, self._pages, environ)
        await refuse(receive, send, answer.status, answer.headers, content, is_known=True)

    async def _stream(self, answer: "Answer", receive: Receive, send: Send) -> None:
        """Piece by piece, as fast as the line takes them: a thread is held while one is read."""
        loop = asyncio.get_running_loop()
        left = asyncio.ensure_future(receive())
        try:
            await answer.begin(send)
            while not left.done() and (
                piece := await loop.run_in_executor(self._files, answer.next_piece)
            ):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            left.cancel()
            await loop.run_in_executor(self._files, answer.close)

    async def _refusal(self, scope: Scope, turn: Turn) -> Any:
        """Of a long body: who is not signed in, and who sends many of them already."""
        environ = environ_of(scope, io.BytesIO())
        loop = asyncio.get_running_loop()
        refused = await loop.run_in_executor(self._threads, refusal_of, environ)
        cookies = parse_cookie(str(environ.get("HTTP_COOKIE", "")))
        return refused or turn.taken_by(cookies.get(settings.SESSION_COOKIE_NAME, ""))


def settle_memory() -> None:
    """What is loaded now stays for good: walking it again and again would hold pages up for a
    tenth of a second, now and then."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


class Answer:
    """What a WSGI application said: status and headers kept, the body read in its thread, or, where
    it streams something long, piece by piece."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self._chunks: Iterable[bytes] = ()
        self._pieces: Iterator[bytes] = iter(())
        self.is_long = False

    def start(
        self, status: str, headers: list[tuple[str, str]], _problem: object = None
    ) -> Callable[[bytes], object]:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers]
        return lambda _data: None

    def fill(self, application: Any, environ: dict[str, Any]) -> bytes:
        self._chunks = application(environ, self.start)
        self.is_long = self._streams_much(environ["REQUEST_METHOD"])
        if self.is_long:
            self._pieces = iter(self._chunks)
            return b""
        try:
            return b"".join(self._chunks)
        finally:
            self.close()

    def _streams_much(self, method: str) -> bool:
        length = dict(self.headers).get(b"content-length", b"%d" % (LONG + 1))
        is_stream = getattr(self._chunks, "streaming", False)
        return is_stream and method != "HEAD" and int(length) > LONG

    def next_piece(self) -> bytes:
        """b"" at the end."""
        return next((piece for piece in self._pieces if piece), b"")

    def close(self) -> None:
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()

    async def begin(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})

    async def send(self, send: Send, content: bytes) -> None:
        """Its length is known, so it goes in one piece."""
        names = {name for name, _value in self.headers}
        if b"content-length" not in names and self.status not in BODILESS:
            self.headers.append((b"content-length", str(len(content)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": content})


application = Door()

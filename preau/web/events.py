"""What happens in a mailbox or to a session, told to its open pages at once (server-sent events).

Dovecot posts each event to `/-/engine-events` (names only, never content); it goes through Redis
so that every web process hears it; each open page of a person hears of the boxes they may open.
Without Redis the streams stay open, and every half minute tell their pages to look by themselves.
A stream ends after ten minutes and the browser opens another: who was signed out meanwhile, or let
out of a box, hears nothing more.
"""

import asyncio
import contextlib
import io
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import Executor
from typing import Any

import redis.asyncio as redis
from django.conf import settings

from preau.engines.redis.shape import RedisShape
from preau.web import fullness, renamings, waiting
from preau.web.engine_posts import Receive, Send, answer, is_from_engine, received
from preau.web.kit.environ import environ_of
from preau.web.listeners import places_of_session

logger = logging.getLogger(__name__)

STREAM_PATH = "/events"
ENGINE_PATH = "/-/engine-events"
CHANNEL = "preau:events"
# A comment now and then keeps proxies from closing a silent stream.
HEARTBEAT_SECONDS = 25.0
LONGEST_SECONDS = 600.0
MOST_WAITING = 50
LOOK = "event: mailbox\ndata: {}\n\n"
# The last one of a session that was ended, by its owner or by signing out.
ENDED = "event: ended\ndata: {}\n\n"
RECONNECT_SECONDS = 2.0

Queue = asyncio.Queue[str]


class EventStreams:
    def __init__(self) -> None:
        self._queues: dict[str, set[Queue]] = defaultdict(set)
        self._redis: redis.Redis | None = None
        self._listening: asyncio.Task[None] | None = None
        self.is_deaf = False

    def wants(self, scope: dict[str, Any]) -> bool:
        return scope["path"] in (STREAM_PATH, ENGINE_PATH)

    async def start(self) -> None:
        shape = RedisShape(settings.PLACES)
        self._redis = redis.Redis(
            unix_socket_path=str(shape.socket), password=shape.password, decode_responses=True
        )
        self._listening = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
        if self._redis is not None:
            with contextlib.suppress(Exception):
                await self._redis.aclose()

    async def __call__(
        self, scope: dict[str, Any], receive: Receive, send: Send, *, threads: Executor
    ) -> None:
        if scope["path"] == ENGINE_PATH:
            await self._hear(scope, receive, send, threads)
            return
        loop = asyncio.get_running_loop()

        environ = environ_of(scope, io.BytesIO())
        places = await loop.run_in_executor(threads, places_of_session, environ)
        if places is None:
            await answer(send, 401)
            return
        await self._tell(places, receive, send)

    async def _tell(self, places: Sequence[str], receive: Receive, send: Send) -> None:
        queue: Queue = asyncio.Queue(MOST_WAITING)
        for place in places:
            self._queues[place].add(queue)
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        telling = asyncio.create_task(self._pour(queue, send))
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                while (await receive())["type"] != "http.disconnect":
                    pass
        except TimeoutError:
            telling.cancel()
            await send({"type": "http.response.body", "body": b""})
        finally:
            telling.cancel()
            for place in places:
                self._queues[place].discard(queue)
                if not self._queues[place]:
                    del self._queues[place]

    async def _hear(
        self, scope: dict[str, Any], receive: Receive, send: Send, threads: Executor
    ) -> None:
        """Events from Dovecot: {"user": login, "events": [{"event": kind, "mailbox": name}]}, with
        `crossed` when the box went over or under one of its levels."""
        body = await received(receive)
        if not is_from_engine(scope):
            await answer(send, 403)
            return
        await answer(send, 204)
        with contextlib.suppress(ValueError, KeyError, TypeError, redis.RedisError, OSError):
            told = json.loads(body)
            works = (module.work_of(told) for module in (fullness, renamings, waiting))
            for work in filter(None, works):
                threads.submit(work)
            for folder in dict.fromkeys(event["mailbox"] for event in told["events"]):
                await publish(self._redis, told["user"], "mailbox", {"folder": folder})

    async def _listen(self) -> None:
        while True:
            try:
                async for event in _published(self._redis):
                    self._hear_again()
                    if event is not None:
                        self._spread(event)
            except (redis.RedisError, OSError):
                self.is_deaf = True
                await asyncio.sleep(RECONNECT_SECONDS)
            except (ValueError, KeyError, TypeError):
                logger.warning("An event could not be read.")

    def _hear_again(self) -> None:
        """What was told while Redis was away is lost: every page looks once."""
        if self.is_deaf:
            self.is_deaf = False
            for queue in {queue for queues in self._queues.values() for queue in queues}:
                _put(queue, LOOK)

    def _spread(self, event: dict[str, Any]) -> None:
        text = f"event: {event['kind']}\ndata: {json.dumps(event['data'])}\n\n"
        for queue in self._queues.get(event["box"], ()):
            _put(queue, text)

    async def _pour(self, queue: Queue, send: Send) -> None:
        await _chunk(send, ": open\n\n")
        while True:
            try:
                text = await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
            except TimeoutError:
                text = LOOK if self.is_deaf else ": still here\n\n"
            await _chunk(send, text)
            if text == ENDED:
                await send({"type": "http.response.body", "body": b""})
                return


def _put(queue: Queue, text: str) -> None:
    """A page that reads too slowly looks by itself later; that it has to close, it must hear."""
    while text == ENDED and queue.full():
        queue.get_nowait()
    with contextlib.suppress(asyncio.QueueFull):
        queue.put_nowait(text)


async def publish(
    server: "redis.Redis | None", box: str, kind: str, data: dict[str, object]
) -> None:
    if server is not None:
        event = {"box": box, "kind": kind, "data": {"box": box.partition("@")[0], **data}}
        await server.publish(CHANNEL, json.dumps(event))


async def _published(server: "redis.Redis | None") -> AsyncIterator[dict[str, Any] | None]:
    """None once Redis listens, then each event."""
    if server is None:
        return
    async with server.pubsub() as subscription:
        await subscription.subscribe(CHANNEL)
        async for message in subscription.listen():
            if message["type"] == "subscribe":
                yield None
            elif message["type"] == "message":
                yield json.loads(message["data"])


async def _chunk(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})

"""A stream's own life: it ends, it says when to look, a wrong event does not silence it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import redis.asyncio as redis

from preau.web import events
from preau.web.events import LOOK, EventStreams


async def listened(streams: EventStreams, most: int) -> list[bytes]:
    """What a page of one box is sent, its end as b"", until it has heard so much and leaves."""
    sent: list[bytes] = []
    enough = asyncio.Event()

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.body":
            sent.append(message["body"])
        if len(sent) == most:
            enough.set()

    async def receive() -> dict[str, Any]:
        await enough.wait()
        return {"type": "http.disconnect"}

    async with asyncio.timeout(60):
        await streams._tell(["box"], receive, send)
    return sent


def test_a_stream_ends_and_forgets_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LONGEST_SECONDS", 0.05)
    streams = EventStreams()
    assert asyncio.run(listened(streams, 3)) == [b": open\n\n", b""]
    assert dict(streams._queues) == {}


def test_without_redis_a_page_is_told_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.2)
    streams = EventStreams()
    streams.is_deaf = True
    assert asyncio.run(listened(streams, 2)) == [b": open\n\n", LOOK.encode()]


def test_a_wrong_event_and_a_redis_away_silence_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "RECONNECT_SECONDS", 0.01)
    good = {"box": "box", "kind": "mailbox", "data": {"folder": "INBOX"}}
    lives: list[list[Any]] = [[None, {"box": "box"}], [redis.ConnectionError()], [None, good]]

    async def published(_server: object) -> AsyncIterator[Any]:
        for event in lives.pop(0) if lives else []:
            if isinstance(event, Exception):
                raise event
            yield event
        await asyncio.sleep(0 if lives else 60)

    monkeypatch.setattr(events, "_published", published)

    async def story() -> list[bytes]:
        streams = EventStreams()
        listening = asyncio.create_task(streams._listen())
        heard = await listened(streams, 3)
        listening.cancel()
        return heard

    said = f"event: mailbox\ndata: {json.dumps(good['data'])}\n\n".encode()
    assert asyncio.run(story()) == [b": open\n\n", LOOK.encode(), said]

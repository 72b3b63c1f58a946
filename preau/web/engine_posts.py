"""What the engines post to the web on loopback: a token to show, a small JSON body."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
LONGEST = 65536


async def received(receive: Receive, longest: int = LONGEST) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body") or len(body) > longest:
            return body


def is_from_engine(scope: Scope) -> bool:
    given = dict(scope["headers"]).get(b"authorization", b"")
    expected = b"Bearer " + settings.PLACES.secret("engine-events").encode()
    return hmac.compare_digest(given, expected)


async def answer(send: Send, status: int, body: bytes = b"") -> None:
    headers = [(b"content-type", b"application/json")] if body else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

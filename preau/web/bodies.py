"""What a request brings, received before any thread is taken for it.

Who is not signed in sends no more than a form; past that the session is looked up, once, before
anything is kept on disk. What stops coming is not waited for.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import IO, Any, Self

from django.utils.http import parse_header_parameters

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Refusal = Callable[[], Awaitable[tuple[int, Headers] | None]]

# Sign-in needs a thousandth of it.
LONGEST_UNSIGNED = 64 * 1024
# The largest letter an académie allows is less; a longer body is refused as it arrives.
LONGEST_BODY = 64 * 1024 * 1024
# The words of a form come before its files: so much of one that is too long is looked at.
LONGEST_HEAD = 8 * 1024 * 1024
# Long bodies of one session at the same time, in one process; a letter sends its files by twos.
MOST_AT_ONCE = 6
# Of silence, in the middle of a body.
PATIENCE = 60.0
# What was refused may finish its sentence, so that its sender reads why.
LINGERS = 5.0
# Somebody signed in, whose browser reads no answer before it has said all.
LINGERS_LONG, LONGEST_SENTENCE = 120.0, 1024 * 1024 * 1024


class ClientLeft(Exception):
    """The line was cut, or fell silent, before the whole request came: nobody is to answer."""


class BodyTooLong(Exception):
    """It says, or shows, that it is longer than anything of ours."""


class NotSignedIn(Exception):
    """Too much from somebody unknown; `status` and `headers` lead to the entrance."""

    def __init__(self, status: int, headers: Headers) -> None:
        super().__init__(status)
        self.status, self.headers = status, headers


class Turn:
    """One request's place among the long bodies that its sender has on the line: each is on disk
    until it is whole, and one session does not fill it with them."""

    def __init__(self, carriers: "Counter[str]") -> None:
        self._carriers, self._mine = carriers, ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._mine:
            self._carriers[self._mine] -= 1
            self._carriers += Counter()

    def taken_by(self, sender: str) -> tuple[int, Headers] | None:
        """None once it has its place; 429 while the sender has as many as anybody may."""
        if self._mine:
            return None
        if self._carriers[sender] >= MOST_AT_ONCE:
            return 429, [(b"retry-after", b"5")]
        self._mine = sender
        self._carriers[sender] += 1
        return None


async def receive_body(
    scope: dict[str, Any], receive: Receive, body: IO[bytes], *, refusal: Refusal
) -> None:
    """Raises ClientLeft, BodyTooLong, NotSignedIn."""
    size, most, more = 0, LONGEST_UNSIGNED, True
    expected = said_length(scope)
    while more:
        if expected > most:
            most = await allowed(expected, refusal)
        chunk, more = await next_chunk(receive)
        size += len(chunk)
        expected = max(size, expected)
        if size > most:
            most = await allowed(size, refusal)
        body.write(chunk)
    body.seek(0)


async def allowed(size: int, refusal: Refusal) -> int:
    """How long a body may become that is too long for a stranger's."""
    if size > LONGEST_BODY:
        raise BodyTooLong
    refused = await refusal()
    if refused is not None:
        raise NotSignedIn(*refused)
    return LONGEST_BODY


async def next_chunk(receive: Receive) -> tuple[bytes, bool]:
    """Raises ClientLeft."""
    try:
        async with asyncio.timeout(PATIENCE):
            message = await receive()
    except TimeoutError as error:
        raise ClientLeft from error
    if message["type"] == "http.disconnect":
        raise ClientLeft
    return message.get("body", b""), bool(message.get("more_body", False))


def said_length(scope: dict[str, Any]) -> int:
    """Content-Length, or 0 where none is said."""
    said = dict(scope["headers"]).get(b"content-length", b"0")
    return int(said) if said.isdigit() and len(said) < 20 else 0


def is_plain_form(scope: dict[str, Any]) -> bool:
    """Sent by a browser itself: a script sends files apart from words."""
    said = dict(scope["headers"])
    return said.get(b"content-type", b"").startswith(b"multipart/form-data") and (
        b"hx-request" not in said
    )


async def receive_head(receive: Receive, body: IO[bytes], scope: dict[str, Any]) -> None:
    """What comes first of a form that is too long, beside what came of it; ended as forms are, so
    that what was cut is a file that is read as one. Raises ClientLeft."""
    more = True
    while more and body.seek(0, 2) < LONGEST_HEAD:
        chunk, more = await next_chunk(receive)
        body.write(chunk)
    body.seek(0, 2)
    body.write(b"\r\n--%s--\r\n" % _boundary(scope))
    body.seek(0)


def _boundary(scope: dict[str, Any]) -> bytes:
    said = dict(scope["headers"]).get(b"content-type", b"").decode("latin-1")
    return parse_header_parameters(said)[1].get("boundary", "").encode("latin-1")


async def discard(receive: Receive, *, lingers: float = LINGERS, most: int = LONGEST_BODY) -> None:
    """Read on for so many seconds and octets, and keep nothing."""
    size = 0
    with contextlib.suppress(TimeoutError, ClientLeft):
        async with asyncio.timeout(lingers):
            more = True
            while more and size < most:
                chunk, more = await next_chunk(receive)
                size += len(chunk)


async def refuse(
    receive: Receive,
    send: Send,
    status: int,
    headers: Headers,
    sentence: bytes = b"",
    *,
    is_known: bool = False,
) -> None:
    """Answered at once. What still comes is let go by for a moment, or for some minutes from
    somebody signed in: a line that is cut while it sends would take the answer along."""
    length = (b"content-length", str(len(sentence)).encode())
    every = [(name, value) for name, value in headers if name != b"content-length"]
    every += [length, (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": every})
    await send({"type": "http.response.body", "body": sentence, "more_body": True})
    if is_known:
        await discard(receive, lingers=LINGERS_LONG, most=LONGEST_SENTENCE)
    else:
        await discard(receive)
    await send({"type": "http.response.body", "body": b""})

"""Where passwords are hashed, and how many wait for it.

A hash is a tenth of a second of a core, and when a school year begins thousands come at once.
They wait for one another on threads of their own, which the machine serves after all others: who is
in already goes on reading. Who would wait longer than lines stay open is told so at once.
"""

import asyncio
import os
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from preau.web.bodies import ClientLeft, Receive

THREADS = 2
BEHIND = 5
"""By how much they are nicer than the threads of the pages (nice(2))."""
NEWEST = 0.1
"""What the last request weighs in how long one takes of late."""

_HASHES = re.compile(
    r"/sign-in(/new-password)?|/activate/password|/recover/link/[^/]+"
    r"|/settings/security/(password|confirm)|/files/l/[^/]+"
)


def hashes(path: str, method: str) -> bool:
    """Whether this request is to hash a password."""
    return method == "POST" and _HASHES.fullmatch(path) is not None


class Crowded(Exception):
    """One more would wait for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Entrance:
    """Of one process. `patience`: how many seconds one may wait for one's turn, 0 for any."""

    def __init__(self, patience: float = 0) -> None:
        self._threads = ThreadPoolExecutor(
            THREADS, thread_name_prefix="entrance", initializer=step_behind
        )
        self._patience = patience
        self._waiting = 0
        self._each = 0.0

    @property
    def wait(self) -> float:
        """Seconds until one more would have its turn, as it went of late."""
        return max(0, self._waiting + 1 - THREADS) * self._each / THREADS

    async def take(self, receive: Receive, work: Callable[..., bytes], *given: Any) -> bytes:
        """Waits for a thread, and for what `work` does on it. Raises ClientLeft, Crowded."""
        if 0 < self._patience < self.wait:
            raise Crowded(self.wait)
        self._waiting += 1
        try:
            return await self._turn(receive, work, *given)
        finally:
            self._waiting -= 1

    async def _turn(self, receive: Receive, work: Callable[..., bytes], *given: Any) -> bytes:
        """Who leaves before it costs nothing: many press the button again, and the first hash would
        be for nobody."""
        job = self._threads.submit(self._timed, work, *given)
        done = asyncio.wrap_future(job)
        left = asyncio.ensure_future(gone(receive))
        try:
            either: set[asyncio.Future[Any]] = {left, done}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not done.done() and job.cancel():
                raise ClientLeft
            return await done
        finally:
            left.cancel()

    def _timed(self, work: Callable[..., bytes], *given: Any) -> bytes:
        began = time.monotonic()
        try:
            return work(*given)
        finally:
            self._each += NEWEST * (time.monotonic() - began - self._each)

    def shutdown(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


async def gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def step_behind() -> None:
    """This thread alone (Linux), and those that a hash makes: they are as nice as their maker."""
    os.nice(BEHIND)

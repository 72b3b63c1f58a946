"""How the door speaks, and whom it asks what it cannot know."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from preau.engines.submission.holding import Held

LATER = "451 4.3.0 Not now, please try again"

May = Callable[[str, datetime], Awaitable[str]]
"""Whether who signed in under this name may have a message held until then: "" or the refusal."""

Keep = Callable[[Held, bytes], Awaitable[str]]
"""What became of a message, as an answer: 250 once it is kept for good. Raising means: later."""


@dataclass(frozen=True)
class Manner:
    """`most` is how long anything may be held, `most_octets` how large."""

    host: str
    postfix_port: int
    most: timedelta
    most_octets: int
    may: May
    keep: Keep
    # Of messages to hold that are looked at.
    at_once: asyncio.Semaphore
    # Of Postfix's processes, each of which serves one client.
    lines: asyncio.Semaphore

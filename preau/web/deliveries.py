"""What the engines' logs say of deliveries, told by engines/reporter.py (`/-/engine-deliveries`).

The answer is the place of the log that is kept, once the facts are: who tells goes on from there.
"""

import asyncio
import json
import logging
from concurrent.futures import Executor
from typing import Any

from django.db import DatabaseError

from preau.traces.actions.noting import note, place_of
from preau.web.engine_posts import Receive, Scope, Send, answer, is_from_engine, received

logger = logging.getLogger(__name__)

PATH = "/-/engine-deliveries"
LONGEST = 1024 * 1024


def wants(scope: Scope) -> bool:
    return bool(scope["path"] == PATH)


async def hear(scope: Scope, receive: Receive, send: Send, *, threads: Executor) -> None:
    body = await received(receive, LONGEST)
    if not is_from_engine(scope):
        await answer(send, 403)
        return
    said = read(body)
    if said is None:
        await answer(send, 400)
        return
    place = await asyncio.get_running_loop().run_in_executor(threads, kept, said)
    await (answer(send, 503) if place is None else answer(send, 200, json.dumps(place).encode()))


def read(body: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(body)
    except ValueError:
        return None
    return told if isinstance(told, dict) and isinstance(told.get("log"), str) else None


def kept(said: dict[str, Any]) -> tuple[str, int] | None:
    """None when nothing can be kept now: it will be told again."""
    try:
        if "facts" not in said:
            return place_of(said["log"])
        before, after = said["before"], said["after"]
        return note(said["log"], (before[0], before[1]), (after[0], after[1]), said["facts"])
    except DatabaseError as error:
        logger.warning("Deliveries could not be noted: %s", type(error).__name__)
        return None

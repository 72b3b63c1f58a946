"""How each sign-in of a mail program went, as Dovecot tells it (`/-/engine-sign-ins`), and what the
logs know of those that got no further (engines/ears.py).

Dovecot's policy protocol: it posts a report once all is decided and waits for nothing; the answer
is for form. The rest is done in a thread, after it.
"""

import json
import logging
from concurrent.futures import Executor

from django.db import DatabaseError

from preau.identity.actions import hearing, overhearing
from preau.web.engine_posts import Receive, Scope, Send, answer, is_from_engine, received

logger = logging.getLogger(__name__)

PATH = "/-/engine-sign-ins"
NOTED = b'{"status":0,"msg":""}'


def wants(scope: Scope) -> bool:
    return bool(scope["path"] == PATH)


async def hear(scope: Scope, receive: Receive, send: Send, *, threads: Executor) -> None:
    body = await received(receive)
    if not is_from_engine(scope):
        await answer(send, 403)
        return
    await answer(send, 200, NOTED)
    said = read(body)
    if said is not None:
        threads.submit(note, said)


def read(body: bytes) -> hearing.SignIn | overhearing.Overheard | None:
    try:
        told = json.loads(body)
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    return overhearing.read(told) if "kind" in told else hearing.read(told)


def note(said: hearing.SignIn | overhearing.Overheard) -> None:
    """A sign-in that cannot be noted went as well as any other."""
    try:
        if isinstance(said, hearing.SignIn):
            hearing.hear(said)
        else:
            overhearing.hear(said)
    except DatabaseError as error:
        logger.warning("A sign-in could not be noted: %s", type(error).__name__)

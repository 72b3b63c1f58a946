"""The engines' doors this process uses, opened once."""

import contextlib
import json
from functools import cache

import redis
from django.conf import settings

from preau.engines.dovecot.mailstore import Door, Mailstore
from preau.engines.redis.shape import RedisShape
from preau.identity.doors import relay

__all__ = ["mailstore", "relay", "tell"]

CHANNEL = "preau:events"


@cache
def mailstore() -> Mailstore:
    secret = settings.PLACES.secret("dovecot-master")
    return Mailstore(Door(port=settings.PORTS.imap, secret=secret))


@cache
def _redis() -> redis.Redis:
    shape = RedisShape(settings.PLACES)
    return redis.Redis(
        unix_socket_path=str(shape.socket), password=shape.password, socket_timeout=1.0
    )


def tell(login: str, kind: str, data: dict[str, object]) -> None:
    """Say to the open pages of a box what happened; without Redis they find out by themselves."""
    event = {"box": login, "kind": kind, "data": {"box": login.partition("@")[0], **data}}
    with contextlib.suppress(redis.RedisError, OSError):
        _redis().publish(CHANNEL, json.dumps(event))

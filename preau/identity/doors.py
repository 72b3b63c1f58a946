"""The engines' doors that accounts need: notices leave by one, open pages hear by the second,
sessions are ended by the third, browsers that are closed are told by the fourth."""

import contextlib
import json
from functools import cache

import redis
from django.conf import settings

from preau.engines.dovecot.doveadm import Doveadm
from preau.engines.postfix.submit import Relay, Unsigned
from preau.engines.push.services import PushServices
from preau.engines.redis.shape import RedisShape

CHANNEL = "preau:events"


@cache
def relay() -> Relay:
    return Relay(settings.PORTS.relay, settings.PLACES.secret("dovecot-master"))


def unsigned() -> Unsigned:
    """What no answer may reach leaves by it."""
    return Unsigned(settings.PORTS.redirects)


@cache
def _redis() -> redis.Redis:
    shape = RedisShape(settings.PLACES)
    return redis.Redis(
        unix_socket_path=str(shape.socket), password=shape.password, socket_timeout=1.0
    )


def announce(place: str, kind: str, data: dict[str, object]) -> None:
    """Say to the open pages of a place what happened; without Redis they find out by themselves.

    A place is a box's login, `account:<number>` or `session:<digest>`.
    """
    event = {"box": place, "kind": kind, "data": data}
    with contextlib.suppress(redis.RedisError, OSError):
        _redis().publish(CHANNEL, json.dumps(event))


@cache
def doveadm(timeout: float = 5.0) -> Doveadm:
    """`timeout`: seconds that one command may take."""
    ports = settings.PORTS
    key = settings.PLACES.secret("doveadm")
    return Doveadm(ports.doveadm, ports.doveadm_boxes, key, timeout=timeout)


@cache
def push_services() -> PushServices:
    return PushServices(settings.PUSH_SERVICES, settings.PLACES.data / "secrets" / "push-key.pem")

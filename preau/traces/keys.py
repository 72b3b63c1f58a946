"""The name of a message in what is kept: a keyed hash of its Message-ID."""

import hmac
from functools import cache

from django.conf import settings

from preau.traces.models import HASH_LENGTH

KEY = "traces"


def message_key(message_id: str) -> str:
    """The same for `<x@y>` and `x@y`; "" for a message without a name."""
    name = message_id.strip().removeprefix("<").removesuffix(">").strip()
    if not name:
        return ""
    return hmac.new(_key(), name.encode(), "sha256").hexdigest()[:HASH_LENGTH]


@cache
def _key() -> bytes:
    return bytes(settings.PLACES.secret(KEY), "ascii")

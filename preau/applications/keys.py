"""What signs identities: RSA keys of the data folder, outside the database, mode 0600.

The first of the file signs; those behind it are still published, so that what they signed is read.
"""

import json
import os
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from joserfc.jwk import KeySet, RSAKey

from preau.engines.kept import keep, keep_first

ALGORITHM = "RS256"
BITS = 3072
KEPT = 3
"""How many keys are published at most: the one that signs and the two before it."""


def signing_key() -> RSAKey:
    key = key_set().keys[0]
    assert isinstance(key, RSAKey)
    return key


def key_set() -> KeySet:
    """As the file says now: another process may have rotated it."""
    path = place()
    if not path.exists():
        keep_first(path, _written([_new_key()]))
    return _read(path, path.stat().st_mtime_ns)


def public_keys() -> dict[str, Any]:
    """The JWKS (RFC 7517)."""
    return {"keys": [key.as_dict(private=False) for key in key_set().keys]}


def rotate() -> str:
    """A new key signs from now on; its name (`kid`)."""
    kept = [key.as_dict(private=True) for key in key_set().keys]
    made = _new_key()
    keep(place(), _written([made, *kept][:KEPT]))
    return str(made["kid"])


def place() -> Path:
    return settings.PLACES.data / "secrets" / "oidc-keys.json"


def _new_key() -> dict[str, Any]:
    name = f"{time.strftime('%Y%m%d', time.gmtime())}-{os.urandom(4).hex()}"
    parameters: Any = {"kid": name, "use": "sig", "alg": ALGORITHM}
    made = RSAKey.generate_key(BITS, parameters, private=True)
    return dict(made.as_dict(private=True))


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> KeySet:
    return KeySet.import_key_set(json.loads(path.read_text()))


def _written(keys: list[dict[str, Any]]) -> bytes:
    return json.dumps({"keys": keys}).encode()

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
        _write([_new_key()], path, is_first=True)
    return _read(path, path.stat().st_mtime_ns)


def public_keys() -> dict[str, Any]:
    """The JWKS (RFC 7517)."""
    return {"keys": [key.as_dict(private=False) for key in key_set().keys]}


def rotate() -> str:
    """A new key signs from now on; its name (`kid`)."""
    kept = [key.as_dict(private=True) for key in key_set().keys]
    made = _new_key()
    _write([made, *kept][:KEPT], place())
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


def _write(keys: list[dict[str, Any]], path: Path, *, is_first: bool = False) -> None:
    """Whole or not at all; of two processes that make the first key, one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"keys": keys}, file)
    _give_to_owner_of(path.parent, draft)
    if not is_first:
        draft.replace(path)
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _give_to_owner_of(folder: Path, file: Path) -> None:
    """A command of root's writes what the web reads."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(file, owner.st_uid, owner.st_gid)

"""The octets of waiting mail: a file each, sealed with a key of the data folder (W-07).

On disk before Postfix is told that we have it. AES-256-GCM, bound to the file's name; the envelope
lies inside, so that a row lost by a power cut is made again (`actions/holding.adopt`).
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from preau.engines.kept import synchronise

_NONCE = 12
_DRAFT = ".draft"


@dataclass(frozen=True)
class Envelope:
    """`login` is the box; `arrived_at` is ISO 8601 in UTC."""

    login: str
    sender: str
    arrived_at: str


class Unreadable(Exception):
    """No such file, or not sealed by this installation."""


def put(envelope: Envelope, octets: bytes) -> str:
    """The name under which it lies, safe on disk."""
    name = uuid4().hex
    head = json.dumps(asdict(envelope)).encode()
    nonce = os.urandom(_NONCE)
    sealed = nonce + _cipher().encrypt(nonce, head + b"\n" + octets, name.encode())
    draft = _folder() / (name + _DRAFT)
    with draft.open("xb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(_folder() / name)
    synchronise(_folder())
    return name


def get(name: str) -> tuple[Envelope, bytes]:
    """Raises Unreadable."""
    try:
        sealed = (_folder() / name).read_bytes()
        clear = _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        head, _, octets = clear.partition(b"\n")
        return Envelope(**json.loads(head)), octets
    except (OSError, InvalidTag, ValueError, TypeError) as error:
        raise Unreadable(name) from error


def remove(name: str) -> None:
    (_folder() / name).unlink(missing_ok=True)


def names(*, untouched_since: float) -> Iterator[str]:
    """Files as old as this (seconds since 1970); what a crash left half written goes."""
    for path in _folder().iterdir():
        try:
            is_old = path.stat().st_mtime < untouched_since
        except FileNotFoundError:
            continue
        if is_old and path.name.endswith(_DRAFT):
            path.unlink(missing_ok=True)
        elif is_old:
            yield path.name


def _folder() -> Path:
    folder = settings.PLACES.data / "files" / "waiting"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@cache
def _cipher() -> AESGCM:
    key: str = settings.PLACES.secret("waiting-mail")
    return AESGCM(sha256(key.encode()).digest())

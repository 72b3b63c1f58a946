"""Secrets that we must read again, at rest: sealed with a key of the data folder.

A copy of the database alone opens none of them (AES-256-GCM, bound to what the secret is for).
"""

import base64
import os
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


def seal(secret: bytes, about: str) -> str:
    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + _cipher().encrypt(nonce, secret, about.encode())).decode()


def unseal(sealed: str, about: str) -> bytes:
    """Raises cryptography's InvalidTag: another installation's, or sealed about something else."""
    octets = base64.b64decode(sealed)
    return _cipher().decrypt(octets[:_NONCE], octets[_NONCE:], about.encode())


@cache
def _cipher() -> AESGCM:
    key: str = settings.PLACES.secret("factors")
    return AESGCM(sha256(key.encode()).digest())

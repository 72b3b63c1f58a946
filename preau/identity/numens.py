"""NUMENs as we keep them: a keyed hash, which finds a person and gives nothing back (W-05).

A NUMEN has about 31 bits: without the key, which is not in the database, each could be tried.
"""

import hmac
from functools import cache

from django.conf import settings

from preau.formats.numen import Numen


def numen_hash(numen: Numen) -> str:
    """64 hexadecimal digits, HMAC-SHA-256 under the installation's key for NUMENs."""
    return hmac.new(_key(), str(numen).encode(), "sha256").hexdigest()


@cache
def _key() -> bytes:
    secret: str = settings.PLACES.secret("numen")
    return secret.encode()

"""Who writes to a browser, shown to its push service: VAPID (RFC 8292)."""

import time
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from joserfc import jwt
from joserfc.jwk import ECKey
from urllib3.util import parse_url

from preau.engines.kept import keep_first
from preau.formats.push import point, to_text

LASTS = 12 * 3600
"""Seconds; a service refuses a token that lasts more than a day."""


@lru_cache(maxsize=2)
def key(file: Path) -> EllipticCurvePrivateKey:
    """One for the installation, made at first use: with another, no browser would listen."""
    if not file.exists():
        keep_first(file, _pem(generate_private_key(SECP256R1())))
    found = load_pem_private_key(file.read_bytes(), password=None)
    assert isinstance(found, EllipticCurvePrivateKey)
    return found


def public_text(mine: EllipticCurvePrivateKey) -> str:
    return to_text(point(mine.public_key()))


def authorization(mine: EllipticCurvePrivateKey, endpoint: str, contact: str) -> str:
    """`contact` is where whoever runs the service can complain, such as `mailto:…`."""
    url = parse_url(endpoint)
    audience = f"{url.scheme}://{url.netloc}"
    claims = {"aud": audience, "exp": int(time.time()) + LASTS, "sub": contact}
    token = jwt.encode({"alg": "ES256", "typ": "JWT"}, claims, ECKey.import_key(_pem(mine)))
    return f"vapid t={token}, k={public_text(mine)}"


def _pem(mine: EllipticCurvePrivateKey) -> bytes:
    return mine.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

"""Six digits that change twice a minute (TOTP, RFC 6238), as every authenticator app shows them."""

import base64
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS = 6
STEP_SECONDS = 30
SECRET_OCTETS = 20
"""As long as the hash (RFC 4226 section 4)."""

_TOLERANCE = (0, -1, 1)


def step_of(secret: bytes, typed: str, moment: float) -> int | None:
    """Which half-minute since 1970 shows this code: now, the one before, the one after; or None."""
    code = "".join(typed.split()).encode()
    now = int(moment) // STEP_SECONDS
    shown = {now + shift: code_at(secret, now + shift) for shift in _TOLERANCE}
    return next((step for step, right in shown.items() if bytes_eq(code, right.encode())), None)


def code_at(secret: bytes, step: int) -> str:
    # Apps know SHA-1 alone; HMAC does not suffer from its collisions.
    totp = TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303
    return totp.generate(step * STEP_SECONDS).decode()


def written(secret: bytes) -> str:
    """The secret as one types it into an app: base32, in groups of four."""
    letters = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(letters[place : place + 4] for place in range(0, len(letters), 4))


def address(secret: bytes, *, issuer: str, name: str) -> str:
    """What the QR code says: `otpauth://totp/Issuer:name?secret=…&issuer=Issuer`."""
    label = quote(f"{issuer}:{name}", safe="@")
    letters = base64.b32encode(secret).decode().rstrip("=")
    query = urlencode({"secret": letters, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{label}?{query}"

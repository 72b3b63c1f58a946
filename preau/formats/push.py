"""A push message as one browser alone can read it: RFC 8291, over the `aes128gcm` of RFC 8188.

Whoever carries it sees its length, and nothing else.
"""

import binascii
import os
from base64 import b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
"""Octets of the one record; push services refuse longer ones (RFC 8291 §4)."""
_LAST = b"\x02"
_TAG, _HEADER, _SECRET, _SALT = 16, 86, 16, 16
LONGEST = RECORD - _HEADER - _TAG - len(_LAST)


class WrongKeys(ValueError):
    """What a browser gave is no key of the curve P-256, or no secret of 16 octets."""


def seal(
    payload: bytes,
    key: bytes,
    secret: bytes,
    *,
    sender: EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """`key` (p256dh) and `secret` (auth) are the browser's; each message has its own sender and
    salt. Raises WrongKeys, ValueError for a payload longer than LONGEST."""
    if len(payload) > LONGEST:
        raise ValueError(f"A push message holds {LONGEST} octets, not {len(payload)}.")
    receiver = _read(key, secret)
    sender = sender or generate_private_key(SECP256R1())
    salt = salt or os.urandom(_SALT)
    mine = point(sender.public_key())
    both = b"WebPush: info\x00" + key + mine
    shared = _derive(sender.exchange(ECDH(), receiver), secret, both, 32)
    content_key = _derive(shared, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derive(shared, salt, b"Content-Encoding: nonce\x00", 12)
    header = salt + RECORD.to_bytes(4) + len(mine).to_bytes(1) + mine
    return header + AESGCM(content_key).encrypt(nonce, payload + _LAST, None)


def check_keys(key: bytes, secret: bytes) -> None:
    """Raises WrongKeys."""
    _read(key, secret)


def point(key: EllipticCurvePublicKey) -> bytes:
    """The 65 octets that browsers and push services exchange."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def to_text(octets: bytes) -> str:
    """Base64 for URLs, without padding: as browsers write keys."""
    return urlsafe_b64encode(octets).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """Raises WrongKeys, also for a sign that is none of theirs: a short key has no long text."""
    try:
        return b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise WrongKeys("This is no base64 for URLs.") from error


def _read(key: bytes, secret: bytes) -> EllipticCurvePublicKey:
    if len(secret) != _SECRET or len(key) != 65:
        raise WrongKeys("A key has 65 octets, a secret 16.")
    try:
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), key)
    except ValueError as error:
        raise WrongKeys("This is no point of P-256.") from error


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)

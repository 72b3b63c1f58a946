"""Codes, tokens and secrets have 256 bits of their own, hence plain hashes."""

import secrets
from hashlib import sha256


def draw() -> str:
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()

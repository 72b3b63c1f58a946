"""Device passwords: made by us, to be read on one screen and typed on another.

Twenty-four signs of thirty-one, in six groups: 118 bits. No `0` or `o`, no `1`, `i` or `l`; lower
case only, which telephones type without a shift key.
"""

import base64
import secrets
from hashlib import sha256

from cryptography.fernet import Fernet

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 6, 4


def make() -> str:
    """`k7mq-3xfp-…`"""
    signs = "".join(secrets.choice(SIGNS) for _ in range(GROUPS * GROUP))
    return grouped(signs)


def grouped(signs: str) -> str:
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def digest(token: str) -> str:
    """What is kept, and what Dovecot looks for."""
    return sha256(token.encode()).hexdigest()


def as_meant(typed: str) -> str | None:
    """A token typed with spaces, without hyphens, in capitals; None for what is no token."""
    signs = "".join(sign for sign in typed.casefold() if sign.isalnum())
    is_one = len(signs) == GROUPS * GROUP and set(signs) <= set(SIGNS)
    return grouped(signs) if is_one else None


def seal(token: str, link: str) -> str:
    """The token under the key of a link: who has one of the two knows nothing."""
    return Fernet(_key(link)).encrypt(token.encode()).decode()


def unseal(sealed: str, link: str) -> str:
    return Fernet(_key(link)).decrypt(sealed.encode()).decode()


def _key(link: str) -> bytes:
    return base64.urlsafe_b64encode(sha256(b"preau.device.link" + link.encode()).digest())

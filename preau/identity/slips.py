"""The code of a slip, and whether it is the one that was typed."""

import hmac
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db.models import Q, QuerySet

from preau.identity.models import Slip

# No sign that another is taken for: neither 0 O 1 I L, nor 5 S 8 B.
SIGNS = "ACDEFGHJKMNPQRTUVWXYZ234679"
LENGTH = 12
"""27 signs, twelve times: 57 bits, which nobody tries one by one."""


def unused() -> "QuerySet[Slip]":
    """Neither used nor taken back: good until their day."""
    return Slip.objects.filter(used_at__isnull=True, revoked_at__isnull=True)


def over_before(moment: datetime) -> "QuerySet[Slip]":
    """Used, taken back or too old, each since before then."""
    too_old = Q(used_at__isnull=True, revoked_at__isnull=True, expires_at__lt=moment)
    return Slip.objects.filter(too_old | Q(used_at__lt=moment) | Q(revoked_at__lt=moment))


def code_of(slip: Slip) -> str:
    """In three groups of four, as it is printed: `K7QM-2X9F-RT4C`."""
    code = _drawn(slip.nonce)
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def is_code_of(slip: Slip | None, typed: str) -> bool:
    """Works as long for no slip; case, spaces and hyphens do not count."""
    drawn = _drawn(slip.nonce if slip is not None else "")
    return hmac.compare_digest(drawn.encode(), bare(typed).encode()) and slip is not None


def bare(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def _drawn(nonce: str) -> str:
    number = int.from_bytes(hmac.digest(_key(), nonce.encode(), "sha256"))
    signs = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(SIGNS))
        signs.append(SIGNS[at])
    return "".join(signs)


@cache
def _key() -> bytes:
    secret: str = settings.PLACES.secret("slips")
    return secret.encode()

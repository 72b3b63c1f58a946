"""Links that are mailed, codes that are handed over: each works once, for one thing, for a time.

A link has 160 bits and is found by its hash. A code is short, for people to type, so it is looked
for within one account and dies after a few wrong tries.
"""

import secrets
from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from preau.identity.models import Account, OneTimeProof

CODE_DIGITS = 8
WRONG_TRIES = 5


class NotProved(Exception):
    """Unknown, already used, expired, or tried too often: one answer for all four."""


def issue_link(account: Account, purpose: str, lasts: timedelta, *, about: str = "") -> str:
    """A token for an address, 40 hexadecimal digits; a link of the same purpose dies with it."""
    token = secrets.token_hex(20)
    _issue(account, purpose, digest(purpose, token), lasts, about)
    return token


def issue_code(account: Account, purpose: str, lasts: timedelta, *, about: str = "") -> str:
    """Eight digits; a code of the same purpose dies with it."""
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    _issue(account, purpose, digest(purpose, f"{account.pk}:{code}"), lasts, about)
    return code


def spaced(code: str) -> str:
    """As people read it aloud: `1234 5678`."""
    return f"{code[:4]} {code[4:]}"


def look_at_link(purpose: str, token: str) -> OneTimeProof:
    """What a link would prove, without using it up. Raises NotProved."""
    found = (
        _open(purpose).filter(digest=digest(purpose, token)).select_related("account__preference")
    )
    proof = found.first()
    if proof is None:
        raise NotProved
    return proof


def use_link(purpose: str, token: str) -> OneTimeProof:
    """Raises NotProved; of two who use it at once, one does."""
    proof = look_at_link(purpose, token)
    _use(proof)
    return proof


def use_code(account: Account, purpose: str, code: str) -> OneTimeProof:
    """Raises NotProved; spaces and hyphens in `code` do not count."""
    typed = "".join(sign for sign in code if sign.isalnum())
    mine = _open(purpose).filter(account=account, tries__lt=WRONG_TRIES)
    # Counted before it is compared: many tries at once are no more than many one by one.
    if not mine.update(tries=F("tries") + 1):
        raise NotProved
    right = _open(purpose).filter(account=account, tries__lte=WRONG_TRIES)
    proof = right.filter(digest=digest(purpose, f"{account.pk}:{typed}")).first()
    if proof is None:
        raise NotProved
    _use(proof)
    return proof


def withdraw(account: Account, *purposes: str) -> int:
    """What was issued for these and not used yet works no more, for anything when none is named;
    how many."""
    unused = OneTimeProof.objects.filter(account=account, used_at__isnull=True)
    return (unused.filter(purpose__in=purposes) if purposes else unused).delete()[0]


def forget_expired(kept_for: timedelta = timedelta(days=30)) -> int:
    return OneTimeProof.objects.filter(expires_at__lt=timezone.now() - kept_for).delete()[0]


def digest(purpose: str, secret: str) -> str:
    return salted_hmac(f"preau.proof.{purpose}", secret, algorithm="sha256").hexdigest()


def _issue(account: Account, purpose: str, hashed: str, lasts: timedelta, about: str) -> None:
    withdraw(account, purpose)
    now = timezone.now()
    OneTimeProof.objects.create(
        account=account,
        purpose=purpose,
        digest=hashed,
        about=about,
        made_at=now,
        expires_at=now + lasts,
    )


def _open(purpose: str) -> "QuerySet[OneTimeProof]":
    return OneTimeProof.objects.filter(
        purpose=purpose, used_at__isnull=True, expires_at__gt=timezone.now()
    )


def _use(proof: OneTimeProof) -> None:
    used = OneTimeProof.objects.filter(pk=proof.pk, used_at__isnull=True).update(
        used_at=timezone.now()
    )
    if not used:
        raise NotProved

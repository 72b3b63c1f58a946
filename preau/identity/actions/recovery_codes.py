"""Ten codes on paper, each good once, for the day the telephone is lost."""

import hmac
import secrets
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from preau.identity.actions.alerting import note
from preau.identity.factors import has_factor
from preau.identity.models import Account, RecoveryCode
from preau.identity.tokens import SIGNS

COUNT = 10
LENGTH = 10
"""Of 31 signs each: 49 bits, and a wrong try is slow."""


class WrongCode(Exception):
    """Unknown, or used already."""


def make_codes(account: Account, *, network: str) -> list[str]:
    """Ten new ones, `abcde-fghjk`, shown once; those before are worth nothing any more."""
    codes = [_code() for _ in range(COUNT)]
    with transaction.atomic():
        RecoveryCode.objects.filter(account=account).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(account=account, digest=_digest(account, code)) for code in codes
        )
    note(account, "recovery_codes.made", network=network)
    return codes


def use_recovery_code(account: Account, typed: str, *, network: str) -> None:
    """Raises WrongCode; spaces, hyphens and capitals do not count."""
    mine = RecoveryCode.objects.filter(account=account, used_at__isnull=True)
    if not mine.filter(digest=_digest(account, typed)).update(used_at=timezone.now()):
        raise WrongCode
    happened = gettext_lazy("A recovery code was used to sign in to your account")
    note(account, "recovery_code.used", network=network, happened=happened)


def forget_codes(account: Account) -> None:
    """They replace a factor that was lost: without any factor they are of no use."""
    if not has_factor(account):
        RecoveryCode.objects.filter(account=account).delete()


def _code() -> str:
    letters = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def _digest(account: Account, typed: str) -> str:
    code = "".join(sign for sign in typed.lower() if sign.isalnum())
    return hmac.new(_key(), f"{account.pk}:{code}".encode(), "sha256").hexdigest()


@cache
def _key() -> bytes:
    secret: str = settings.PLACES.secret("factors")
    return f"recovery codes {secret}".encode()

"""An app that shows six digits: recorded once it has shown a right code, then asked for one."""

import os
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from preau.formats import passcodes
from preau.identity.actions.alerting import note
from preau.identity.actions.recovery_codes import forget_codes
from preau.identity.models import Account, Authenticator
from preau.identity.sealing import seal, unseal


class WrongPasscode(Exception):
    """Not the code of this half-minute, or one that was used already."""


def new_secret() -> bytes:
    return os.urandom(passcodes.SECRET_OCTETS)


def add_authenticator(account: Account, secret: bytes, typed: str, *, network: str) -> None:
    """Replaces the one before. Raises WrongPasscode: the app and we must agree first."""
    now = timezone.now()
    step = passcodes.step_of(secret, typed, now.timestamp())
    if step is None:
        raise WrongPasscode
    with transaction.atomic():
        Authenticator.objects.filter(account=account).delete()
        Authenticator.objects.create(
            account=account, secret=seal(secret, _about(account)), last_step=step, used_at=now
        )
    happened = gettext_lazy("An authenticator app was added to your account")
    note(account, "totp.added", network=network, happened=happened)


def remove_authenticator(account: Account, *, network: str) -> None:
    if not Authenticator.objects.filter(account=account).delete()[0]:
        return
    forget_codes(account)
    happened = gettext_lazy("The authenticator app was removed from your account")
    note(account, "totp.removed", network=network, happened=happened)


def use_passcode(account: Account, typed: str, *, now: datetime | None = None) -> None:
    """Raises WrongPasscode; of two who use one code at once, one does."""
    moment = now or timezone.now()
    app = Authenticator.objects.filter(account=account).first()
    if app is None:
        raise WrongPasscode
    secret = unseal(app.secret, _about(account))
    step = passcodes.step_of(secret, typed, moment.timestamp())
    fresh = Authenticator.objects.filter(pk=app.pk, last_step__lt=step or 0)
    if step is None or not fresh.update(last_step=step, used_at=moment):
        raise WrongPasscode


def _about(account: Account) -> str:
    return f"totp:{account.pk}"

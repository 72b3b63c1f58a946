"""The second factor, shown after the password: six digits, or a code from paper (I-27, I-28)."""

from django.utils.translation import gettext_lazy as _

from preau.identity import throttle
from preau.identity.actions.alerting import alert
from preau.identity.actions.authenticators import WrongPasscode, use_passcode
from preau.identity.actions.recovery_codes import WrongCode, use_recovery_code
from preau.identity.models import Account
from preau.journal.actions import record


class WrongFactor(Exception):
    """Not right, or used already: one answer for both."""


class TooManyFactors(Exception):
    """Wrong too often, from here or for this account."""


def show_passcode(account: Account, typed: str, *, network: str) -> None:
    """Raises WrongFactor, TooManyFactors."""
    _wait_if_needed(account, network)
    try:
        use_passcode(account, typed)
    except WrongPasscode as error:
        raise _refused(account, network) from error


def show_recovery_code(account: Account, typed: str, *, network: str) -> None:
    """Raises WrongFactor, TooManyFactors."""
    _wait_if_needed(account, network)
    try:
        use_recovery_code(account, typed, network=network)
    except WrongCode as error:
        raise _refused(account, network) from error


def _wait_if_needed(account: Account, network: str) -> None:
    if throttle.must_wait_for_factor(account.login, account.academy, network):
        raise TooManyFactors


def _refused(account: Account, network: str) -> WrongFactor:
    """The owner is told once it is too often: whoever tries has the password."""
    record(throttle.FACTOR_REFUSED, by=account.login, academy=account.academy, network=network)
    if throttle.must_wait_for_factor(account.login, account.academy, network):
        alert(account, _("Somebody has your password, but not your second factor"), network=network)
    return WrongFactor()

"""Coming in by name and password (P-03, P-04, I-02, I-28)."""

from collections.abc import Callable

from preau.academies.registry import academies
from preau.formats.passcodes import DIGITS
from preau.identity import passwords, throttle
from preau.identity.actions.showing_factor import TooManyFactors, WrongFactor, show_passcode
from preau.identity.models import Account
from preau.identity.queries import account_named
from preau.journal.actions import record


class SignInRefused(Exception):
    """One of two reasons, the same whether the person exists or not."""


class WrongNameOrPassword(SignInRefused):
    pass


class TooManyTries(SignInRefused):
    pass


Verify = Callable[[Account | None, str], bool]


def check_sign_in(
    name: str,
    password: str,
    *,
    academy: str,
    network: str,
    verify: Verify = passwords.is_right,
) -> tuple[Account, bool]:
    """The account, if the password is right, and whether a second factor was shown with it.

    `verify` also works, and takes as long, for nobody. Raises WrongNameOrPassword, TooManyTries.
    """
    typed = "".join(name.split())
    account = account_named(typed, academy)
    counted = account.login if account else typed
    if throttle.must_wait(counted, academy, network):
        raise TooManyTries
    if verify(account, password) and account is not None:
        return account, False
    if account_with_passcode := _passcode_after(account, password, academy, network, verify):
        return account_with_passcode, True
    raise _refused(counted, academy, network)


def prove_again(
    account: Account, password: str, *, network: str, verify: Verify = passwords.is_right
) -> None:
    """By who is signed in already. Raises WrongNameOrPassword, TooManyTries: whoever found an open
    browser guesses no faster than at the entrance."""
    if throttle.must_wait(account.login, account.academy, network):
        raise TooManyTries
    if not verify(account, password):
        raise _refused(account.login, account.academy, network)


def _passcode_after(
    account: Account | None, typed: str, academy: str, network: str, verify: Verify
) -> Account | None:
    """The password and six digits in one field, where the académie has it so (Amiens, I-28).

    What is worked out depends on what was typed alone, so that time does not tell who exists.
    """
    password, passcode = typed[:-DIGITS], typed[-DIGITS:]
    has_it_so = academies().of(academy).factors.passcode_after_password
    if not has_it_so or not password or not (passcode.isascii() and passcode.isdigit()):
        return None
    if not verify(account, password) or account is None:
        return None
    try:
        show_passcode(account, passcode, network=network)
    except (WrongFactor, TooManyFactors):
        return None
    return account


def _refused(counted: str, academy: str, network: str) -> WrongNameOrPassword:
    record(throttle.REFUSED, by=throttle.disguise(counted), academy=academy, network=network)
    return WrongNameOrPassword()

"""Coming in by name and password (P-03, P-04, I-02, I-28)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from preau.academies.registry import academies
from preau.formats.passcodes import DIGITS
from preau.identity import passwords, throttle
from preau.identity.actions.recognising import is_own_browser
from preau.identity.actions.showing_factor import TooManyFactors, WrongFactor, show_passcode
from preau.identity.models import Account
from preau.identity.queries import account_named


class SignInRefused(Exception):
    """One of two reasons, the same whether the person exists or not."""


class WrongNameOrPassword(SignInRefused):
    pass


class TooManyTries(SignInRefused):
    pass


Verify = Callable[[Account | None, str], bool]


@dataclass(frozen=True)
class Counted:
    """A try, as the throttle counts it."""

    name: str
    academy: str
    network: str
    by_own_browser: bool

    def wait_if_needed(self) -> None:
        if throttle.must_wait(
            self.name, self.academy, self.network, by_own_browser=self.by_own_browser
        ):
            raise TooManyTries

    def refused(self) -> WrongNameOrPassword:
        throttle.note_refusal(throttle.REFUSED, **vars(self))
        return WrongNameOrPassword()


def check_sign_in(
    name: str,
    password: str,
    *,
    academy: str,
    network: str,
    tokens: Sequence[str] = (),
    verify: Verify = passwords.is_right,
) -> tuple[Account, bool]:
    """The account, if the password is right, and whether a second factor was shown with it.

    `tokens` are those this browser was given (see recognising). `verify` also works, and takes as
    long, for nobody. Raises WrongNameOrPassword, TooManyTries.
    """
    typed = "".join(name.split())
    account = account_named(typed, academy)
    counted = Counted(
        account.login if account else typed,
        academy,
        network,
        by_own_browser=account is not None and is_own_browser(account, tokens),
    )
    counted.wait_if_needed()
    if verify(account, password) and account is not None:
        return account, False
    if account_with_passcode := _passcode_after(account, password, academy, network, verify):
        return account_with_passcode, True
    raise counted.refused()


def prove_again(
    account: Account, password: str, *, network: str, verify: Verify = passwords.is_right
) -> None:
    """By who is signed in already. Raises WrongNameOrPassword, TooManyTries: whoever found an open
    browser guesses no faster than at the entrance."""
    counted = Counted(account.login, account.academy, network, by_own_browser=True)
    counted.wait_if_needed()
    if not verify(account, password):
        raise counted.refused()


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

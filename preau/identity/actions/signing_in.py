"""Coming in by name and password (P-03, P-04, I-02)."""

from preau.identity import passwords, throttle
from preau.identity.models import Account
from preau.identity.queries import account_named
from preau.journal.actions import record


class SignInRefused(Exception):
    """One of two reasons, the same whether the person exists or not."""


class WrongNameOrPassword(SignInRefused):
    pass


class TooManyTries(SignInRefused):
    pass


def check_sign_in(name: str, password: str, *, academy: str, network: str) -> Account:
    """The account, if the password is right. Raises WrongNameOrPassword, TooManyTries."""
    typed = "".join(name.split())
    if throttle.must_wait(typed, academy, network):
        raise TooManyTries
    account = account_named(typed, academy)
    disguised = throttle.disguise(typed)
    if not passwords.is_right(account, password) or account is None:
        record(throttle.REFUSED, by=disguised, academy=academy, network=network)
        raise WrongNameOrPassword
    record(throttle.ACCEPTED, by=account.login, academy=academy, network=network, subject=disguised)
    return account

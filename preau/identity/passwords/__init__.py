"""Checking a password costs 46 MiB and a tenth of a second, for those who exist and the others."""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import check_password, make_password

from preau.identity.models import Account

# A rush at eight o'clock must not take the machine's memory: the rest wait their turn.
_at_once = BoundedSemaphore(2)


def is_right(account: Account | None, password: str) -> bool:
    """Also works, and takes as long, for nobody: the answer must not tell who exists."""
    with _at_once:
        if account is None:
            make_password(password)
            return False
        return check_password(password, account.password, lambda given: _hash_again(account, given))


def hashed(password: str) -> str:
    """argon2id, written as Django does."""
    with _at_once:
        return make_password(password)


def none() -> str:
    """In place of a hash, for who signs in without a password of ours: nothing opens it."""
    return make_password(None)


def _hash_again(account: Account, password: str) -> None:
    """Made with older parameters: made anew, unless it was changed meanwhile."""
    older, account.password = account.password, make_password(password)
    Account.objects.filter(pk=account.pk, password=older).update(password=account.password)

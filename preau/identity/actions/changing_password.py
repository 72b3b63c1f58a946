"""A new password: chosen by who has proved who they are, by whatever way."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy

from preau.academies.registry import academies
from preau.identity import passwords
from preau.identity.actions.alerting import note
from preau.identity.actions.pushing import let_go
from preau.identity.actions.sessions import end_others
from preau.identity.models import Account
from preau.identity.passwords.rules import faults


class WeakPassword(Exception):
    """`faults`: the sentence of each rule that is not kept."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__()
        self.faults = sentences


class SamePassword(Exception):
    """It is the present one: nothing would change."""


def change_password(account: Account, password: str, *, network: str, but: str = "") -> None:
    """Ends every session but the one of the key `but`.

    Raises WeakPassword, SamePassword.
    """
    found = faults(password, account)
    if found:
        raise WeakPassword(found)
    if passwords.is_right(account, password):
        raise SamePassword
    put_password(account, passwords.hashed(password), network=network, but=but)
    happened = gettext_lazy("The password of your account was changed")
    note(account, "password.changed", network=network, happened=happened)


def put_password(account: Account, password_hash: str, *, network: str, but: str = "") -> None:
    """A new password ends every session, at once and in every open page; not the one of `but`.
    Whoever says it to the owner still reaches the browsers that were told."""
    account.password = password_hash
    account.password_changed_at = timezone.now()
    account.must_change_password = False
    account.save(update_fields=["password", "password_changed_at", "must_change_password"])
    let_go(account, but=but)
    end_others(account, but=but, network=network)


def must_change(account: Account) -> bool:
    """Asked for, or older than the académie allows; `change_after_days` 0 advises alone."""
    days = academies().of(account.academy).passwords.change_after_days
    changed = account.password_changed_at
    is_old = bool(days and changed and changed < timezone.now() - timedelta(days=days))
    return account.must_change_password or is_old

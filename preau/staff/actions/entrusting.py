"""Duties given by name, over a whole académie; what a post gives by itself stands in rights.py."""

from django.db import transaction

from preau.identity.actions.opening import give_role
from preau.identity.models import Account
from preau.journal.actions import record
from preau.kit.errors import NotAllowed


@transaction.atomic
def entrust(account: Account, duty: str, *, by: str) -> bool:
    """`duty` is one of identity's OVER_ALL. False when they have it already.

    Raises NotAllowed for somebody who has left.
    """
    if account.state == Account.State.LEFT:
        raise NotAllowed(f"{account.login} has left.")
    if _held(account, duty):
        return False
    give_role(account, duty)
    record("role.given", by=by, academy=account.academy, subject=account.login, about=duty)
    return True


@transaction.atomic
def relieve(account: Account, duty: str, *, by: str) -> bool:
    """False when they do not have it."""
    if not _held(account, duty):
        return False
    account.roles.filter(kind=duty).delete()
    record("role.taken", by=by, academy=account.academy, subject=account.login, about=duty)
    return True


def _held(account: Account, duty: str) -> bool:
    return account.roles.filter(kind=duty).exists()

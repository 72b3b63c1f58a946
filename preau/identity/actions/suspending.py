"""Closing an account for a time, and opening it again (I-30, M-03): its mail stays, and arrives."""

from django.utils.translation import gettext as _

from preau.identity.actions.proving import withdraw
from preau.identity.actions.sessions import end_others
from preau.identity.models import Account, Role
from preau.identity.rules import has_role, may_help
from preau.journal.actions import record
from preau.kit.errors import NotAllowed, NotFound

DESKS = (Role.Kind.DESK, Role.Kind.ADMINISTRATOR)


def suspend(account: Account, helper: Account) -> None:
    """Sessions, programs and phones are refused from now on; sessions, links and codes do not come
    back with the account. Raises NotFound, NotAllowed."""
    _turn(account, helper, Account.State.ACTIVE, Account.State.SUSPENDED, "account.suspended")
    withdraw(account)
    end_others(account)


def reactivate(account: Account, helper: Account) -> None:
    """Raises NotFound, NotAllowed."""
    _turn(account, helper, Account.State.SUSPENDED, Account.State.ACTIVE, "account.reactivated")


def _turn(account: Account, helper: Account, before: str, after: str, verb: str) -> None:
    if not may_help(helper, account) or not has_role(helper, *DESKS):
        raise NotFound(_("There is nobody of that name here."))
    if account.state != before:
        raise NotAllowed(_("This account is not in a state where this can be done."))
    account.state = after
    account.save(update_fields=["state"])
    record(verb, by=helper.login, academy=account.academy, subject=account.login)

"""Who is known here, and what is about to happen to them."""

from collections.abc import Set as AbstractSet

from preau.identity.models import Account
from preau.staff.models import Departure


def missing_from(academy: str, named: AbstractSet[str]) -> tuple[int, list[Account]]:
    """How many a staff source has named so far, and those of them it names no more.

    Who never stood in one (a service account, the demo) cannot be missing from it.
    """
    open_ones = Account.objects.filter(academy=academy, person__numen_hash__isnull=False)
    found = open_ones.exclude(state=Account.State.LEFT).select_related("person")
    known = 0
    missing = []
    for account in found.order_by("login").iterator(2000):
        known += 1
        if account.person.numen_hash not in named:
            missing.append(account)
    return known, missing


def departures(academy: str) -> list[Departure]:
    found = Departure.objects.filter(account__academy=academy).select_related("account")
    return list(found.order_by("last_day", "account__login"))

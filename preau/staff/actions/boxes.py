"""Who works in a functional box, as a staff system says it."""

from django.db import transaction

from preau.identity.models import Account, Mailbox, Membership
from preau.journal.actions import record
from preau.kit.errors import WrongInput


@transaction.atomic
def let_in_exactly(box: Mailbox, wanted: set[str], *, by: str) -> None:
    """`wanted`: ids of accounts. Raises WrongInput for one that is nobody's in this académie."""
    found = Account.objects.filter(academy=box.academy).exclude(state=Account.State.LEFT)
    numbers = [int(one) for one in wanted if one.isdecimal()]
    accounts = {str(one.pk): one for one in found.filter(pk__in=numbers)}
    if accounts.keys() != wanted:
        raise WrongInput("A member is no user of this académie.")
    known = {str(one.account_id): one for one in box.memberships.select_related("account")}
    for ident in sorted(wanted - known.keys()):
        Membership.objects.create(account=accounts[ident], mailbox=box)
        record("box.let_in", by=by, **_named(box, accounts[ident]))
    for ident in sorted(known.keys() - wanted):
        record("box.taken_out", by=by, **_named(box, known[ident].account))
        known[ident].delete()


def _named(box: Mailbox, account: Account) -> dict[str, str]:
    return {"academy": box.academy, "subject": account.login, "about": box.login}

"""What a person did with a mailbox as a whole, in the journal: counts, never what it was about."""

from preau.identity.models import Account
from preau.journal.actions import record
from preau.space.models import Errand


def note(account: Account, errand: Errand, verb: str, count: int, network: str = "") -> None:
    record(
        verb,
        by=account.login,
        academy=errand.mailbox.academy,
        subject=errand.mailbox.login,
        network=network,
        count=count,
    )

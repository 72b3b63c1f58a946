"""How many wrong tries are let through: guessing is slow, and nobody can lock a colleague out.

Counted over a quarter of an hour: by name and network together (a person who mistypes), by network
(one machine trying many names), by name (many machines trying one person). The last never stops a
network from which this person has signed in before.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from preau.journal.models import Entry

WINDOW = timedelta(minutes=15)
BY_NAME_AND_NETWORK = 8
BY_NETWORK = 100
BY_NAME = 40
KNOWN_FOR = timedelta(days=60)

REFUSED = "sign_in.refused"
ACCEPTED = "sign_in"


def disguise(name: str) -> str:
    """What was typed may be a secret put in the wrong field: only its keyed hash is kept."""
    return salted_hmac("preau.sign_in.name", name.casefold(), algorithm="sha256").hexdigest()[:32]


def must_wait(name: str, academy: str, network: str) -> bool:
    recent = Entry.objects.filter(verb=REFUSED, at__gt=timezone.now() - WINDOW)
    from_here = recent.filter(network=network)
    mine = recent.filter(academy=academy, actor=disguise(name))
    if mine.filter(network=network).count() >= BY_NAME_AND_NETWORK:
        return True
    if from_here.count() >= BY_NETWORK:
        return True
    return mine.count() >= BY_NAME and not _is_known(name, academy, network)


def _is_known(name: str, academy: str, network: str) -> bool:
    return Entry.objects.filter(
        verb=ACCEPTED,
        academy=academy,
        network=network,
        subject=disguise(name),
        at__gt=timezone.now() - KNOWN_FOR,
    ).exists()

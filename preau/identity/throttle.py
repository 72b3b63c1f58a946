"""How many wrong tries are let through: guessing is slow, and nobody can lock a colleague out.

Counted over a quarter of an hour: by name and network together (a person who mistypes), by network
(one machine trying many names), by name (many machines trying one person). The last two never stop
a network from which this person has signed in before: a colleague stays able to come in.

A second factor is asked of who has the password already: its wrong tries are counted over a day as
well, for six digits are few.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from preau.journal.models import Entry

WINDOW = timedelta(minutes=15)
BY_NAME_AND_NETWORK = 8
BY_NETWORK = 100
BY_NAME = 40
FACTOR_BY_NETWORK = 8
FACTOR_WINDOW = timedelta(days=1)
FACTOR_IN_ALL = 24
KNOWN_FOR = timedelta(days=60)

REFUSED = "sign_in.refused"
ACCEPTED = "sign_in"
FACTOR_REFUSED = "factor.refused"


def disguise(name: str) -> str:
    """What was typed may be a secret put in the wrong field: only its keyed hash is kept."""
    return salted_hmac("preau.sign_in.name", name.casefold(), algorithm="sha256").hexdigest()[:32]


def must_wait(login: str, academy: str, network: str) -> bool:
    """`login`: the account's, or what was typed where there is none, so that both are counted."""
    recent = Entry.objects.filter(verb=REFUSED, at__gt=timezone.now() - WINDOW)
    mine = recent.filter(academy=academy, actor=disguise(login))
    if mine.filter(network=network).count() >= BY_NAME_AND_NETWORK:
        return True
    from_here, by_name = recent.filter(network=network).count(), mine.count()
    is_rush = from_here >= BY_NETWORK or by_name >= BY_NAME
    return is_rush and not is_known(login, academy, network)


def must_wait_for_factor(login: str, academy: str, network: str) -> bool:
    now = timezone.now()
    mine = Entry.objects.filter(verb=FACTOR_REFUSED, academy=academy, actor=login)
    if mine.filter(network=network, at__gt=now - WINDOW).count() >= FACTOR_BY_NETWORK:
        return True
    if mine.filter(at__gt=now - FACTOR_WINDOW).count() < FACTOR_IN_ALL:
        return False
    return not is_known(login, academy, network)


def is_known(login: str, academy: str, network: str) -> bool:
    """Whether this person came in from there, all the way: a password alone does not suffice."""
    return Entry.objects.filter(
        verb=ACCEPTED,
        academy=academy,
        actor=login,
        network=network,
        at__gt=timezone.now() - KNOWN_FOR,
    ).exists()

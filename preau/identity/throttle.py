"""How many wrong tries are let through: guessing is slow, and nobody can lock a colleague out.

Counted over a quarter of an hour: by name and network together (a person who mistypes), by network
(one machine trying many names), by name (many machines trying one person).

Where this person has signed in before, others try too: from such a network only as many wrong tries
as stop a name everywhere stop it, and a browser that they came in by is counted by itself, so that
no neighbour's tries hold it. Nothing marks a shared computer.

A second factor is asked of who has the password already: its wrong tries are counted over a day as
well, for six digits are few.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from preau.journal.actions import record
from preau.journal.models import Entry
from preau.journal.queries import recent

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


@dataclass(frozen=True)
class Tries:
    """The wrong ones of the last quarter of an hour; `mine` are those of one name."""

    mine: "QuerySet[Entry]"
    all: "QuerySet[Entry]"

    def at(self, network: str) -> "Tries":
        return Tries(self.mine.filter(network=network), self.all.filter(network=network))

    def stop(self, network: str) -> bool:
        """Whether one more from there waits, by name and by network."""
        here = self.at(network)
        return here.mine.count() >= BY_NAME_AND_NETWORK or here.all.count() >= BY_NETWORK

    @property
    def hunt_a_name(self) -> bool:
        return self.mine.count() >= BY_NAME


def tries(verb: str, name: str, academy: str) -> Tries:
    """`verb`: what the journal says of one."""
    found = recent(verb, within=WINDOW)
    return Tries(found.filter(academy=academy, actor=disguise(name)), found)


def note_refusal(
    verb: str, name: str, academy: str, network: str, *, by_own_browser: bool = False
) -> None:
    made = {"by": disguise(name), "academy": academy, "network": network}
    record(verb, **made, own_browser=by_own_browser)


def must_wait(login: str, academy: str, network: str, *, by_own_browser: bool = False) -> bool:
    """`login`: the account's, or what was typed where there is none, so that both are counted."""
    made = tries(REFUSED, login, academy)
    if by_own_browser:
        return made.mine.filter(detail__own_browser=True).count() >= BY_NAME_AND_NETWORK
    if is_known(login, academy, network):
        return made.at(network).hunt_a_name
    return made.stop(network) or made.hunt_a_name


def must_wait_for_factor(login: str, academy: str, network: str) -> bool:
    mine = {"academy": academy, "actor": login}
    here = recent(FACTOR_REFUSED, within=WINDOW).filter(network=network, **mine)
    if here.count() >= FACTOR_BY_NETWORK:
        return True
    if recent(FACTOR_REFUSED, within=FACTOR_WINDOW).filter(**mine).count() < FACTOR_IN_ALL:
        return False
    return not is_known(login, academy, network)


def is_known(login: str, academy: str, network: str) -> bool:
    """Whether this person came in from there, all the way: a password alone does not suffice."""
    came = recent(ACCEPTED, within=KNOWN_FOR)
    return came.filter(academy=academy, actor=login, network=network).exists()

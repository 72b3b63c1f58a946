"""How many wrong tries activation lets through, per NUMEN, network and school.

A NUMEN is known to secretariats and has 31 bits: what stops who tries is this, and the slip's 57.
Nobody can shut a colleague out: a right slip passes whatever others tried elsewhere.
"""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from preau.identity.models import Account
from preau.identity.throttle import disguise
from preau.journal.actions import record
from preau.journal.models import Entry

REFUSED = "activation.refused"
SENT = "activation.code_sent"

WINDOW = timedelta(minutes=15)
BY_NUMEN_AND_NETWORK = 8
BY_NETWORK = 100
BY_NUMEN = 40

# Codes by mail are asked for in silence: what is over the budget is not sent, and nobody is told.
MAIL_WINDOW = timedelta(hours=1)
CODES_TO_ONE = 3
CODES_TO_SCHOOL = 60


def must_wait(hashed: str, academy: str, network: str) -> bool:
    """Counted for NUMENs of nobody as well: the answer tells nothing."""
    recent = _refused().filter(network=network)
    mine = recent.filter(academy=academy, actor=disguise(hashed))
    return mine.count() >= BY_NUMEN_AND_NETWORK or recent.count() >= BY_NETWORK


def is_hunted(hashed: str, academy: str) -> bool:
    """Tried from many networks: only a slip goes through, no code that is short."""
    return _refused().filter(academy=academy, actor=disguise(hashed)).count() >= BY_NUMEN


def note_refusal(hashed: str, academy: str, network: str) -> None:
    record(REFUSED, by=disguise(hashed), academy=academy, network=network)


def may_send(account: Account) -> bool:
    recent = Entry.objects.filter(
        verb=SENT, academy=account.academy, at__gt=timezone.now() - MAIL_WINDOW
    )
    if recent.filter(subject=account.login).count() >= CODES_TO_ONE:
        return False
    school = school_of(account)
    return not school or recent.filter(detail__uai=school).count() < CODES_TO_SCHOOL


def note_sent(account: Account, network: str) -> None:
    record(
        SENT,
        by=account.login,
        academy=account.academy,
        subject=account.login,
        network=network,
        uai=school_of(account),
    )


def school_of(account: Account) -> str:
    return next((post.uai for post in account.person.posts.all() if post.uai), "")


def _refused() -> "QuerySet[Entry]":
    return Entry.objects.filter(verb=REFUSED, at__gt=timezone.now() - WINDOW)

"""The senders that a mailbox trusts, or blocks."""

from dataclasses import dataclass
from enum import StrEnum

from preau.filters.models import KnownSenders
from preau.identity.models import Mailbox


class Opinion(StrEnum):
    TRUSTED = "trusted"
    BLOCKED = "blocked"
    NONE = "none"


@dataclass(frozen=True)
class Senders:
    """Addresses in small letters. Nobody is in both."""

    trusted: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()


def senders_of(mailbox: Mailbox) -> Senders:
    known = KnownSenders.objects.filter(mailbox=mailbox).first()
    if known is None:
        return Senders()
    return Senders(frozenset(known.trusted), frozenset(known.blocked))

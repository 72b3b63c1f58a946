"""What the console offers, by role. A new page adds its duty here, its address and its view."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from preau.identity.models import Account
from preau.identity.queries import role_kinds


@dataclass(frozen=True)
class Duty:
    """`key` names its address in `console/urls.py`, `icon` a symbol of the sprite."""

    key: str
    icon: str
    name: Promise
    sentence: Promise
    kinds: frozenset[str]


DUTIES: tuple[Duty, ...] = ()


def duties_of(account: Account) -> Iterable[Duty]:
    """Those of this person's roles, in the order of the table."""
    mine = role_kinds(account)
    return [duty for duty in DUTIES if not mine.isdisjoint(duty.kinds)]

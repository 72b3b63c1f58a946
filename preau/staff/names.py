"""Names that are free: nobody's now, and nobody's ever (an address is for life)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from preau.academies import rules
from preau.academies.academy import Academy
from preau.identity.models import Account, Address, Mailbox
from preau.staff.values import IDENTIFIER


@dataclass(frozen=True)
class Names:
    identifier: str
    address: str


class FreeNames:
    """Identifiers and addresses of one académie; what is given is taken from then on.

    Raises rules.Unnameable for a name without a Latin letter.
    """

    def __init__(self, academy: Academy) -> None:
        self._academy = academy
        self._identifiers = set(_of(Account.objects.filter(academy=academy.slug), "identifier"))
        self._addresses = {
            *_of(Account.objects.filter(academy=academy.slug), "address"),
            *_of(Mailbox.objects.filter(academy=academy.slug), "login"),
            *_of(Address.objects.filter(mailbox__academy=academy.slug), "address"),
        }

    def name(self, given: str, family: str, identifier: str = "") -> Names:
        """`identifier` by hand, when it is free; both halves may be the same word."""
        if not identifier or not self.is_free(identifier):
            identifier = rules.identifier_for(self._academy, given, family, self._is_taken)
        address = self._address(given, family)
        self.take(identifier=identifier, address=address)
        return Names(identifier, address)

    def address(self, given: str, family: str) -> str:
        """One more, for who changes name."""
        found = self._address(given, family)
        self.take(address=found)
        return found

    def is_free(self, identifier: str) -> bool:
        return (
            IDENTIFIER.fullmatch(identifier) is not None
            and identifier not in rules.RESERVED
            and not self._is_taken(identifier)
        )

    def take(self, *, identifier: str = "", address: str = "") -> None:
        if identifier:
            self._identifiers.add(identifier)
            self._addresses.add(self.login(identifier))
        if address:
            self._addresses.add(address)

    def login(self, identifier: str) -> str:
        return f"{identifier}@{self._academy.domain}"

    def _address(self, given: str, family: str) -> str:
        return rules.address_for(self._academy, given, family, self._addresses.__contains__)

    def _is_taken(self, identifier: str) -> bool:
        return identifier in self._identifiers or self.login(identifier) in self._addresses


Rows = QuerySet[Account] | QuerySet[Mailbox] | QuerySet[Address]


def _of(rows: Rows, name: str) -> Iterable[str]:
    return rows.values_list(name, flat=True).iterator(5000)

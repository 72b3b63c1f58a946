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

    Each is looked up when it is asked for: see `AllNames` for many people at once. Raises
    rules.Unnameable for a name without a Latin letter.
    """

    def __init__(self, academy: Academy) -> None:
        self._academy = academy
        self._given: set[str] = set()

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
            self._given |= {identifier, self.login(identifier)}
        if address:
            self._given.add(address)

    def login(self, identifier: str) -> str:
        return f"{identifier}@{self._academy.domain}"

    def _address(self, given: str, family: str) -> str:
        return rules.address_for(self._academy, given, family, self._reaches)

    def _is_taken(self, identifier: str) -> bool:
        return self._names(identifier) or self._reaches(self.login(identifier))

    def _names(self, identifier: str) -> bool:
        known = Account.objects.filter(academy=self._academy.slug, identifier=identifier)
        return identifier in self._given or known.exists()

    def _reaches(self, address: str) -> bool:
        return (
            address in self._given
            or Address.objects.filter(address=address).exists()
            or Mailbox.objects.filter(login=address).exists()
            or Account.objects.filter(address=address).exists()
        )


class AllNames(FreeNames):
    """The same, read once: for thousands of people."""

    def __init__(self, academy: Academy) -> None:
        super().__init__(academy)
        self._given = {
            *_of(Account.objects.filter(academy=academy.slug), "identifier"),
            *_of(Account.objects.filter(academy=academy.slug), "address"),
            *_of(Mailbox.objects.filter(academy=academy.slug), "login"),
            *_of(Address.objects.filter(mailbox__academy=academy.slug), "address"),
        }

    def _names(self, identifier: str) -> bool:
        return identifier in self._given

    def _reaches(self, address: str) -> bool:
        return address in self._given


Rows = QuerySet[Account] | QuerySet[Mailbox] | QuerySet[Address]


def _of(rows: Rows, name: str) -> Iterable[str]:
    return rows.values_list(name, flat=True).iterator(5000)

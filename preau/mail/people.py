"""Addresses as people: a name to show, and whether they stand outside the académie."""

from collections.abc import Iterable
from typing import Any

from preau.academies.registry import academies
from preau.formats.mime.addresses import Address, address_from_envelope


def from_envelope(entries: Iterable[Any]) -> list[Address]:
    found = (address_from_envelope(entry) for entry in entries)
    return [person for person in found if person is not None]


def is_outside(address: str, academy: str) -> bool:
    """Outside this académie's own domains; nothing at all is outside too."""
    home = academies().by_domain(address.rpartition("@")[2])
    return home is None or home.slug != academy


def shown_name(person: Address) -> str:
    """The name, or what stands before the @ made readable: never only an address."""
    if person.name:
        return person.name
    local, _, domain = person.address.partition("@")
    words = local.replace(".", " ").replace("_", " ").split()
    pretty = " ".join(word.capitalize() if word.isalpha() else word for word in words)
    return pretty or domain or "?"

"""Providers that run for real beside the house: OpenID Connect, CAS, SAML."""

from collections.abc import Iterator
from itertools import count

import pytest

from preau.federation.actions.registering import add_provider
from preau.federation.models import Provider
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Visitor

_networks = count(2)


def at(house: House, academy: str = "poitiers") -> Visitor:
    visitor = Visitor(house.ports.web, house.host(academy), source=f"127.0.12.{next(_networks)}")
    visitor.cookies["django_language"] = "en"
    return visitor


@pytest.fixture
def register(house: House) -> Iterator["Register"]:
    """Adds a provider for this test alone."""
    made = Register()
    yield made
    Provider.objects.filter(pk__in=made.numbers).delete()


class Register:
    def __init__(self) -> None:
        self.numbers: list[int] = []

    def __call__(self, kind: str, parameters: dict[str, object], **more: str) -> Provider:
        told = {"academy": "poitiers", "claim": "email", "matches": "address"} | more
        provider = add_provider(
            key=unique("p").lower(), name="Guichet unique", kind=kind, parameters=parameters, **told
        )
        self.numbers.append(provider.pk)
        return provider

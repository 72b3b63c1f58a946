"""A cast: Alice and Bob work in Poitiers, Paula in Paris; their names say who may see whom."""

from dataclasses import dataclass

import pytest

from preau.identity.models import Account, Mailbox, Person, Post


def hire(
    academy: str,
    identifier: str,
    given: str,
    family: str,
    *,
    function: str = "",
    school: str = "",
    address: str = "",
) -> Account:
    domain = f"ac-{academy}.fr"
    account = Account.objects.create(
        person=Person.objects.create(given_name=given, family_name=family),
        academy=academy,
        identifier=identifier,
        login=f"{identifier}@{domain}",
        address=address or f"{identifier}@{domain}",
        given_name=given,
        family_name=family,
        password="!",
    )
    if function:
        Post.objects.create(
            person=account.person, academy=academy, function=function, school_name=school
        )
    return account


def open_box(academy: str, local: str, name: str, kind: str = "school") -> Mailbox:
    address = f"{local}@ac-{academy}.fr"
    return Mailbox.objects.create(
        academy=academy, login=address, address=address, name=name, kind=kind, quota_bytes=1
    )


@dataclass(frozen=True)
class Cast:
    alice: Account
    bob: Account
    paula: Account


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast(
        alice=hire(
            "poitiers",
            "adales",
            "Alice",
            "D’Alès",
            function="Professeure de mathématiques",
            school="Lycée Camille-Guérin",
            address="alice.dales@ac-poitiers.fr",
        ),
        bob=hire(
            "poitiers",
            "bdelatour",
            "Bob",
            "de La Tour",
            function="Principal",
            school="Collège Élise-Noël",
            address="bob.de-la-tour@ac-poitiers.fr",
        ),
        paula=hire(
            "paris",
            "pdales",
            "Paula",
            "Dalès",
            function="Professeure de mathématiques",
            school="Lycée Élise-Noël",
            address="paula.dales@ac-paris.fr",
        ),
    )

"""What the tests of second factors share: an app in hand, and ways in of one's own."""

import time
from itertools import count

from preau.formats import passcodes
from preau.identity.actions.authenticators import new_secret
from preau.identity.actions.recovery_codes import make_codes
from preau.identity.models import Authenticator
from preau.identity.sealing import seal
from tests.house.cast import PASSWORD, Person
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor

_networks = count(2)


class App:
    """An authenticator app that has read the picture."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def shows(self, steps: int = 0) -> str:
        return passcodes.code_at(self.secret, int(time.time()) // 30 + steps)

    def shows_no_more(self) -> str:
        return self.shows(-20)


def with_app(person: Person) -> App:
    secret = new_secret()
    Authenticator.objects.create(
        account=person.account, secret=seal(secret, f"totp:{person.account.pk}")
    )
    return App(secret)


def with_codes(person: Person) -> list[str]:
    return make_codes(person.account, network="127.0.0.1")


def newcomer(house: House, academy: str = "poitiers", source: str = "") -> Visitor:
    """From a network of its own: wrong tries are counted by network, too."""
    number = next(_networks)
    return Visitor(
        house.ports.web,
        house.host(academy),
        source=source or f"127.0.{8 + number // 200}.{number % 200 + 2}",
    )


def signs_in(visitor: Visitor, person: Person, password: str = PASSWORD, **more: str) -> Answer:
    return visitor.post("/sign-in", identifier=person.box, password=password, **more)


def is_in(visitor: Visitor, person: Person) -> bool:
    return visitor.get(person.path()).status == 200

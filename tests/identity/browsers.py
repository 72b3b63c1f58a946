"""Browsers that say what they are and where they stand, and people who come in by them."""

from preau.identity.models import Session
from preau.identity.sessions import digest
from tests.house.cast import PASSWORD, Person
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"


IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)


SCHOOL = "198.51.100.7"


HOME, SEASIDE = "203.0.113.9", "192.0.2.44"


class Browsing(Visitor):
    """A visitor whose browser says what it is and where it stands, as the proxy in front does."""

    agent: str = FIREFOX
    address: str = HOME

    def request(
        self, verb: str, path: str, headers: dict[str, str], body: bytes | None = None
    ) -> Answer:
        told = {"User-Agent": self.agent, "X-Forwarded-For": self.address}
        return super().request(verb, path, told | headers, body)


def browser(
    house: House, *, agent: str = FIREFOX, address: str = HOME, academy: str = "poitiers"
) -> Browsing:
    made = Browsing(house.ports.web, house.host(academy))
    made.agent, made.address = agent, address
    return made


def sign_in(visitor: Visitor, person: Person, **more: str) -> Answer:
    return visitor.post("/sign-in", identifier=person.box, password=PASSWORD, **more)


def come_in(house: House, person: Person, *, shared: bool = False, **how: str) -> Browsing:
    visitor = browser(house, **how)
    answer = sign_in(visitor, person, **({"shared": "1"} if shared else {}))
    assert answer.status == 302
    return visitor


def session_of(visitor: Visitor) -> Session:
    return Session.objects.get(pk=digest(visitor.cookies["preau_session"]))


def is_in(visitor: Visitor, person: Person) -> bool:
    return visitor.get(person.path()).status == 200

"""How the tests of the reader open a message."""

from tests.house.cast import Person
from tests.house.visitor import Answer


def read(person: Person, ident: str, tail: str = "", **query: str) -> Answer:
    return person.visitor().get(person.path(tail=f"m/{ident}/{tail}"), **query)

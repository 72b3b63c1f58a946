"""An application that signs people in by us, driven from the tests; it runs in Node."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import parse_qs, urlsplit

from preau.applications.actions.registering import add_application
from tests.house.cast import PASSWORD, Person
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Answer, Visitor

SCRIPT = Path(__file__).parent / "party.mjs"
BACK = "https://intranet.example/back"
AFTER = "https://intranet.example/bye"


class Refused(Exception):
    """The library of the application would not go on; its code, such as `invalid_grant`."""


class Registered(TypedDict):
    issuer: str
    id: str
    secret: str


class Party:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def __call__(self, verb: str, **given: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"verb": verb, **given}) + "\n")
        self._process.stdin.flush()
        said = json.loads(self._process.stdout.readline())
        if "failed" in said:
            raise Refused(said["failed"], said["why"])
        return said

    def ask(self, *, redirect: str = BACK, scope: str | None = None, **more: str) -> str:
        """The path of the house that the browser is sent to."""
        words = {"redirect": redirect, "more": more} | ({"scope": scope} if scope else {})
        url: str = self("ask", **words)["url"]
        return "/" + url.split("/", 3)[3]

    def come(self, url: str, **checks: Any) -> Any:
        return self("come", url=url, checks=checks)


@contextmanager
def running() -> Iterator[Party]:
    process = subprocess.Popen(
        ["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Party(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


def register(house: House, *, academy: str = "poitiers", **how: Any) -> Registered:
    made, secret = add_application(
        academy, unique("Intranet"), [BACK], logout_uris=[AFTER], by="tests", **how
    )
    return {"issuer": house.url(academy, ""), "id": made.client_id, "secret": secret}


def signs_in(visitor: Visitor, person: Person, entrance: Answer) -> Answer:
    """The form of the entrance, and what it leads to."""
    page = visitor.get(entrance.location)
    back = str(page.one("input[name=next]")["value"])
    return visitor.follow(
        visitor.post("/sign-in", identifier=person.box, password=PASSWORD, next=back)
    )


def sent_to(answer: Answer) -> str:
    """The whole address, of a redirect or of a page that leads on."""
    if "location" in answer.headers:
        return answer.headers["location"]
    return str(answer.one("a.button-primary")["href"])


def known_to(party: Party, house: House, **how: object) -> str:
    """An application is declared and has read where to ask; its client_id."""
    made = register(house, **how)
    party("discover", **made)
    return made["id"]


def nobody(house: House, academy: str = "poitiers") -> Visitor:
    return Visitor(house.ports.web, house.host(academy))


def words_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def enter(party: Party, person: Person, **more: str) -> dict[str, object]:
    """Signed in already: the tokens of the application."""
    tokens: dict[str, object] = party.come(sent_to(person.visitor().get(party.ask(**more))))
    return tokens


def sent_back(party: Party, person: Person) -> str:
    """Signed in already: the address of the application, with a code in it."""
    return sent_to(person.visitor().get(party.ask()))


def hidden(page: Answer) -> dict[str, str]:
    """What the form of a page carries along."""
    return {str(one["name"]): str(one["value"]) for one in page.all("form input[type=hidden]")}

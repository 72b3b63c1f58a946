"""Signing in by a CAS 3 server, as the protocol's specification writes one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from preau.federation.models import Provider
from tests.federation.conftest import Register, at
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Answer, Visitor

YES = """<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess>
<cas:user>{user}</cas:user><cas:attributes><cas:mail>x@y.example</cas:mail></cas:attributes>
</cas:authenticationSuccess></cas:serviceResponse>"""
NO = """<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">
<cas:authenticationFailure code="INVALID_TICKET">not recognised</cas:authenticationFailure>
</cas:serviceResponse>"""


@dataclass
class Tickets:
    """Ticket → (service, user); each is asked about once. Those of `renewed` were given after the
    password was typed again."""

    url: str = ""
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    renewed: set[str] = field(default_factory=set)

    def issue(self, service: str, user: str, *, is_renewed: bool = False) -> str:
        ticket = f"ST-{unique('t')}"
        self.known[ticket] = (service, user)
        if is_renewed:
            self.renewed.add(ticket)
        return ticket

    def answer(self, path: str) -> str:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        service, user = self.known.pop(asked.get("ticket", ""), ("", ""))
        is_enough = "renew" not in asked or asked["ticket"] in self.renewed
        return YES.format(user=user) if user and service == asked["service"] and is_enough else NO


@pytest.fixture
def tickets() -> Iterator[Tickets]:
    made = Tickets()

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(made.answer(self.path).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        made.url = f"http://127.0.0.1:{server.server_port}/cas"
        Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


@pytest.fixture
def provider(register: Register, tickets: Tickets) -> Provider:
    return register("cas", {"url": tickets.url}, claim="user", matches="identifier")


def service_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["service"][0]


def comes_back(visitor: Visitor, away: str, ticket: str) -> Answer:
    """As the CAS server sends the browser: the ticket is added to the service's own address."""
    service = urlsplit(service_of(away))
    return visitor.get(f"{service.path}?{service.query}&ticket={quote(ticket)}")


def test_a_ticket_opens_the_mailbox(
    house: House, hire: Engage, tickets: Tickets, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    away = visitor.get(f"/with/{provider.key}").headers["location"]
    ticket = tickets.issue(service_of(away), claire.box.upper())
    answer = comes_back(visitor, away, ticket)
    assert answer.headers["location"] == claire.path()
    assert visitor.get(claire.path()).status == 200


@dataclass(frozen=True)
class Arrived:
    """Somebody who came in by the provider, and has no password of ours."""

    person: Person
    browser: Visitor
    tickets: Tickets
    key: str

    def asks(self) -> Answer:
        return self.browser.follow(self.browser.get("/settings/security/address"))

    def proves(self, who: str, *, is_renewed: bool) -> Answer:
        """By the button of that page, at the provider, and back."""
        button = self.asks().one(f'main a[href^="/with/{self.key}"]')
        away = self.browser.get(str(button["href"])).headers["location"]
        ticket = self.tickets.issue(service_of(away), who, is_renewed=is_renewed)
        return comes_back(self.browser, away, ticket)


@pytest.fixture
def claire(house: House, hire: Engage, tickets: Tickets, provider: Provider) -> Arrived:
    person, browser = hire("Claire"), at(house)
    person.account.password = ""
    person.account.save()
    away = browser.get(f"/with/{provider.key}").headers["location"]
    ticket = tickets.issue(service_of(away), person.box)
    comes_back(browser, away, ticket)
    return Arrived(person, browser, tickets, provider.key)


def test_who_has_no_password_of_ours_is_asked_for_none(claire: Arrived) -> None:
    page = claire.asks()
    ways = [one.get_text(strip=True) for one in page.all("main .fields a.button-primary")]
    assert ways == ["Prove it with Guichet unique"]
    assert page.all('main input[type="password"]') == []
    changing = claire.browser.get("/settings/security/password")
    assert changing.location.partition("?")[0] == "/settings/security/confirm"


def test_they_prove_again_by_the_provider_and_come_back(claire: Arrived) -> None:
    answer = claire.proves(claire.person.box, is_renewed=True)
    assert answer.location == "/settings/security/address"
    assert claire.browser.get("/settings/security/address").status == 200


def test_a_session_that_is_open_at_the_provider_proves_nothing_again(claire: Arrived) -> None:
    answer = claire.proves(claire.person.box, is_renewed=False)
    assert [answer.status, claire.browser.get("/settings/security/address").status] == [401, 302]


def test_another_person_s_proof_proves_nothing(claire: Arrived, hire: Engage) -> None:
    answer = claire.proves(hire("Karim").box, is_renewed=True)
    assert [answer.status, claire.browser.get("/settings/security/address").status] == [401, 302]


@pytest.mark.parametrize("ticket", ["ST-inconnu", "PT-1", "", "ST-1&pgtUrl=x", "é"])
def test_a_ticket_that_the_server_does_not_know_opens_nothing(
    house: House, provider: Provider, ticket: str
) -> None:
    visitor = at(house)
    away = visitor.get(f"/with/{provider.key}").headers["location"]
    assert comes_back(visitor, away, ticket).status == 401


def test_a_ticket_for_another_service_opens_nothing(
    house: House, hire: Engage, tickets: Tickets, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    away = visitor.get(f"/with/{provider.key}").headers["location"]
    assert (
        comes_back(visitor, away, tickets.issue("https://autre.example/", claire.box)).status == 401
    )


def test_the_ticket_of_a_departure_opens_nothing_to_who_left_another_time(
    house: House, hire: Engage, tickets: Tickets, provider: Provider
) -> None:
    """Nobody is led into another's mailbox by a link that was prepared for them."""
    thief, visitor = hire("Karim"), at(house)
    away = at(house).get(f"/with/{provider.key}").headers["location"]
    mine = visitor.get(f"/with/{provider.key}").headers["location"]
    ticket = tickets.issue(service_of(away), thief.box)
    assert comes_back(visitor, away, ticket).status == 401
    visitor.get(f"/with/{provider.key}")
    assert comes_back(visitor, mine, ticket).status == 401
    assert visitor.get(thief.path()).status == 302


def test_a_ticket_in_a_link_signs_in_nobody_who_did_not_leave_from_here(
    house: House, hire: Engage, tickets: Tickets, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    away = at(house).get(f"/with/{provider.key}").headers["location"]
    ticket = tickets.issue(service_of(away), claire.box)
    assert comes_back(visitor, away, ticket).status == 401

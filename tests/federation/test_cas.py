"""Signing in by a CAS 3 server, as the protocol's specification writes one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from preau.federation.models import Provider
from tests.federation.conftest import Register, at
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
    """Ticket → (service, user); each is asked about once."""

    url: str = ""
    known: dict[str, tuple[str, str]] = field(default_factory=dict)

    def issue(self, service: str, user: str) -> str:
        ticket = f"ST-{unique('t')}"
        self.known[ticket] = (service, user)
        return ticket

    def answer(self, path: str) -> str:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        service, user = self.known.pop(asked.get("ticket", ""), ("", ""))
        return YES.format(user=user) if user and service == asked["service"] else NO


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


def test_who_has_just_come_from_a_provider_is_not_asked_for_a_password_of_ours(
    house: House, hire: Engage, tickets: Tickets, provider: Provider
) -> None:
    """They may have none."""
    claire, visitor = hire("Claire"), at(house)
    away = visitor.get(f"/with/{provider.key}").headers["location"]
    comes_back(visitor, away, tickets.issue(service_of(away), claire.box))
    assert visitor.get("/settings/security/address").status == 200


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

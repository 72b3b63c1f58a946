"""Signing in to an application in Chromium: from the application, by the entrance, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from preau.applications.actions.registering import add_application
from tests.house.cast import PASSWORD, Person
from tests.house.chromium import DESK, PATIENCE, SIZES, in_chromium, violations
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import unique
from tests.oidc.party import Party

pytestmark = in_chromium


class Intranet(BaseHTTPRequestHandler):
    """Another origin than ours. At /hold it answers nothing, and the browser stays where it is."""

    def do_GET(self) -> None:
        self.send_response(204 if self.path.startswith("/hold") else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if not self.path.startswith("/hold"):
            self.wfile.write(b"<!doctype html><title>Intranet</title><h1>Intranet</h1>")

    def log_message(self, *_words: object) -> None:
        """Nothing on the screen."""


@pytest.fixture(scope="module")
def intranet() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Intranet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def window(
    chromium: Browser,
    house: House,
    person: Person | None = None,
    size: tuple[int, int] = DESK,
    scheme: str = "light",
) -> Iterator[Page]:
    """What the browser complains of, a policy that was broken above all, fails the test."""
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE)
    if person is not None:
        key = person.visitor().cookies["preau_session"]
        context.add_cookies([{"name": "preau_session", "value": key, "url": house.url("poitiers")}])
    complaints: list[str] = []
    context.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
    )
    yield context.new_page()
    context.close()
    assert complaints == []


def declared(house: House, party: Party, back: str, *, asks_consent: bool = False) -> str:
    """The address the application sends a browser to."""
    made, secret = add_application(
        "poitiers", unique("Intranet"), [back], logout_uris=[back], asks_consent=asks_consent,
        by="tests",
    )  # fmt: skip
    party("discover", issuer=house.url("poitiers", ""), id=made.client_id, secret=secret)
    return house.url("poitiers", party.ask(redirect=back))


def type_in(page: Page, person: Person) -> None:
    page.locator("#identifier").fill(person.box)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire()


def test_a_person_signs_in_once_and_arrives_in_the_intranet(
    house: House, chromium: Browser, party: Party, intranet: str, person: Person
) -> None:
    back = f"{intranet}/back"
    with window(chromium, house) as page:
        page.goto(declared(house, party, back))
        type_in(page, person)
        expect(page).to_have_title("Intranet")
        assert party.come(page.url)["claims"]["email"] == person.address
        page.goto(declared(house, party, back))
        assert party.come(page.url)["claims"]["email"] == person.address
        page.goto(house.url("poitiers", person.path()))
        assert page.url == house.url("poitiers", person.path())


def test_who_was_signed_in_is_asked_once_more_and_arrives(
    house: House, chromium: Browser, party: Party, intranet: str, person: Person
) -> None:
    address = declared(house, party, f"{intranet}/back")
    with window(chromium, house, person) as page:
        page.goto(address + "&prompt=login")
        assert violations(page) == []
        type_in(page, person)
        expect(page).to_have_title("Intranet")
        assert party.come(page.url)["claims"]["amr"] == ["pwd"]


def test_who_agrees_arrives_and_who_refuses_too(
    house: House, chromium: Browser, party: Party, intranet: str, person: Person
) -> None:
    address = declared(house, party, f"{intranet}/back", asks_consent=True)
    with window(chromium, house, person) as page:
        page.goto(address)
        page.get_by_role("button", name="Refuse").click()
        expect(page).to_have_title("Intranet")
        assert "error=access_denied" in page.url
        page.goto(address)
        page.get_by_role("button", name="Agree and open").click()
        expect(page).to_have_title("Intranet")
        assert party.come(page.url)["claims"]["email"] == person.address


def test_signing_out_by_our_page_leads_back_to_the_application(
    house: House, chromium: Browser, party: Party, intranet: str, person: Person
) -> None:
    back = f"{intranet}/back"
    client = declared(house, party, back).split("client_id=")[1].split("&")[0]
    leave = f"/oidc/logout?client_id={client}&post_logout_redirect_uri={back}"
    with window(chromium, house, person) as page:
        page.goto(house.url("poitiers", leave))
        page.get_by_role("button", name="Sign out everywhere").click()
        expect(page).to_have_title("Intranet")
        page.goto(house.url("poitiers", person.path()))
        assert "/sign-in" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_has_nothing_to_say(
    house: House, chromium: Browser, party: Party, intranet: str, person: Person,
    size: tuple[int, int], scheme: str,
) -> None:  # fmt: skip
    person.prefers(theme="auto")
    address = declared(house, party, f"{intranet}/hold", asks_consent=True)
    with window(chromium, house, person, size, scheme) as page:
        page.goto(address)
        assert violations(page) == []
        page.get_by_role("button", name="Agree and open").click()
        expect(page.get_by_role("heading", name="One moment")).to_be_visible()
        assert violations(page) == []
        for path in ("/oidc/authorize", "/oidc/logout"):
            page.goto(house.url("poitiers", path))
            assert violations(page) == []

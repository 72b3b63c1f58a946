"""Alerts in a real Chromium: chosen on the page, sealed by us, opened by a reader that is not ours,
and shown by the browser's own worker. Only the address to wake it at is made up: its maker's service
is on the internet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from preau.identity.models import PushSubscription
from tests.house.cast import PASSWORD, Person
from tests.house.chromium import SIZES, in_chromium, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.push_service import FakeBrowser, PushService
from tests.house.waiting import eventually
from tests.identity.browsers import IPHONE, SEASIDE, come_in
from tests.identity.test_alerts import PAGE, service

__all__ = ["service"]
pytestmark = in_chromium

SUBSCRIBES = """({endpoint, key, secret}) => {
  const octets = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0)).buffer
  PushManager.prototype.subscribe = async function ({applicationServerKey}) {
    if (applicationServerKey.byteLength !== 65) throw new Error("no key")
    return {endpoint, getKey: (name) => octets(name === "auth" ? secret : key)}
  }
}"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/static/settings/push-worker.js")
  return (await registration?.getNotifications() ?? []).map(({title, body, lang, data}) => ({title, body, lang, ...data}))
}"""


@contextmanager
def chromium_of(
    chromium: Browser, house: House, person: Person, size: tuple[int, int] = SIZES[0]
) -> Iterator[Page]:
    context: BrowserContext = chromium.new_context(
        viewport={"width": size[0], "height": size[1]}, permissions=["notifications"]
    )
    host = house.url("poitiers")
    context.add_cookies([{"name": "django_language", "value": "en", "url": host}])
    page = context.new_page()
    page.goto(house.url("poitiers", f"/sign-in?next={PAGE}"))
    page.fill("#identifier", person.box)
    page.fill("#password", PASSWORD)
    page.click("form[action='/sign-in'] button[type=submit]")
    try:
        yield page
    finally:
        context.close()


def chooses(page: Page, fake: FakeBrowser) -> None:
    page.evaluate(SUBSCRIBES, fake.given)
    page.get_by_role("button", name="Alert this browser").click()
    expect(page.locator("[data-preau-alerts-end]")).to_have_count(1)


def registration_of(page: Page) -> tuple[CDPSession, str]:
    scopes: dict[str, str] = {}

    def hear(said: dict[str, Any]) -> None:
        alive = [one for one in said["registrations"] if not one["isDeleted"]]
        scopes.update({one["registrationId"]: one["scopeURL"] for one in alive})

    wire = page.context.new_cdp_session(page)
    wire.on("ServiceWorker.workerRegistrationUpdated", hear)
    wire.send("ServiceWorker.enable")
    # Nothing is heard but while the page is waited for.
    eventually(lambda: page.wait_for_timeout(50) or scopes)
    ((number, scope),) = scopes.items()
    assert scope.endswith("/static/settings/")
    return wire, number


def test_a_sign_in_elsewhere_is_shown_by_the_browser_itself(
    house: House, hire: Engage, chromium: Browser, service: PushService
) -> None:
    person, fake = hire("Claire"), FakeBrowser(service.origin)
    with chromium_of(chromium, house, person) as page:
        chooses(page, fake)
        come_in(house, person, agent=IPHONE, address=SEASIDE)
        (taken,) = service.waits_for(fake.path)
        wire, number = registration_of(page)
        origin = house.url("poitiers", "")
        wire.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": origin, "registrationId": number, "data": fake.reads(taken.body)},
        )
        page.wait_for_function(f"async () => (await ({SHOWN})()).length === 1")
        shown = page.evaluate(SHOWN)
    assert shown == [
        {
            "title": "Académie de Poitiers",
            "body": "Somebody has just signed in to your account: Safari on iPhone, 192.0.2.0/24.",
            "lang": "en",
            "url": "/settings/activity",
        }
    ]


def test_the_worker_answers_no_page_and_keeps_nothing(
    house: House, hire: Engage, chromium: Browser, service: PushService
) -> None:
    person = hire()
    with chromium_of(chromium, house, person) as page:
        chooses(page, FakeBrowser(service.origin))
        page.goto(house.url("poitiers", person.path()))
        found = page.evaluate(
            "async () => [navigator.serviceWorker.controller, await caches.keys()]"
        )
    assert found == [None, []]


def test_it_is_stopped_where_it_was_chosen(
    house: House, hire: Engage, chromium: Browser, service: PushService
) -> None:
    person = hire()
    with chromium_of(chromium, house, person) as page:
        chooses(page, FakeBrowser(service.origin))
        page.locator("[data-preau-alerts-end] button").click()
        expect(page.get_by_role("button", name="Alert this browser")).to_be_visible()
        left = page.evaluate(
            "async () => (await navigator.serviceWorker.getRegistrations()).length"
        )
    assert left == 0
    assert not PushSubscription.objects.filter(account=person.account).exists()


def test_signing_out_takes_the_worker_away(
    house: House, hire: Engage, chromium: Browser, service: PushService
) -> None:
    person = hire()
    with chromium_of(chromium, house, person) as page:
        chooses(page, FakeBrowser(service.origin))
        page.goto(house.url("poitiers", "/settings/sessions"))
        page.locator("main form[action='/sign-out'] button").click()
        expect(page.locator("#identifier")).to_be_visible()
        left = page.evaluate(
            "async () => (await navigator.serviceWorker.getRegistrations()).length"
        )
    assert left == 0
    assert not PushSubscription.objects.filter(account=person.account).exists()


def test_a_browser_that_cannot_be_woken_says_so(
    house: House, hire: Engage, chromium: Browser
) -> None:
    """Nothing of the internet is reached from here, so its maker's service is not, either."""
    person = hire()
    with chromium_of(chromium, house, person) as page:
        page.get_by_role("button", name="Alert this browser").click()
        expect(page.locator("[data-preau-says=failed]")).to_be_visible()
        assert (
            page.locator("[data-preau-says=failed]").inner_text().startswith("This browser could")
        )


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_page_before_and_after(
    house: House, hire: Engage, chromium: Browser, service: PushService, size: tuple[int, int]
) -> None:
    person = hire()
    found = []
    with chromium_of(chromium, house, person, size) as page:
        expect(page.get_by_role("button", name="Alert this browser")).to_be_visible()
        found.append((violations(page), is_too_wide(page)))
        chooses(page, FakeBrowser(service.origin))
        found.append((violations(page), is_too_wide(page)))
    assert found == [([], False)] * 2

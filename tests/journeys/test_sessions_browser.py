"""Sessions in a real Chromium: ended from elsewhere, left open on a shared computer, gone after."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from preau.identity.models import Account, Session
from tests.house.cast import PASSWORD, Person
from tests.house.chromium import PHONE, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter
from tests.journeys.conftest import Browse, Screen
from tests.journeys.test_writing_journeys import saved, write

STORED = """async () => ({
  local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: window.caches ? (await caches.keys()).length : 0,
  workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""
NOTHING = {"local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}
MAIL = "[data-preau-row], #reader, [data-preau-composer]"


def sign_in(screen: Screen, person: Person, *, shared: bool = False) -> None:
    screen.go("/sign-in")
    page = screen.page
    page.fill("#identifier", person.box)
    page.fill("#password", PASSWORD)
    if shared:
        page.check("input[name=shared]")
    page.click("button[type=submit]")
    expect(page).to_have_url(screen.base + person.path())


def shorten(person: Person, seconds: int) -> None:
    """The sessions of this person end sooner: nobody waits ten minutes in a test."""
    Session.objects.filter(account=Account.objects.get(pk=person.account.pk)).update(
        idle_seconds=seconds, seen_at=timezone.now()
    )


def seen(person: Person) -> datetime:
    """When somebody was last there, in their newest session."""
    return Session.objects.filter(account=person.account).latest("seen_at").seen_at


def settled(page: Page) -> None:
    page.wait_for_load_state("networkidle")


def test_a_session_ended_from_another_browser_covers_its_page_and_keeps_what_was_typed(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    there, here = browse(), browse(person)
    sign_in(there, person)
    there.go(f"/mail/{person.box}/compose")
    there.page.locator(".composer-subject").fill(f"Conseil {SECRET}")
    write(there.page, f"À demain {SECRET}")
    saved(there)
    here.go("/settings/sessions")
    here.page.get_by_role("button", name="End the session: Chrome on Linux").click()
    ended = there.page.locator("#ended")
    expect(ended).to_be_visible(timeout=2000)
    assert there.page.locator(".composer-subject").is_hidden()
    ended.get_by_role("link", name="Sign in again").click()
    there.page.fill("#identifier", person.box)
    there.page.fill("#password", PASSWORD)
    there.page.click("button[type=submit]")
    expect(there.page.locator(".composer-subject")).to_have_value(f"Conseil {SECRET}")
    expect(there.page.locator("[data-preau-editor]")).to_contain_text("À demain")


def test_the_last_session_is_ended_from_a_telephone_by_its_menu(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    forgotten, phone = browse(), browse(person, size=PHONE)
    sign_in(forgotten, person)
    phone.go(person.path())
    phone.page.click(".account-face")
    phone.page.get_by_role("button", name="End my last session elsewhere").click()
    expect(phone.page.locator(".toast-words")).to_contain_text("This session was ended: Chrome")
    expect(forgotten.page.locator("#ended")).to_be_visible(timeout=2000)
    assert forgotten.page.locator("main").is_hidden()


def test_a_shared_computer_shows_and_keeps_nothing_after_sign_out(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    person.program().keep(letter("Confidentiel"))
    screen = browse()
    sign_in(screen, person, shared=True)
    page = screen.page
    page.click("a.row-link >> nth=0")
    expect(page.locator("#reader")).to_contain_text("Bonjour à toutes et à tous.")
    other = page.context.new_page()
    other.goto(page.url)
    settled(other)
    page.click(".account-face")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page).to_have_url(f"{screen.base}/sign-in")
    expect(other.locator("#identifier")).to_be_visible(timeout=2000)
    assert page.evaluate(STORED) == NOTHING
    assert [c["name"] for c in page.context.cookies() if c["name"] != "preau_csrf"] == []
    for step in (page.go_back, page.go_back, page.go_forward):
        step()
        expect(page.locator("#identifier")).to_be_visible()
        assert page.locator(MAIL).count() == 0


def test_a_minute_before_the_end_the_page_asks_and_one_may_stay(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    screen = browse()
    sign_in(screen, person, shared=True)
    shorten(person, 63)
    screen.go(f"/mail/{person.box}/compose")
    page = screen.page
    page.locator(".composer-subject").fill(f"Brouillon {SECRET}")
    warning = page.locator("#leaving")
    expect(warning).to_be_visible()
    expect(warning).to_contain_text("Nobody has used this page for a while.")
    saved(screen)
    assert violations(page) == []
    warning.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()
    expect(page.locator(".composer-subject")).to_have_value(f"Brouillon {SECRET}")


def test_a_shared_computer_left_open_closes_by_itself_and_the_draft_is_there(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    screen = browse()
    sign_in(screen, person, shared=True)
    screen.go(f"/mail/{person.box}/compose")
    page = screen.page
    page.locator(".composer-subject").fill(f"Oublié {SECRET}")
    saved(screen)
    address = page.url.removeprefix(screen.base)
    shorten(person, 8)
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('preau:heard', { detail: { kind: 'again', data: {} } }))"
    )
    expect(page.locator("#leaving")).to_be_visible()
    expect(page.locator("#identifier")).to_be_visible()
    expect(page.locator(".notice")).to_contain_text("elle n’avait plus servi")
    assert page.evaluate(STORED) == NOTHING
    page.go_back()
    expect(page.locator("#identifier")).to_be_visible()
    assert page.locator(MAIL).count() == 0
    assert f"Oublié {SECRET}" in person.visitor().get(address).text


def test_a_page_that_is_read_without_a_click_is_not_closed(hire: Engage, browse: Browse) -> None:
    person = hire()
    screen = browse()
    sign_in(screen, person, shared=True)
    shorten(person, 68)
    screen.go(person.path())
    page = screen.page
    page.wait_for_timeout(4000)  # the server is told each twentieth of the time at most
    before = seen(person)
    with page.expect_response(lambda answer: answer.url.endswith("/sessions/stay")):
        page.mouse.wheel(0, 50)
    assert seen(person) > before
    expect(page.locator("#leaving")).to_be_hidden()


def test_a_new_sign_in_is_told_in_the_open_page(hire: Engage, browse: Browse) -> None:
    person = hire()
    screen = browse(person)
    screen.go(person.path())
    settled(screen.page)
    from preau.identity.doors import announce

    announce(f"account:{person.account.pk}", "sign-in", {"sentence": "Somebody has signed in."})
    toast = screen.page.locator(".toast", has_text="Somebody has signed in.")
    expect(toast).to_be_visible()
    toast.get_by_role("link", name="See my sessions").click()
    expect(screen.page).to_have_url(f"{screen.base}/settings/sessions")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), PHONE])
def test_axe_has_nothing_to_say_of_the_pages(
    hire: Engage, browse: Browse, size: tuple[int, int], scheme: str
) -> None:
    person = hire().prefers(theme=scheme)
    person.visitor(), person.visitor()
    Session.objects.filter(account=person.account).update(
        browser="Firefox", system="Windows", network="198.51.100.7", way="password",
        seen_at=timezone.now() - timedelta(minutes=5),
    )  # fmt: skip
    screen, found = browse(person, size=size, scheme=scheme), {}
    pages = ["/settings/sessions", "/settings/activity", "/sessions/end-last"]
    for path in pages:
        screen.go(path)
        settled(screen.page)
        wide = is_too_wide(screen.page)
        found[path] = (violations(screen.page), wide)
    assert found == dict.fromkeys(pages, ([], False))

"""Settings in a real Chromium: seen at once, typed and kept, nothing for axe to say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from preau.mail.models import Identity
from tests.house.cast import Person, open_school
from tests.house.fixtures import Engage
from tests.house.installation import House

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGES = ["reading", "writing", "senders", "account", "security"]
SIZES = [(1440, 900), (390, 844)]
THEMES = ["light", "dark", "contrast"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed."),
]
Open = Callable[[str], None]


@contextmanager
def browsing(
    house: House, person: Person, size: tuple[int, int] = (1440, 900)
) -> Iterator[tuple[Page, Open]]:
    """A page signed in as this person. The database is not to be asked inside the block."""
    session = person.visitor().cookies["preau_session"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        context.add_cookies(
            [{"name": "preau_session", "value": session, "url": house.url("poitiers")}]
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page, lambda path: _go(page, house.url("poitiers", path))
        browser.close()
    assert complaints == []


def _go(page: Page, url: str) -> None:
    page.goto(url)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_and_nothing_stands_out_of_the_page(
    house: House, hire: Engage, theme: str, size: tuple[int, int]
) -> None:
    person = hire("Maïwenn").prefers(theme=theme, trusted_images=["irene@lointain.example"])
    open_school(members=(person,))
    found = {}
    with browsing(house, person, size) as (page, go):
        for one in PAGES:
            go(f"/settings/{one}")
            page.wait_for_load_state("networkidle")
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            violations = [one["id"] for one in Axe().run(page).response["violations"]]
            found[one] = (violations, wide)
    assert found == dict.fromkeys(PAGES, ([], False))


def test_colours_change_before_the_page_is_loaded_again_and_stay(
    house: House, hire: Engage
) -> None:
    person = hire("Youna")
    with browsing(house, person) as (page, go):
        go("/settings/reading")
        page.check('input[name="theme"][value="dark"]')
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator("[data-preau-saved]", has_text="Saved")).to_have_count(1)
        go(person.path())
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_signature_is_saved_as_it_is_typed(house: House, hire: Engage) -> None:
    person = hire("Enora")
    with browsing(house, person) as (page, go):
        go("/settings/writing")
        page.locator("[data-preau-editor]").click()
        page.keyboard.type("Enora")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+b")
        page.keyboard.type("Lettres")
        expect(page.locator("preau-signature [data-preau-saved]")).to_have_text("Saved")
    kept = Identity.objects.get(mailbox__login=person.login).signature_html
    assert kept.startswith("<div>Enora</div><div><b>Lettres</b>")


def test_what_was_typed_last_is_kept_when_the_page_is_left_at_once(
    house: House, hire: Engage
) -> None:
    person = hire("Nolwenn")
    with browsing(house, person) as (page, go):
        go("/settings/writing")
        page.locator("[data-preau-editor]").click()
        page.keyboard.type("Nolwenn")
        go("/settings/reading")
        go("/settings/writing")
        expect(page.locator("[data-preau-editor]")).to_have_text("Nolwenn")


def test_every_choice_is_made_from_the_keyboard(house: House, hire: Engage) -> None:
    person = hire("Rozenn")
    with browsing(house, person) as (page, go):
        go("/settings/writing")
        page.focus('input[name="undo_seconds"][checked]')
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-preau-saved]").first).to_have_text("Saved")
    person.account.preference.refresh_from_db()
    assert person.account.preference.undo_seconds == 5

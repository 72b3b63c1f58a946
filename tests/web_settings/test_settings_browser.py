"""Settings in a real Chromium: seen at once, typed and kept, nothing for axe to say."""

import pytest
from playwright.sync_api import expect

from preau.mail.models import Identity
from tests.house.cast import open_school
from tests.house.chromium import PHONE, SIZES, in_chromium, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.web_settings.browsing import browsing

PAGES = ["reading", "writing", "senders", "account", "security"]
THEMES = ["light", "dark", "contrast"]

pytestmark = in_chromium


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
            found[one] = violations(page), is_too_wide(page)
    assert found == dict.fromkeys(PAGES, ([], False))


def test_on_a_phone_the_menu_is_folded_under_the_name_of_its_page(
    house: House, hire: Engage
) -> None:
    with browsing(house, hire("Nolwenn"), PHONE) as (page, go):
        go("/settings/reading")
        expect(page.get_by_role("link", name="Devices")).to_be_hidden()
        page.locator(".settings-fold summary").click()
        assert (violations(page), is_too_wide(page)) == ([], False)
        page.get_by_role("link", name="Devices").click()
        expect(page.locator(".settings-fold summary")).to_have_text("Devices")


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
        page.get_by_label("Written by me").check()
        page.locator("[data-preau-editor]").click()
        page.keyboard.press("Control+a")
        page.keyboard.type("Enora")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+b")
        with page.expect_response(lambda said: "Lettres" in (said.request.post_data or "")):
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
        page.get_by_label("Written by me").check()
        page.locator("[data-preau-editor]").click()
        page.keyboard.press("Control+a")
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

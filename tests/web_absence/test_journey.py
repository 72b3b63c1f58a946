"""A teacher leaves for the holidays and comes back, in Chromium; axe looks at every page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from preau.absence.models import Absence
from tests.house.chromium import DESK, PHONE, in_chromium, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.web_settings.browsing import browsing

pytestmark = in_chromium


@pytest.mark.parametrize(("size", "theme"), [(DESK, "light"), (PHONE, "dark")])
def test_leaving_and_coming_back(
    house: House, hire: Engage, size: tuple[int, int], theme: str
) -> None:
    claire = hire("Claire").prefers(theme=theme, language="fr")
    seen: dict[str, tuple[list[str], bool]] = {}
    start, end = (timezone.localdate() + timedelta(days=days) for days in (0, 3))
    with browsing(house, claire, size) as (page, go):

        def look(name: str) -> None:
            page.wait_for_load_state("networkidle")
            seen[name] = violations(page), is_too_wide(page)

        go("/settings/absence/")
        page.locator(".absence-holiday").first.click()
        look("filled")
        page.fill("#first_day", start.isoformat())
        page.fill("#last_day", end.isoformat())
        page.click("text=Formation")
        expect(page.locator("#inside_text")).to_contain_text("en formation")
        page.fill("#outside_text", "Je reviens bientôt.")
        outside = page.locator(".absence-letter").first.locator(".absence-text")
        expect(outside).to_have_text("Je reviens bientôt.")
        page.locator("#absence summary").nth(1).click()
        look("changed")
        page.fill("#last_day", "2020-01-01")
        page.keyboard.press("Enter")
        expect(page.locator("#last_day")).to_have_attribute("aria-invalid", "true")
        look("wrong")
        page.fill("#last_day", end.isoformat())
        page.locator(".absence-foot .button-primary").click()
        expect(page.locator(".absence-told")).to_contain_text("est active jusqu’au")
        look("applied")
        go(claire.path())
        look("mailbox")
        page.locator(".absent").get_by_role("button", name="Arrêter").click()
        expect(page.locator(".absent")).to_contain_text("Bon retour.")
        page.locator(".absent").get_by_role("link", name="Pendant votre absence").click()
        expect(page.locator(".meanwhile-summary")).to_have_text(
            "Rien ne vous attend\u00a0: tout ce qui est arrivé a été lu."
        )
        look("meanwhile")
        go("/settings/absence/week")
        look("week")
    assert seen == dict.fromkeys(seen, ([], False))
    kept = Absence.objects.get(mailbox__login=claire.login)
    assert (kept.is_on, kept.outside_text) == (False, "Je reviens bientôt.")

"""Adding a device in a real Chromium: a code to scan, a value to copy, a line that comes alive."""

import imaplib
import os
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.house.cast import PASSWORD, Person
from tests.house.chromium import SIZES, in_chromium, is_too_wide, violations
from tests.house.client import MailProgram
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.web_settings.browsing import Open, browsing
from tests.web_settings.devices import link_of

pytestmark = in_chromium
PICTURES = os.environ.get("PICTURES", "")


def used_device(person: Person) -> int:
    """One that came in, beside a program that was refused."""
    person.program().subjects()
    for password in (PASSWORD, "pas-le-bon"):
        with (
            suppress(imaplib.IMAP4.error),
            MailProgram(person.house, person.login, password).imap(),
        ):
            pass
    return int(person.account.devices.get().pk)


def look(page: Page, name: str) -> tuple[list[str], bool]:
    """What axe says, and whether the page is wider than the window."""
    page.wait_for_load_state("load")
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=False)
        page.evaluate("document.querySelector('.settings-sheet')?.scrollTo(0, 700)")
        page.screenshot(path=Path(PICTURES) / f"{name}-lower.png")
    return violations(page), is_too_wide(page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_devices(
    house: House, hire: Engage, theme: str, size: tuple[int, int]
) -> None:
    person = hire("Maëlle").prefers(theme=theme, language="fr")
    number = used_device(person)
    paths = {
        "list": "", "one": f"/{number}", "kinds": "/add", "name": "/add/apple",
        "sheet": "/sheet/thunderbird",
    }  # fmt: skip
    found = {}
    with browsing(house, person, size) as (page, go):
        confirm(page, go)
        for name, path in paths.items():
            go(f"/settings/devices{path}")
            found[name] = look(page, f"{name}-{theme}-{size[0]}")
        for kind in ("apple", "thunderbird"):
            go(f"/settings/devices/add/{kind}")
            page.locator("form.device-form button[type=submit]").click()
            found[kind] = look(page, f"made-{kind}-{theme}-{size[0]}")
        address = page.evaluate("document.querySelector('.qr')?.src ?? ''")
    assert address == ""
    assert found == dict.fromkeys([*paths, "apple", "thunderbird"], ([], False))


def confirm(page: Page, go: Open) -> None:
    go("/settings/security/confirm")
    page.locator("#present").fill(PASSWORD)
    page.locator("#present").press("Enter")
    page.wait_for_url("**/settings/security")


def made(page: Page, go: Open, kind: str) -> str:
    confirm(page, go)
    go(f"/settings/devices/add/{kind}")
    page.get_by_role("button", name="Make its password").click()
    return page.locator(".value-secret .setting-value").inner_text()


def test_the_page_tells_by_itself_when_the_device_comes_in(house: House, hire: Engage) -> None:
    person = hire("Noa")
    with browsing(house, person) as (page, go):
        password = made(page, go, "thunderbird")
        expect(page.locator(".device-first")).to_contain_text("Waiting for the device")
        with MailProgram(house, person.login, password).imap():
            expect(page.locator(".device-first")).to_contain_text("It works", timeout=60_000)


def test_a_value_is_copied_by_its_button_which_says_so(house: House, hire: Engage) -> None:
    person = hire("Lou")
    with browsing(house, person) as (page, go):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        password = made(page, go, "thunderbird")
        page.get_by_role("button", name="Copy: Password of this device").click()
        expect(page.locator(".copied")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == password


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_pages_of_a_telephone(
    house: House, hire: Engage, size: tuple[int, int]
) -> None:
    person = hire("Ael").prefers(language="fr")
    (apple, _), (android, _) = link_of(person), link_of(person, "android")
    found = {}
    with browsing(house, person, size) as (page, go):
        page.context.clear_cookies()
        go(apple)
        expect(page.get_by_role("button", name="Télécharger le profil")).to_be_visible()
        found["apple"] = look(page, f"link-apple-{size[0]}")
        go(android)
        page.get_by_role("button", name="Montrer les valeurs").click()
        found["android"] = look(page, f"link-android-{size[0]}")
        go(android)
        found["over"] = look(page, f"link-over-{size[0]}")
    assert found == dict.fromkeys(["apple", "android", "over"], ([], False))

"""The pages of a password that is kept elsewhere, in a real Chromium."""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.federation.conftest import Register
from tests.house.chromium import SIZES, in_chromium, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.installation import House

pytestmark = in_chromium
PICTURES = os.environ.get("PICTURES", "")
THERE: dict[str, object] = {
    "host": "127.0.0.1", "port": 9, "protection": "none", "dn": "uid={identifier}",
    "page": "https://annuaire.example/mot-de-passe",
}  # fmt: skip
PAGES = {
    "security": "/settings/security",
    "password": "/settings/security/password",
    "confirm": "/settings/security/confirm",
    "recover": "/recover/",
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_where_a_directory_keeps_the_passwords(
    chromium: Browser, house: House, hire: Engage, register: Register,
    theme: Literal["light", "dark"], size: tuple[int, int],
) -> None:  # fmt: skip
    person = hire("Maëlle").prefers(theme=theme, language="fr")
    session = person.visitor().cookies["preau_session"]
    register("ldap", THERE, claim="uid", matches="identifier")
    register("cas", {"url": "http://127.0.0.1:9/cas"}, claim="user", matches="identifier")
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="fr-FR"
    )
    cookie = {"name": "preau_session", "value": session, "url": house.url("poitiers")}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page, found = context.new_page(), {}
    for name, path in PAGES.items():
        page.goto(house.url("poitiers", path), wait_until="load")
        found[name] = (violations(page), is_too_wide(page))
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{theme}-{width}.png")
    context.close()
    assert found == dict.fromkeys(PAGES, ([], False))

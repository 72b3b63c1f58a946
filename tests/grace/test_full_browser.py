"""A full mailbox, what was erased from it and its room in the console, in a real Chromium."""

import os

import pytest

from preau.identity.actions import opening
from preau.identity.models import Role
from tests.house.cast import MEGABYTE, Person
from tests.house.chromium import DESK, PHONE, in_chromium, is_too_wide, violations
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter
from tests.house.waiting import eventually
from tests.web_settings.browsing import browsing

pytestmark = in_chromium


def with_a_past(house: House, person: Person) -> Person:
    """Full, with one letter that waits, and a few that were erased."""
    program = person.program()
    program.make_folder("Réunions")
    program.keep(letter("Convocation au conseil d’administration du jeudi"), folder="Réunions")
    program.keep(letter("Sortie"), letter("Ma réponse", sender=person.who), folder="Trash")
    with program.imap() as line:
        for folder in ('"R&AOk-unions"', "Trash"):
            line.select(folder)
            line.store("1:*", "+FLAGS", "\\Deleted")
            line.expunge()
    heavy = (("a.bin", "application/octet-stream", b"x" * 710_000),)
    program.keep(letter("Lourd", attachments=heavy))
    arrives(house, letter("Attend", attachments=heavy), person.address)
    visitor = person.visitor()
    eventually(lambda: visitor.get(person.path()).soup.select("#fullness form"))
    return person


@pytest.mark.parametrize(("size", "theme"), [(DESK, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_and_all_stands_in_the_page(
    house: House, hire: Engage, size: tuple[int, int], theme: str
) -> None:
    person = with_a_past(house, hire("Maëlle", quota=MEGABYTE)).prefers(theme=theme, language="fr")
    opening.give_role(person.account, Role.Kind.DESK)
    other = hire("Claire")
    pages = {
        "inbox": person.path(),
        "erased": f"/settings/erased/{person.box}/",
        "account": "/settings/account",
        "console": f"/console/accounts/{other.box}",
    }
    found = {}
    with browsing(house, person, size) as (page, go):
        for name, path in pages.items():
            go(path)
            page.wait_for_load_state("networkidle")
            if os.environ.get("SHOTS"):
                page.screenshot(path=f"{os.environ['SHOTS']}/{name}-{theme}.png")
            found[name] = violations(page), is_too_wide(page)
        go(pages["erased"])
        page.locator("[name=id]").first.check()
        page.get_by_role("button", name="Effacer définitivement").click()
        page.wait_for_load_state("networkidle")
        if os.environ.get("SHOTS"):
            page.screenshot(path=f"{os.environ['SHOTS']}/asking-{theme}.png")
        found["asking"] = violations(page), is_too_wide(page)
    assert found == dict.fromkeys([*pages, "asking"], ([], False))

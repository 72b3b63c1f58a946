"""The room in a mailbox, in a real Chromium: seen in every theme, made, undone, brought back."""

from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from preau.space.models import Errand
from tests.house.cast import Person
from tests.house.chromium import DESK, PHONE, in_chromium, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter
from tests.space.errands import ask
from tests.web_settings.browsing import browsing

PLAN = ("plan d’été.pdf", "application/pdf", bytes(range(256)) * 8000)
PAGES = ("", "cleanup", "archives")

pytestmark = in_chromium


def furnish(person: Person) -> None:
    program = person.program()
    program.make_folder("Réunions")
    program.keep(letter("Ancienne", attachments=(PLAN,)), at=1677834000.0)
    program.keep(letter("Jetée"), folder="Trash")
    program.keep(letter("Rangée", sender="x" * 60 + "@long.example"), folder="Réunions")


@pytest.mark.parametrize(
    ("theme", "size"), [("light", DESK), ("dark", PHONE), ("contrast", DESK), ("light", PHONE)]
)
def test_axe_finds_nothing_and_nothing_stands_out_of_the_page(
    house: House, hire: Engage, theme: str, size: tuple[int, int]
) -> None:
    person = hire("Maïwenn").prefers(theme=theme)
    furnish(person)
    archive = ask(person, "pack all")
    archive.settled()
    plan = ask(person, "clean folder:trash")
    plan.settled()
    found = {}
    with browsing(house, person, size) as (page, go):
        for one in (*(f"/space/{person.box}/{name}" for name in PAGES), archive.url, plan.url):
            go(one)
            page.wait_for_load_state("load")
            found[one] = violations(page), is_too_wide(page)
        page.goto(house.url("poitiers", f"/space/{person.box}/"))
        page.locator(".space-verbs summary").first.click()
        found["menu"] = violations(page), is_too_wide(page)
    assert found == dict.fromkeys(found, ([], False))


def test_room_is_made_from_the_gauge_in_three_steps_and_undone(house: House, hire: Engage) -> None:
    person = hire("Solange")
    furnish(person)
    with browsing(house, person) as (page, go):
        go(person.path())
        page.click("#gauge")
        page.click("main a:has-text('Make room') >> nth=0")
        expect(page.locator("[aria-current=step]")).to_contain_text("Choose")
        page.check("input[value=heavy]")
        page.click("button:has-text('Continue')")
        page.click("button:has-text('Delete 2 messages')", timeout=30_000)
        expect(page.locator("#errand-name")).to_contain_text("Deleting in")
        page.click("button:has-text('Undo')")
        expect(page.locator("#errand")).to_contain_text("Nothing was changed.")
    assert len(person.program().find("Ancienne")) == 1


def test_an_archive_goes_up_in_pieces_and_its_progress_is_followed(
    house: House, hire: Engage, tmp_path: Path
) -> None:
    person = hire("Colette")
    furnish(person)
    archive = ask(person, "pack folder:inbox")
    link = str(archive.settled().one("a[download]")["href"])
    (tmp_path / "archive.zip").write_bytes(archive.visitor.get(link).body)
    program = person.program()
    with program.imap() as line:
        line.select("INBOX")
        line.store("1", "+FLAGS", "\\Deleted")
        line.expunge()
    with browsing(house, person) as (page, go):
        go(f"/space/{person.box}/archives")
        page.set_input_files("input[type=file]", tmp_path / "archive.zip")
        page.click("button:has-text('Bring back')")
        page.wait_for_url("**/errands/*/")
        expect(page.locator("#errand-name")).to_have_text("The archive is back", timeout=60_000)
    assert len(program.find("Ancienne")) == 1
    assert Errand.objects.filter(account=person.account, kind="bring").count() == 1


def test_an_upload_that_is_forgotten_meanwhile_ends(
    house: House, hire: Engage, tmp_path: Path
) -> None:
    person = hire("Colette")
    visitor = person.visitor()
    (tmp_path / "archive.zip").write_bytes(b"x" * 1000)
    sent: list[str] = []

    def forget(route: Route) -> None:
        """In another tab, before the first piece is there."""
        sent.append(route.request.url)
        number = route.request.url.partition("?")[0].rpartition("/")[2]
        visitor.post(f"/space/{person.box}/errands/{number}/deed", do="stop")
        route.continue_()

    with browsing(house, person) as (page, go):
        go(f"/space/{person.box}/archives")
        page.route("**/upload/*", forget)
        page.set_input_files("input[type=file]", tmp_path / "archive.zip")
        page.click("button:has-text('Bring back')")
        expect(page.locator("[data-preau-said]")).to_contain_text("This upload is over")
    assert len(sent) == 1

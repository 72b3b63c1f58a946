"""Composing for work, in the browser: a template by the keyboard, a NUMEN masked, a mailing."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from preau.wordings.actions.keeping import keep
from tests.house.cast import Person
from tests.house.chromium import DESK, PHONE, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter, unique
from tests.journeys.conftest import Browse
from tests.journeys.test_writing_journeys import write, write_to


def with_template(person: Person) -> None:
    box = person.account.memberships.get(mailbox__login=person.login).mailbox
    html = "<p>Bonjour {prénom}, la réunion a lieu en salle des maîtres.</p>"
    keep(box, by=person.account, name="Réunion", subject="Réunion", html=html)


def look(page: Page, name: str) -> None:
    """Nothing stands out of the page, and axe-core finds nothing."""
    assert (violations(page), is_too_wide(page)) == ([], False), name


def test_a_template_is_put_by_the_keyboard_and_a_numen_is_masked_before_it_leaves(
    hire: Engage, browse: Browse
) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    with_template(claire)
    screen = browse(claire)
    page = screen.page
    screen.go(claire.path())
    page.keyboard.press("c")
    write_to(page, karim.address)
    write(page, f"Mon NUMEN est 13E9501234ABC. {SECRET}")
    page.keyboard.press("Control+m")
    expect(page.locator(".composer-wordings .menu-item", has_text="Réunion")).to_be_focused()
    look(page, "menu")
    page.keyboard.press("Enter")
    editor = page.locator("[data-preau-editor]")
    expect(editor.locator(".preau-signature")).to_have_text(
        f"{claire.account.name}Académie de Poitiers"
    )
    expect(editor).to_contain_text(f"Bonjour {karim.account.given_name}, la réunion")
    expect(page.locator(".composer-subject")).to_have_value("Réunion")
    page.keyboard.press("Control+Enter")
    mask = page.get_by_role("button", name="Mask the NUMEN")
    expect(mask).to_be_focused()
    look(page, "numen")
    mask.click()
    expect(page.locator("[data-preau-editor]")).to_contain_text("Mon NUMEN est (NUMEN).")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".toast-words").last).to_have_text("Message sent")
    got = karim.program().waits_for("Réunion")
    assert "(NUMEN)" in str(got.get_body(("plain",)))


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_mailing_is_prepared_from_the_composer_and_watched_to_its_end(
    hire: Engage, browse: Browse, tmp_path: Path, size: tuple[int, int]
) -> None:
    claire, karim, anne = hire("Claire"), hire("Karim"), hire("Anne")
    subject = unique("Sortie")
    table = tmp_path / "familles.csv"
    table.write_text(f"Mail;Prénom\n{karim.address};Karim\n{anne.address};Anne\n", encoding="utf-8")
    screen = browse(claire, size=size)
    page = screen.page
    screen.go(f"/mail/{claire.box}/compose")
    page.locator(".composer-subject").fill(f"{subject} {SECRET}")
    write(page, "Bonjour {Prénom}.")
    page.get_by_title("Options of this message").click()
    look(page, "options")
    page.get_by_role("button", name="One copy each, from a table…").click()
    page.set_input_files("#mailing-table", table)
    page.get_by_role("button", name="Read this table").click()
    shown = page.frame_locator(".mailing-frame").locator("body")
    expect(shown).to_contain_text("Bonjour Karim.")
    look(page, "prepared")
    page.get_by_role("link", name="Next line").click()
    expect(page.frame_locator(".mailing-frame").locator("body")).to_contain_text("Bonjour Anne.")
    page.get_by_role("button", name="Send to each").click()
    expect(page.locator(".mailing-state")).to_have_text("Finished")
    look(page, "finished")
    for one in (karim, anne):
        one.program().waits_for(subject)
    assert [len(one.program().find(subject)) for one in (karim, anne)] == [1, 1]


def test_a_receipt_is_given_in_the_reader(hire: Engage, browse: Browse) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    asks = letter(f"Avis {SECRET}", sender=claire.who, to=karim.who, message_id="<avis@x.example>")
    asks["Disposition-Notification-To"] = f"<{claire.address}>"
    karim.program().keep(asks)
    screen = browse(karim)
    page = screen.page
    screen.go(karim.path())
    page.click("a.row-link >> nth=0")
    give = page.get_by_role("button", name="Send the receipt")
    expect(give).to_be_visible()
    look(page, "receipt")
    give.click()
    expect(page.locator("p.receipts")).to_contain_text("The receipt is on its way.")
    claire.program().waits_for("Avis")

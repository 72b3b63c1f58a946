"""Notices of new mail: asked by a button, shown while one looks elsewhere, said in the title."""

from playwright.sync_api import expect

from tests.house.fixtures import Engage
from tests.house.postbag import STRANGER, letter
from tests.house.waiting import eventually
from tests.journeys.conftest import Browse

# Chromium without a screen shows none: what would be shown is kept.
BROWSER = """
  window.shown = []; window.asked = 0;
  window.Notification = class extends EventTarget {
    static permission = "%s";
    static async requestPermission() { window.asked += 1; Notification.permission = "granted" }
    constructor(title, { body }) { super(); shown.push([title, body]) }
    close() {}
  }
  document.hasFocus = () => false;
"""


def test_new_mail_is_told_to_who_looks_elsewhere(hire: Engage, browse: Browse) -> None:
    person = hire().prefers(notices="full")
    screen = browse(person)
    screen.page.add_init_script(BROWSER % "granted")
    screen.go_and_listen(person.path())
    person.program().keep(letter("Sortie", sender=STRANGER))
    eventually(lambda: screen.page.evaluate("shown.length === 1"))
    sender, subject = screen.page.evaluate("shown[0]")
    assert (sender, subject.split()[0]) == ("Irène Lointaine", "Sortie")
    expect(screen.page).to_have_title("(1) Inbox – Académie de Poitiers")


def test_a_browser_that_was_not_asked_shows_nothing(hire: Engage, browse: Browse) -> None:
    person = hire().prefers(notices="full")
    screen = browse(person)
    screen.page.add_init_script(BROWSER % "default")
    screen.go_and_listen(person.path())
    person.program().keep(letter())
    expect(screen.page.locator("[data-preau-row]")).to_have_count(1)
    assert screen.page.evaluate("[shown.length, asked]") == [0, 0]


def test_permission_is_asked_by_the_button_alone(hire: Engage, browse: Browse) -> None:
    person = hire()
    screen = browse(person)
    page = screen.page
    page.add_init_script(BROWSER % "default")
    screen.go("/settings/reading")
    ask = page.get_by_role("button", name="Allow notices in this browser")
    expect(ask).to_be_hidden()
    page.check("input[name=notices][value=discreet]")
    expect(ask).to_be_visible()
    assert page.evaluate("asked") == 0
    ask.click()
    expect(page.get_by_text("This browser shows them.")).to_be_visible()
    assert page.evaluate("asked") == 1

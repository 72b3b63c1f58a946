"""Taking back leaves the hands where they were: on what came back."""

from playwright.sync_api import expect

from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.journeys.conftest import Browse


def test_what_is_taken_back_has_the_focus_again(hire: Engage, browse: Browse) -> None:
    person = hire(view="flat")
    person.program().keep(*[letter(f"Lettre {number}") for number in range(3)])
    screen = browse(person)
    screen.go(person.path())
    page = screen.page
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.closest('[data-preau-row]').innerText")
    page.keyboard.press("e")
    expect(page.locator("[data-preau-row]")).to_have_count(2)
    page.keyboard.press("Control+z")
    expect(page.locator("[data-preau-row]")).to_have_count(3)
    expect(page.locator("[data-preau-row]:focus-within")).to_have_count(1)
    held = page.evaluate("document.activeElement.closest('[data-preau-row]')?.innerText ?? ''")
    assert held.split("\n")[:2] == first.split("\n")[:2]

"""Keys and clicks that come faster than the answers: none is lost, none acts on another row."""

from playwright.sync_api import Route, expect

from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.journeys.conftest import Browse


def test_the_first_letter_after_j_acts_and_every_one_after_it(hire: Engage, browse: Browse) -> None:
    person = hire(view="flat")
    person.program().keep(*[letter(f"n{number}") for number in range(6)])
    screen = browse(person)
    screen.go(person.path())
    for key in "jeeje":
        screen.page.keyboard.press(key)
    expect(screen.page.locator("[data-preau-row]")).to_have_count(3)
    assert screen.rows() == ["n3", "n1", "n0"]
    assert screen.page.evaluate("document.activeElement.closest('[data-preau-row]') !== null")


def test_a_verb_acts_on_the_row_it_was_pressed_on(hire: Engage, browse: Browse) -> None:
    """The first answer is late: meanwhile a second row is thrown away, a third is under the pointer."""
    person = hire(view="flat")
    person.program().keep(letter("premier"), letter("deuxième"), letter("troisième"))
    screen = browse(person)
    screen.go(person.path())
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    screen.page.route("**/inbox/archive*", hold)
    rows = screen.page.locator("[data-preau-row]")
    rows.nth(0).hover()
    with screen.page.expect_request("**/inbox/archive*"):
        rows.nth(0).locator("[data-preau-key=e]").click()
    rows.nth(1).hover()
    rows.nth(1).locator("[data-preau-key='#']").click()
    rows.filter(has_text="premier").hover()
    late[0].continue_()
    expect(rows).to_have_count(1)
    assert screen.rows() == ["premier"]
    assert person.visitor().get(person.path("trash")).rows() == ["deuxième"]


def test_a_row_that_the_news_took_first_is_no_error(hire: Engage, browse: Browse) -> None:
    """The answer to the deed comes after the list already knows: the page says nothing of it."""
    person = hire(view="flat")
    person.program().keep(letter("reste"), letter("part"))
    screen = browse(person)
    screen.go(person.path())

    def told_first(route: Route) -> None:
        screen.page.evaluate("document.querySelector('[data-preau-row]').remove()")
        route.continue_()

    screen.page.route("**/inbox/archive*", told_first)
    rows = screen.page.locator("[data-preau-row]")
    rows.nth(0).hover()
    rows.nth(0).locator("[data-preau-key=e]").click()
    expect(screen.page.locator(".toast-words")).to_have_text("1 message archived")
    assert screen.rows() == ["reste"]

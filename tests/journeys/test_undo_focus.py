"""Taking back leaves the hands where they were: on what came back."""

from playwright.sync_api import Page, expect

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.house.waiting import eventually
from tests.journeys.conftest import Browse


def archived(person: Person, browse: Browse) -> tuple[Page, list[str]]:
    """The first of three letters, by its key; its subject."""
    person.program().keep(*[letter(f"Lettre {number}") for number in range(3)])
    screen = browse(person)
    screen.go(person.path())
    page = screen.page
    page.keyboard.press("j")
    subject = in_hand(page)
    assert subject[0].startswith("Lettre 2")
    page.keyboard.press("e")
    expect(page.locator("[data-preau-row]")).to_have_count(2)
    expect(page.locator("[data-preau-undo]")).to_be_attached()
    return page, subject


def in_hand(page: Page) -> list[str]:
    """The subject of the row that has the focus."""
    return page.locator("[data-preau-row]:focus-within .row-subject").all_inner_texts()


def test_what_is_taken_back_has_the_focus_again(hire: Engage, browse: Browse) -> None:
    page, subject = archived(hire(view="flat"), browse)
    page.keyboard.press("Control+z")
    expect(page.locator("[data-preau-row]")).to_have_count(3)
    expect(page.locator("[data-preau-row]:focus-within")).to_have_count(1)
    eventually(lambda: in_hand(page) == subject, told=lambda: str(in_hand(page)))


def test_it_has_the_focus_though_the_news_of_it_came_first(hire: Engage, browse: Browse) -> None:
    page, subject = archived(hire(view="flat"), browse)
    line = page.context.new_cdp_session(page)
    held: list[str] = []
    line.on("Fetch.requestPaused", lambda answer: held.append(answer["requestId"]))
    line.send("Fetch.enable", {"patterns": [{"urlPattern": "*/undo", "requestStage": "Response"}]})
    page.keyboard.press("Control+z")
    expect(page.locator("[data-preau-row]")).to_have_count(3)

    def came() -> list[str]:
        page.wait_for_timeout(20)
        return held

    eventually(came)
    line.send("Fetch.continueResponse", {"requestId": held.pop()})
    expect(page.locator("[data-preau-undo]")).to_have_count(0)
    eventually(lambda: in_hand(page) == subject, told=lambda: str(in_hand(page)))

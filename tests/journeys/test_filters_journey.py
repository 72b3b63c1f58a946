"""From a message to a rule in two gestures, then ordered by keys and by hand."""

from playwright.sync_api import Locator, Page, expect

from tests.filters.rules import about, make, names, path
from tests.house.cast import Person
from tests.house.chromium import DESK, PHONE, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.journeys.conftest import Browse


def test_a_rule_is_made_from_a_message_in_two_gestures(hire: Engage, browse: Browse) -> None:
    person = hire("Fleur")
    (ident,) = person.program().keep(letter("Bulletin de la semaine"))
    screen = browse(person)
    screen.go(person.path(tail=f"m/{ident}/"))
    page = screen.page
    page.locator(".message-verbs summary").click()
    page.get_by_role("link", name="Create a rule", exact=True).click()
    expect(page.locator(".trial-line")).to_have_count(1)
    save = page.get_by_role("button", name="Save the rule")
    expect(save).to_be_in_viewport()
    assert violations(page) == []
    save.click()
    expect(page.locator(".rule-name")).to_have_text("Irène Lointaine")
    assert violations(page) == []


def test_meetings_are_filed_by_keys_alone(hire: Engage, browse: Browse) -> None:
    """“Quand l'objet contient réunion, déplacer dans Réunions”: from the list, without a pointer."""
    person = hire("Isaure")
    program = person.program()
    with program.imap() as line:
        line.create("R&AOk-unions")
    program.keep(about("Réunion de rentrée"), about("Réunion du 3"), about("Sortie au muséum"))
    screen = browse(person)
    screen.go(person.path())
    page = screen.page
    expect(page.locator("[data-preau-row]")).to_have_count(3)
    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".reader-subject")).to_contain_text("Réunion du 3")
    page.keyboard.press("y")
    expect(page.locator("[data-preau-value]")).to_have_value("réunion")
    expect(page.get_by_label("Folder", exact=True)).to_have_value("Réunions")
    expect(page.locator(".trial-line")).to_have_count(2)
    expect(page.get_by_role("button", name="Save the rule")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".rule-sentence")).to_have_text(
        "When the subject contains “réunion”: move it to “Réunions” and look at no other rule."
    )
    press_until_focused(page, page.locator(".rule-verbs summary"))
    page.keyboard.press("Enter")
    press_until_focused(page, page.get_by_role("button", name="Run on the inbox now"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Done: 2 messages of 3 changed.")).to_be_visible()
    assert sorted(program.subjects("Réunions")) == ["Réunion de rentrée", "Réunion du 3"]
    assert violations(page) == []


def press_until_focused(page: Page, wanted: Locator) -> None:
    """As many Tabs as it takes, and not more than a page holds."""
    for _ in range(60):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def test_the_trial_follows_the_form(hire: Engage, browse: Browse) -> None:
    person = hire("Gaëlle")
    person.program().keep(letter("Réunion"), letter("Conseil"), letter("Réunion encore"))
    screen = browse(person, size=PHONE, scheme="dark")
    screen.go(path(person, "new"))
    page = screen.page
    page.locator("[data-preau-value]").fill("réunion")
    page.get_by_label("or a new folder").fill("Réunions")
    page.get_by_label("Name of the rule").focus()
    expect(page.locator(".trial-line")).to_have_count(2)
    page.get_by_label("Condition 1", exact=True).select_option("attachment:exists")
    expect(page.locator("[data-preau-value]")).to_be_hidden()
    expect(page.locator(".trial-line")).to_have_count(0)
    assert (violations(page), is_too_wide(page)) == ([], False)


def three(person: Person) -> None:
    for name in ("Un", "Deux", "Trois"):
        make(person, "subject:contains", name, name=name, place="stays", star="1")


def test_rules_are_ordered_by_keys_and_by_hand(hire: Engage, browse: Browse) -> None:
    person = hire("Hortense")
    three(person)
    screen = browse(person, size=DESK)
    screen.go(path(person))
    page = screen.page
    page.locator("[data-preau-grip]").nth(2).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".rule-name")).to_have_text(["Un", "Trois", "Deux"])
    expect(page.locator("[data-preau-grip]").nth(1)).to_be_focused()
    grip, top = page.locator("[data-preau-grip]").nth(2), page.locator(".rule").first
    grip.hover()
    page.mouse.down()
    box = top.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=8)
    with page.expect_navigation():
        page.mouse.up()
    assert names(person.visitor().get(path(person))) == ["Deux", "Un", "Trois"]
    assert violations(page) == []

"""Words typed while the page still fetches its modules: kept, saved, and written on."""

from playwright.sync_api import Page, Route, expect

from preau.mail.models import Draft, Identity
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter, unique
from tests.journeys.conftest import Browse, Screen

KEPT = """(subject) => {
  const { dataset, fields } = document.querySelector("preau-composer");
  const { value: version } = document.querySelector("[name=version]");
  const kept = { fields: { ...fields, subject }, version, at: Date.now() };
  localStorage.setItem(`preau:draft:${dataset.preauDraft}`, JSON.stringify(kept));
}"""


def hold(page: Page, module: str) -> list[Route]:
    """Requests for a module of the page's, held until `let_go`."""
    held = list[Route]()

    def keep(route: Route) -> None:
        held.append(route)

    page.route(f"**/{module}.*", keep)
    return held


def begin_without(browse: Browse, person: Person, module: str) -> tuple[Screen, list[Route]]:
    """A new letter, on a page of its own."""
    screen = browse(person)
    held = hold(screen.page, module)
    # What a page loads with is waited for by "load".
    screen.page.goto(f"{screen.base}/mail/{person.box}/compose", wait_until="commit")
    return screen, held


def let_go(page: Page, held: list[Route], shown: str = "[data-preau-ready]") -> None:
    while not held:
        page.wait_for_timeout(20)
    for route in held:
        route.continue_()
    page.unroute_all()
    expect(page.locator(shown)).to_be_attached()


def expect_saved(page: Page) -> None:
    expect(page.locator(".composer-state")).to_contain_text("Saved")


def test_a_subject_typed_before_the_editor_came_is_saved(hire: Engage, browse: Browse) -> None:
    person = hire()
    screen, held = begin_without(browse, person, "squire")
    screen.page.locator(".composer-subject").fill("Avant tout")
    let_go(screen.page, held)
    expect(screen.page.locator(".composer-subject")).to_be_focused()
    expect_saved(screen.page)
    kept = person.visitor().get(screen.page.url.replace(screen.base, ""))
    assert kept.one(".composer-subject")["value"] == "Avant tout"


def test_a_text_begun_before_the_editor_came_is_gone_on_with(hire: Engage, browse: Browse) -> None:
    """The caret stays where it was, above the signature."""
    person = hire()
    screen, held = begin_without(browse, person, "squire")
    page = screen.page
    page.locator("textarea[name=text]").fill(f"Bonjour,\nVoici le plan {SECRET}\n\n-- \nFin")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    let_go(page, held)
    page.keyboard.type(" et la suite")
    expect(page.locator("[data-preau-editor] > div")).to_have_text(
        ["Bonjour,", f"Voici le plan {SECRET} et la suite", "", "-- ", "Fin"]
    )
    expect_saved(page)
    kept = person.visitor().get(page.url.replace(screen.base, ""))
    assert f"Voici le plan {SECRET} et la suite" in kept.one("textarea[name=html]").get_text()


def test_what_was_rich_stays_so_under_words_typed_before_the_editor_came(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    screen = browse(person)
    page = screen.page
    screen.go(f"/mail/{person.box}/compose")
    rich = f'<div>Voir <b>ici</b> {SECRET}</div><div class="preau-signature"><i>Fin</i></div>'
    Draft.objects.filter(author=person.account).update(html=rich)
    held = hold(page, "squire")
    page.reload()
    page.locator("textarea[name=text]").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Bonjour")
    let_go(page, held)
    page.keyboard.type(" à tous")
    shown = page.locator("[data-preau-editor]")
    expect(shown.locator("> div")).to_have_text(["Bonjour à tous", f"Voir ici {SECRET}", "Fin"])
    assert shown.locator("b, .preau-signature i").all_inner_texts() == ["ici", "Fin"]


def test_where_the_editor_cannot_be_had_one_writes_and_sends_plain_text(
    hire: Engage, browse: Browse
) -> None:
    person, subject = hire(undo_seconds=0), unique("Sans éditeur")
    screen = browse(person)
    page = screen.page
    page.route("**/squire.*", lambda route: route.abort())
    screen.go(f"/mail/{person.box}/compose")
    page.locator("[data-preau-slot=typing]").first.fill(person.address)
    page.locator(".composer-subject").fill(subject)
    page.locator("textarea[name=text]").fill(f"Tout de même {SECRET}")
    expect_saved(page)
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/inbox/**")
    got = person.program().waits_for(subject)
    body = got.get_body(("plain",))
    assert body is not None
    assert str(body.get_content()).splitlines() == [f"Tout de même {SECRET}"]


def test_a_letter_sent_before_the_editor_came_waits_for_it(hire: Engage, browse: Browse) -> None:
    """Or it would leave without its shape and signature."""
    person, subject = hire(undo_seconds=0), unique("Vite")
    screen, held = begin_without(browse, person, "squire")
    page = screen.page
    page.locator("[data-preau-slot=typing]").first.fill(person.address)
    page.locator(".composer-subject").fill(subject)
    page.keyboard.press("Control+Enter")
    expect(page.locator("preau-composer[aria-busy]")).to_be_attached()
    let_go(page, held, shown="main")
    page.wait_for_url("**/inbox/**")
    got = person.program().waits_for(subject)
    body = got.get_body(("html",))
    assert body is not None
    assert 'class="preau-signature"' in str(body.get_content())


def test_a_text_kept_here_outlives_words_typed_before_the_editor_came(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    screen = browse(person)
    page = screen.page
    screen.go(f"/mail/{person.box}/compose")
    expect(page.locator("[data-preau-ready]")).to_be_attached()
    page.evaluate(KEPT, "Deux pages")
    held = hold(page, "squire")
    page.reload()
    page.locator(".composer-subject").fill("Un mot")
    let_go(page, held)
    expect_saved(page)
    page.reload()
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(".composer-subject")).to_have_value("Deux pages")
    expect_saved(page)
    page.reload()
    expect(page.locator("[data-preau-ready]")).to_be_attached()
    expect(page.locator(".composer-subject")).to_have_value("Deux pages")
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)


def test_a_hidden_copy_begun_before_the_modules_came_is_shown(hire: Engage, browse: Browse) -> None:
    person = hire()
    screen, held = begin_without(browse, person, "composer")
    page = screen.page
    page.locator("input[name=bcc]").fill("claire@exemple.fr, ")
    let_go(page, held)
    expect(page.locator("[data-preau-field=bcc] .chip")).to_be_visible()
    expect(page.locator("[data-preau-field=bcc] [data-preau-slot=typing]")).to_be_focused()
    expect(page.locator("[data-preau-field=cc]")).to_be_hidden()


def test_an_address_begun_before_the_modules_came_is_finished_in_its_place(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    screen, held = begin_without(browse, person, "composer")
    page = screen.page
    page.locator("input[name=to]").press_sequentially("claire@exemple.fr, kar")
    let_go(page, held)
    page.keyboard.type("im@exemple.fr")
    page.keyboard.press("Enter")
    expect(page.locator("[data-preau-field=to] .chip")).to_have_count(2)
    expect_saved(page)
    kept = person.visitor().get(page.url.replace(screen.base, ""))
    assert kept.one("input[name=to]")["value"] == "claire@exemple.fr, karim@exemple.fr"


def test_a_draft_that_is_only_looked_at_is_not_saved_again(hire: Engage, browse: Browse) -> None:
    person, subject = hire(), unique("Ouvert")
    person.program().keep(letter(subject, "Deux\n\nlignes", to=person.who))
    screen = browse(person)
    screen.go(person.path())
    page = screen.page
    page.click("a.row-link >> nth=0")
    page.get_by_role("navigation", name="Answer").get_by_role(
        "link", name="Reply", exact=True
    ).click()
    expect(page.locator("[data-preau-ready]")).to_be_attached()
    page.wait_for_timeout(1_500)
    assert page.locator(".composer-state").inner_text() == ""


def test_a_signature_begun_before_its_editor_came_is_gone_on_with_and_saved(
    hire: Engage, browse: Browse
) -> None:
    person = hire("Enora")
    screen = browse(person)
    page = screen.page
    held = hold(page, "squire")
    screen.go("/settings/writing")
    page.get_by_label("Written by me").check()
    page.locator("textarea[name=text]").fill("Lettres")
    let_go(page, held, shown="[data-preau-editor]:focus")
    page.keyboard.type(" modernes")
    with page.expect_response(lambda said: "modernes" in (said.request.post_data or "")):
        page.keyboard.type(", collège")
    kept = Identity.objects.get(mailbox__login=person.login).signature_html
    assert kept == "<div>Lettres modernes, collège</div>"

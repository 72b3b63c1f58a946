"""A letter written in the browser: answered, joined, saved, sent, received, never lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from preau.mail.models import Draft
from tests.house.cast import PASSWORD, Person
from tests.house.chromium import PHONE, is_too_wide
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, letter, unique
from tests.house.waiting import eventually
from tests.journeys.conftest import Browse, Screen


def write_to(page: Page, *people: str) -> None:
    typing = page.locator("[data-preau-field=to] [data-preau-slot=typing]").last
    for person in people:
        typing.click()
        typing.press_sequentially(person)
        typing.press("Enter")


def write(page: Page, words: str) -> None:
    editor = page.locator("[data-preau-editor]").last
    expect(editor).to_be_visible()
    editor.click()
    page.keyboard.type(words)


def saved(screen: Screen) -> None:
    expect(screen.page.locator(".composer-state").last).to_contain_text("Saved")


def begun(browse: Browse, person: Person, subject: str) -> Screen:
    """A letter on a page of its own, saved once."""
    screen = browse(person)
    screen.go(f"/mail/{person.box}/compose")
    screen.page.locator(".composer-subject").fill(subject)
    saved(screen)
    return screen


def test_an_answer_with_a_file_is_received_by_the_other_person_whose_page_shows_it(
    hire: Engage, browse: Browse, tmp_path: Path
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Sortie")
    claire.program().keep(letter(subject, "Tu viens ?", sender=karim.who, to=claire.who))
    file = tmp_path / "plan d’été.png"
    file.write_bytes(PNG)
    hers, his = browse(claire), browse(karim)
    his.go(karim.path())
    hers.go(claire.path())
    page = hers.page
    page.click("a.row-link >> nth=0")
    page.get_by_role("navigation", name="Answer").get_by_role(
        "link", name="Reply", exact=True
    ).click()
    expect(page.locator("[data-preau-composer]")).to_be_visible()
    write(page, f"Oui, avec plaisir. {SECRET}")
    page.locator("input[type=file][data-preau-slot=files]").set_input_files(file)
    expect(page.locator("[data-preau-attachment]")).to_have_count(1)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".toast-words").last).to_have_text("Message sent")
    expect(page.locator("[data-preau-composer]")).to_have_count(0)
    row = his.page.locator("[data-preau-row]", has_text=f"Re: {subject}")
    expect(row).to_have_count(1)
    row.locator("a").click()
    expect(his.page.locator(".attachment-name")).to_have_text("plan d’été.png")
    body = his.page.frame_locator("iframe.message-frame").locator("body")
    expect(body).to_contain_text("Oui, avec plaisir.")
    expect(body).to_contain_text("Tu viens ?")
    got = karim.program().waits_for(f"Re: {subject}")
    lines = str(got.get_body(("plain",))).splitlines()
    at = lines.index(f"Oui, avec plaisir. {SECRET}")
    assert lines[at + 1 : at + 3] == ["", claire.account.name]
    assert [part.get_content() for part in got.iter_attachments()] == [PNG]


def test_send_is_taken_back_by_the_button_and_the_letter_opens_again(
    hire: Engage, browse: Browse
) -> None:
    person = hire(undo_seconds=30)
    screen = browse(person)
    page = screen.page
    screen.go(person.path())
    page.keyboard.press("c")
    write_to(page, person.address)
    page.locator(".composer-subject").fill(f"Trop tôt {SECRET}")
    write(page, f"Texte {SECRET}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toast-words").last).to_have_text("Message sent")
    page.get_by_role("button", name="Undo").last.click()
    expect(page.locator(".composer-subject")).to_have_value(f"Trop tôt {SECRET}")
    expect(page.locator("[data-preau-editor]")).to_contain_text("Texte")
    assert person.program().subjects() == []


def test_what_is_typed_survives_a_reload_without_a_click_on_save(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    screen = browse(person)
    screen.go(f"/mail/{person.box}/compose")
    page = screen.page
    page.locator(".composer-subject").fill(f"Brouillon {SECRET}")
    write(page, f"Mes mots {SECRET}")
    saved(screen)
    page.reload()
    expect(page.locator(".composer-subject")).to_have_value(f"Brouillon {SECRET}")
    expect(page.locator("[data-preau-editor]")).to_contain_text("Mes mots")


def test_what_is_typed_with_the_network_cut_is_saved_once_it_is_back(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    screen = begun(browse, person, f"Avant {SECRET}")
    page = screen.page
    page.context.set_offline(True)
    write(page, f"Pendant la coupure {SECRET}")
    expect(page.locator(".composer-state")).to_have_text("Not saved: trying again")
    page.context.set_offline(False)
    expect(page.locator(".composer-state")).to_have_text(re.compile("^Saved"))
    expect(page.locator("[data-preau-editor]")).to_contain_text("Pendant la coupure")
    kept = person.visitor().get(page.url.replace(screen.base, ""))
    assert "Pendant la coupure" in kept.one("textarea[name=text]").get_text()


# The server hears, and the line is cut while it answers.
CUT_ONCE = """(end) => {
  const whole = window.fetch;
  window.fetch = async (url, how) => {
    const answer = await whole(url, how);
    if (!String(url).endsWith(end)) return answer;
    window.fetch = whole;
    const cut = new ReadableStream({ start: (line) => line.error(new TypeError("cut")) });
    return new Response(cut, { status: answer.status, headers: answer.headers });
  };
}"""


def test_a_save_whose_answer_is_cut_halfway_is_told_and_nothing_is_lost(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    screen = begun(browse, person, f"Avant {SECRET}")
    page = screen.page
    page.evaluate(CUT_ONCE, "/")
    write(page, f"Pendant la coupure {SECRET}")
    expect(page.locator(".composer-state")).to_have_text("Not saved: trying again")
    page.get_by_role("button", name="Keep this one").click()
    saved(screen)
    kept = person.visitor().get(page.url.replace(screen.base, ""))
    assert "Pendant la coupure" in kept.one("textarea[name=text]").get_text()


def test_a_letter_that_left_while_its_answer_was_cut_says_so_when_it_is_sent_again(
    hire: Engage, browse: Browse
) -> None:
    person = hire(undo_seconds=600)
    screen = begun(browse, person, f"Coupée {SECRET}")
    page = screen.page
    write_to(page, person.address)
    page.evaluate(CUT_ONCE, "/dispatch")
    for said in ("The message was not sent.", "This letter is on its way"):
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator(".notice", has_text=said)).to_be_visible()


def test_a_session_that_ends_while_typing_loses_nothing(hire: Engage, browse: Browse) -> None:
    person = hire()
    screen = begun(browse, person, f"Avant {SECRET}")
    page = screen.page
    page.context.clear_cookies(name="preau_session")
    write(page, f"Après la fin {SECRET}")
    expect(page.get_by_role("link", name="Sign in again").first).to_be_visible(timeout=30_000)
    draft = page.url
    page.goto(draft)
    page.fill("#identifier", person.box)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".composer-subject")).to_have_value(f"Avant {SECRET}")
    expect(page.locator("[data-preau-editor], .composer-notices").first).to_be_visible()
    expect(page.locator("body")).to_contain_text("Après la fin")


def test_two_tabs_on_one_draft_say_so_and_keep_both(hire: Engage, browse: Browse) -> None:
    person = hire()
    one = begun(browse, person, f"Un {SECRET}")
    two = browse(person)
    two.page.goto(one.page.url)
    two.page.locator(".composer-subject").fill(f"Deux {SECRET}")
    eventually(lambda: _drafts(person.login) == [f"Deux {SECRET}"])
    one.page.locator(".composer-subject").fill(f"Un encore {SECRET}")
    notice = one.page.locator(".composer-notices .notice")
    expect(notice.first).to_be_visible()
    first = one.page.url
    one.page.get_by_role("button", name="Keep both").click()
    one.page.wait_for_url(lambda url: url != first)
    eventually(lambda: _drafts(person.login) == [f"Deux {SECRET}", f"Un encore {SECRET}"])


def _drafts(login: str) -> list[str]:
    kept = Draft.objects.filter(mailbox__login=login).order_by("subject")
    return list(kept.values_list("subject", flat=True))


def test_what_another_tab_wrote_is_not_thrown_away_by_this_one(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    draft = person.visitor().get(f"/mail/{person.box}/compose").location
    one = browse(person)
    one.go(draft)
    one.page.locator("preau-composer[data-preau-ready]").wait_for()
    person.visitor().post(draft, version="0", htmx={}, subject="Ailleurs")
    one.page.locator("[data-preau-slot=discard]").click()
    one.page.get_by_text("changed in another tab").wait_for()
    assert person.visitor().get(draft).one("[name=subject]")["value"] == "Ailleurs"
    one.page.get_by_role("button", name="Keep this one").click()
    one.page.locator("[data-preau-slot=discard]").click()
    one.page.wait_for_url("**/inbox/")
    assert person.visitor().get(draft).status == 404


def test_a_letter_on_its_way_says_so_in_the_tab_that_still_writes_it(
    hire: Engage, browse: Browse
) -> None:
    person = hire(undo_seconds=600)
    visitor = person.visitor()
    draft = visitor.get(f"/mail/{person.box}/compose", to=person.address).location
    one = browse(person)
    one.go(draft)
    visitor.post(draft + "dispatch", version="0", warned="1", htmx={})
    one.page.locator("[name=subject]").fill("Trop tard")
    bar = one.page.locator(".notice", has_text="This letter is on its way")
    bar.wait_for()
    assert bar.get_by_role("button").all_inner_texts() == ["Keep both"]


def test_a_forgotten_attachment_is_asked_about(hire: Engage, browse: Browse) -> None:
    person = hire()
    screen = browse(person)
    screen.go(f"/mail/{person.box}/compose")
    page = screen.page
    write_to(page, person.address)
    page.locator(".composer-subject").fill(f"Plan {SECRET}")
    write(page, "Vous trouverez ci-joint le plan.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".composer-notices .notice").first).to_be_visible()
    assert person.program().subjects() == []


def test_only_the_keyboard_reads_answers_and_files(hire: Engage, browse: Browse) -> None:
    person, subject = hire(view="flat"), unique("Clavier")
    person.program().keep(
        letter("Plus ancien", sender=person.who), letter(subject, sender=person.who, to=person.who)
    )
    screen = browse(person)
    page, keys = screen.page, screen.page.keyboard
    screen.go(person.path())
    keys.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    keys.press("j")
    keys.press("Enter")
    expect(page.locator("#reader-subject")).to_contain_text(subject)
    keys.press("r")
    expect(page.locator("[data-preau-editor]")).to_be_focused()
    keys.type(f"Sans souris {SECRET}")
    keys.press("Control+Enter")
    expect(page.locator(".toast-words").last).to_have_text("Message sent")
    person.program().waits_for(f"Re: {subject}")
    page.locator("body").press("u")
    expect(page.locator("#reader-subject")).to_have_count(0)
    keys.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    keys.press("Escape")
    expect(page.locator("#shortcuts")).not_to_be_visible()
    keys.press("j")
    expect(page.locator("[data-preau-row]:focus-within [data-preau-verbs]")).to_be_visible()
    keys.press("e")
    expect(page.locator(".toast-words").last).to_have_text("1 message archived")


def test_focus_comes_back_into_the_page_when_a_window_closes(hire: Engage, browse: Browse) -> None:
    person = hire()
    screen = browse(person)
    screen.go(person.path())
    for opens in ("key", "link"):
        if opens == "key":
            screen.page.keyboard.press("c")
        else:
            screen.page.locator(".compose-button").press("Enter")
        expect(screen.page.locator("[data-preau-editor]")).to_be_visible()
        screen.page.keyboard.press("Escape")
        expect(screen.page.locator("[data-preau-composer]")).to_have_count(0)
        assert screen.page.evaluate("document.activeElement.tagName") != "BODY"


def test_on_a_phone_one_pane_at_a_time_and_a_letter_is_a_page(hire: Engage, browse: Browse) -> None:
    person = hire()
    person.program().keep(
        letter("Sur le téléphone", html="<table width=900><tr><td>large</td></tr></table>")
    )
    screen = browse(person, size=PHONE)
    page = screen.page
    screen.go(person.path())
    expect(page.locator("#list")).to_be_visible()
    expect(page.locator("#reader")).not_to_be_visible()
    page.locator("a.row-link").tap()
    expect(page.locator("#reader-subject")).to_be_visible()
    expect(page.locator("#list")).not_to_be_visible()
    assert not is_too_wide(page)
    page.get_by_role("link", name="Back to the list").tap()
    expect(page.locator("#list")).to_be_visible()
    page.get_by_role("link", name="Folders").tap()
    expect(page.locator("#folders")).to_be_visible()
    page.locator("#folder-sent").tap()
    expect(page.locator("#list-title")).to_have_text("Sent")
    page.locator(".compose-float").tap()
    page.wait_for_url("**/drafts/d/*/")
    assert not is_too_wide(page)


def test_on_a_phone_what_one_taps_is_at_least_44_pixels(hire: Engage, browse: Browse) -> None:
    person = hire()
    ident = person.program().keep(letter("Grand assez"))[0]
    screen = browse(person, size=PHONE)
    small = """() => [...document.querySelectorAll("button, a.button, summary, input[type=checkbox], .folder, .tab")]
      .filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map(e => [e, (e.closest("label") ?? e).getBoundingClientRect()])
      .filter(([e, r]) => r.width > 1 && r.height > 1 && (r.height < 43.5 || r.width < 43.5))
      .map(([e, r]) => `${e.title || e.textContent.trim() || e.parentElement.className} ${Math.round(r.width)}×${Math.round(r.height)}`)"""
    found = {}
    for path in (person.path(), person.path(tail=f"m/{ident}/"), f"/mail/{person.box}/compose"):
        screen.go(path)
        screen.page.wait_for_load_state("load")
        found[path] = screen.page.evaluate(small)
    assert found == {path: [] for path in found}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_one_pastes_is_clean_and_legible(hire: Engage, browse: Browse, theme: str) -> None:
    person = hire().prefers(theme=theme)
    screen = browse(person)
    screen.go(f"/mail/{person.box}/compose")
    page = screen.page
    editor = page.locator("[data-preau-editor]")
    expect(editor).to_be_visible()
    editor.click()
    page.evaluate(
        """() => { const data = new DataTransfer();
        data.setData("text/html", '<p onclick="alert(1)" style="position:fixed">Collé <b>gras</b><script>window.ran = 1</' + 'script><img src="https://traceur.example/p.png"></p>');
        document.querySelector("[data-preau-editor]").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })) }"""
    )
    expect(editor.locator("b, strong").first).to_have_text("gras")
    assert editor.locator("script, [onclick], img[src^=http]").count() == 0
    assert page.evaluate("window.ran === undefined")

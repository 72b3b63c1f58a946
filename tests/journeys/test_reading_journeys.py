"""A teacher signs in, reads, finds, files, takes back, and leaves nothing behind."""

import time

import pytest
from playwright.sync_api import expect

from tests.house.cast import PASSWORD, Cast, Person
from tests.house.chromium import violations
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import PNG, SECRET, letter, unique
from tests.house.waiting import eventually
from tests.journeys.conftest import Browse, Screen

HTML = '<h1>Menu</h1><p>Voici <a href="https://ecole.example/x">le lien</a>.</p><img src="https://traceur.example/p.png">'


def sign_in(screen: Screen, person: Person) -> None:
    screen.page.fill("#identifier", person.box)
    screen.page.fill("#password", PASSWORD)
    screen.page.keyboard.press("Enter")


def body(screen: Screen) -> str:
    frame = screen.page.frame_locator("iframe.message-frame").first
    return frame.locator("body").inner_text()


def test_one_signs_in_reads_and_signs_out_and_back_shows_nothing(
    hire: Engage, browse: Browse
) -> None:
    person = hire("Claire")
    person.program().keep(letter("Menu de la semaine", html=HTML))
    screen = browse()
    page = screen.page
    screen.go("/")
    sign_in(screen, person)
    expect(page.locator("#list-title")).to_have_text("Inbox")
    expect(page.locator(".row-unread")).to_have_count(1)
    page.click("[data-preau-row] a")
    expect(page.locator("#reader-subject")).to_contain_text("Menu de la semaine")
    assert "Voici le lien." in body(screen)
    expect(page.locator(".row-unread")).to_have_count(0)
    expect(page.locator(".folder-count")).to_have_count(0)
    page.click(".account-face")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("#identifier")).to_be_visible()
    page.go_back()
    expect(page.locator("#identifier")).to_be_visible()
    assert page.locator("[data-preau-row]").count() == 0


def test_the_frame_of_a_message_fits_what_it_shows(hire: Engage, browse: Browse) -> None:
    person = hire()
    ident = person.program().keep(letter(html="<p>ligne</p>" * 60))[0]
    screen = browse(person)
    screen.go(person.path(tail=f"m/{ident}/"))
    frame = screen.page.locator("iframe.message-frame")
    eventually(
        lambda: screen.page.evaluate(
            "(f => f && f.contentDocument && f.clientHeight >= f.contentDocument.documentElement.scrollHeight && f.clientHeight > 800)(document.querySelector('iframe.message-frame'))"
        )
    )
    assert frame.bounding_box()["height"] > 800


def test_no_request_leaves_for_an_outside_image_before_one_agrees(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    ident = person.program().keep(
        letter(html=HTML + '<div style="background:url(https://fond.example/f.png)">x</div>')
    )[0]
    screen = browse(person)
    screen.go(person.path(tail=f"m/{ident}/"))
    assert "Voici" in body(screen)
    expect(screen.page.locator(".notice", has_text="held back")).to_be_visible()
    assert [url for url in screen.watched.requests if "example" in url or "outside" in url] == []
    screen.page.get_by_role("link", name="Show once").click()
    expect(screen.page.locator(".notice", has_text="held back")).to_have_count(0)
    screen.page.wait_for_load_state("networkidle")
    asked = [url for url in screen.watched.requests if "/part/outside?of=" in url]
    assert (len(asked) >= 1, screen.watched.strangers) == (True, [])


def test_a_link_of_a_message_opens_apart_without_telling_where_from(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    ident = person.program().keep(letter(html='<p><a href="http://127.0.0.1:9/x">ici</a></p>'))[0]
    screen = browse(person)
    screen.go(person.path(tail=f"m/{ident}/"))
    link = screen.page.frame_locator("iframe.message-frame").locator("a")
    assert (link.get_attribute("target"), sorted(link.get_attribute("rel").split())) == (
        "_blank", ["nofollow", "noopener", "noreferrer"],
    )  # fmt: skip


def test_a_search_is_typed_found_narrowed_and_left(hire: Engage, browse: Browse) -> None:
    person = hire(view="flat")
    person.program().keep(
        letter("Élèves absents", sender="Claire Lefèvre <c@ac-poitiers.fr>"), letter("Cantine"),
        letter("Élève reçu", sender="Paul <paul@x.example>"),
    )  # fmt: skip
    screen = browse(person)
    page = screen.page
    screen.go(person.path())
    page.keyboard.press("/")
    page.keyboard.type("eleve de:lefevre")
    page.keyboard.press("Enter")
    expect(page.locator("[data-preau-row]")).to_have_count(1)
    assert screen.rows() == ["Élèves absents"]
    page.locator(".list-chips .chip-remove").first.click()
    expect(page.locator(".list-chips .chip")).to_have_count(0)
    assert sorted(screen.rows()) == ["Élève reçu", "Élèves absents"]
    page.go_back()
    page.go_back()
    expect(page.locator("[data-preau-row]")).to_have_count(3)


def test_a_search_is_completed_by_keys_alone(hire: Engage, browse: Browse) -> None:
    person = hire(view="flat").prefers(language="fr")
    person.program().make_folder("Réunions")
    person.program().keep(letter("Ailleurs"))
    person.program().keep(letter("Conseil"), folder="Réunions")
    screen = browse(person)
    page = screen.page
    screen.go(person.path())
    field = page.locator("#search")
    page.keyboard.press("/")
    page.keyboard.type("dan")
    expect(page.locator("#search-offers [role=option]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("dans:")
    page.keyboard.type("réu")
    expect(page.locator("#search-offers [role=option]")).to_have_text(["Réunions"])
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#search-offers [aria-selected=true]").get_attribute("id")
    assert field.get_attribute("aria-activedescendant") == chosen
    page.keyboard.press("Enter")
    expect(field).to_have_value("dans:Réunions ")
    expect(page.locator("#search-offers")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("[data-preau-row]")).to_have_count(1)
    assert screen.rows() == ["Conseil"]


def test_what_is_found_shows_while_one_types_and_opens_by_the_keys(
    hire: Engage, browse: Browse
) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Sortie au musée"), letter("Cantine"), letter("Musée fermé"))
    eventually(lambda: person.visitor().get(person.path("all"), q="musée").rows(), 60)
    screen = browse(person)
    page = screen.page
    screen.go(person.path())
    page.keyboard.press("/")
    page.keyboard.type("musee")
    found = page.locator("#search-offers .search-found")
    expect(found).to_have_count(2)
    assert found.locator("mark").all_inner_texts() == ["Musée", "musée"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = page.locator("#search-offers [aria-selected=true]").get_attribute("id")
    assert page.locator("#search").get_attribute("aria-activedescendant") == active
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("#reader-subject")).to_contain_text("Sortie au musée")
    assert sorted(screen.rows()) == ["Musée fermé", "Sortie au musée"]


def test_what_is_archived_comes_back_by_the_button_and_by_ctrl_z(
    hire: Engage, browse: Browse
) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Un"), letter("Deux"), letter("Trois"))
    screen = browse(person)
    page = screen.page
    screen.go(person.path())
    for undo in ("button", "keys"):
        page.locator("[data-preau-row]").nth(1).hover()
        page.locator("[data-preau-row]").nth(1).get_by_role("button", name="Archive").click()
        expect(page.locator("[data-preau-row]")).to_have_count(2)
        expect(page.locator(".toast-words").last).to_have_text("1 message archived")
        assert screen.rows() == ["Trois", "Un"]
        if undo == "button":
            page.get_by_role("button", name="Undo").last.click()
        else:
            page.keyboard.press("Control+z")
        expect(page.locator("[data-preau-row]")).to_have_count(3)
        assert screen.rows() == ["Trois", "Deux", "Un"]


def test_several_are_chosen_by_boxes_by_shift_and_all_at_once(hire: Engage, browse: Browse) -> None:
    person = hire(view="flat")
    person.program().keep(*[letter(f"Lettre {n}") for n in range(60)])
    screen = browse(person)
    page = screen.page
    screen.go(person.path())
    boxes = page.locator("[data-preau-row] input[type=checkbox]")
    boxes.nth(0).check(force=True)
    page.keyboard.down("Shift")
    boxes.nth(4).click(force=True)
    page.keyboard.up("Shift")
    expect(page.locator("[data-preau-count]")).to_contain_text("5")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    page.locator("[data-preau-every]").click()
    page.get_by_role("toolbar", name="Chosen messages").get_by_role(
        "button", name="Mark as read"
    ).click()
    expect(page.locator(".toast-words").last).to_have_text("60 messages marked as read")
    expect(page.locator(".row-unread")).to_have_count(0)


def test_new_mail_appears_by_itself_within_two_seconds_without_moving_what_one_reads(
    house: House, hire: Engage, browse: Browse
) -> None:
    person = hire()
    ident = person.program().keep(letter("Je lis", html="<p>texte</p>"))[0]
    screen, subject = browse(person), unique("Tout neuf")
    screen.go_and_listen(person.path(tail=f"m/{ident}/"))
    expect(screen.page.locator("#reader-subject")).to_be_visible()
    arrives(house, letter(subject, to=person.who), person.address)
    person.program().waits_for(subject)
    delivered = time.monotonic()
    expect(screen.page.locator(".row-subject", has_text=subject)).to_have_count(1, timeout=5000)
    assert time.monotonic() - delivered < 2.5
    expect(screen.page.locator("#reader-subject")).to_contain_text("Je lis")


def test_more_rows_come_as_one_scrolls(hire: Engage, browse: Browse) -> None:
    person = hire(view="flat")
    person.program().keep(*[letter(f"Lettre {n}") for n in range(120)])
    screen = browse(person)
    screen.go(person.path())
    for expected in (100, 120):
        screen.page.locator("#more").scroll_into_view_if_needed()
        expect(screen.page.locator("[data-preau-row]")).to_have_count(expected)


def test_back_and_forward_keep_list_and_message_together(hire: Engage, browse: Browse) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Un"), letter("Deux"))
    screen = browse(person)
    page = screen.page
    screen.go(person.path())
    page.locator("a.row-link", has_text="Deux").click()
    expect(page.locator("#reader-subject")).to_contain_text("Deux")
    page.locator("a.row-link", has_text="Un couleuvrine").click()
    expect(page.locator("#reader-subject")).to_contain_text("Un")
    page.go_back()
    expect(page.locator("#reader-subject")).to_contain_text("Deux")
    page.go_back()
    expect(page.locator("#reader-subject")).to_have_count(0)
    page.go_forward()
    expect(page.locator("#reader-subject")).to_contain_text("Deux")
    page.reload()
    expect(page.locator("#reader-subject")).to_contain_text("Deux")


def test_a_message_is_dragged_onto_a_folder(hire: Engage, browse: Browse) -> None:
    person = hire(view="flat")
    person.program().make_folder("Réunions")
    person.program().keep(letter("À ranger"), letter("Reste"))
    screen = browse(person)
    screen.go(person.path())
    row = screen.page.locator("[data-preau-row]", has_text="À ranger")
    row.drag_to(screen.page.locator("a.folder", has_text="Réunions"))
    expect(screen.page.locator(".toast-words").last).to_have_text("1 message moved to Réunions")
    assert screen.rows() == ["Reste"]


def test_an_image_is_previewed_in_place_and_closed_by_escape(hire: Engage, browse: Browse) -> None:
    person = hire()
    ident = person.program().keep(letter(attachments=(("plan.png", "image/png", PNG),)))[0]
    screen = browse(person)
    screen.go(person.path(tail=f"m/{ident}/"))
    screen.page.click("a.attachment-open")
    expect(screen.page.locator("#viewer img.preview-image")).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(screen.page.locator("#viewer")).not_to_be_visible()


@pytest.mark.parametrize("path", ["", "sent/", "m/1-1/"])
def test_without_a_session_every_page_leads_to_the_entrance(
    cast: Cast, browse: Browse, path: str
) -> None:
    screen = browse()
    screen.go(f"/mail/{cast.claire.box}/inbox/{path}".replace("inbox/sent", "sent"))
    expect(screen.page.locator("#identifier")).to_be_visible()


def test_in_the_dark_the_page_is_dark_and_so_is_a_plain_message(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    ident = person.program().keep(letter("Le soir", f"texte {SECRET}"))[0]
    screen = browse(person, scheme="dark")
    screen.go(person.path(tail=f"m/{ident}/"))
    shade = screen.page.evaluate(
        """() => { const c = document.createElement("canvas").getContext("2d");
        c.fillStyle = getComputedStyle(document.body).backgroundColor; c.fillRect(0, 0, 1, 1);
        return Math.max(...c.getImageData(0, 0, 1, 1).data.slice(0, 3)) }"""
    )
    assert shade < 60


def test_without_script_one_reads_files_and_signs_out(hire: Engage, browse: Browse) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Un"), letter("Deux"))
    screen = browse(person, java_script_enabled=False)
    page = screen.page
    screen.go(person.path())
    page.click("a.row-link >> nth=0")
    expect(page.locator("#reader-subject")).to_contain_text("Deux")
    page.locator("#reader").get_by_role("button", name="Archive").click()
    expect(page.locator(".toast-words")).to_have_text("1 message archived")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".toast-words")).to_have_text("Undone for 1 message")
    page.click(".account-face")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("#identifier")).to_be_visible()

"""A heavy file in the browser: cut on its way, gone on with after a night, sent, followed, fetched."""

import os
from collections import Counter
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Dialog, Page, Route, expect

from preau.files.models import Content, Link
from preau.mail.models import DraftAttachment
from tests.files.parcels import GO, MB, given_out, links_in, octets
from tests.formats.test_images import photograph
from tests.house.cast import Person
from tests.house.chromium import PHONE, SIZES, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.postbag import letter, unique
from tests.journeys.conftest import Browse, Screen

FILES = "input[type=file][data-preau-slot=files]"
SEEN = os.environ.get("SEEN")


def look(screen: Screen, name: str) -> None:
    if SEEN:
        screen.page.screenshot(path=f"{SEEN}/{name}.png")


def goes_of(page: Page) -> list[str]:
    """Where each go begins, as it is sent."""
    sent: list[str] = []

    def hear(request: object) -> None:
        if request.method == "PATCH":  # type: ignore[attr-defined]
            sent.append(request.headers["upload-offset"])  # type: ignore[attr-defined]

    page.on("request", hear)
    return sent


def test_a_heavy_file_survives_a_closed_tab_and_reaches_a_telephone(
    hire: Engage, browse: Browse, tmp_path: Path
) -> None:
    claire, karim = hire("Claire").prefers(language="fr"), hire("Karim").prefers(language="fr")
    film, subject = tmp_path / "sortie au musée.mp4", unique("Sortie")
    film.write_bytes(octets(60 * MB, "film"))
    address = cut_on_its_way(browse(claire), claire, film)
    again = browse(claire)
    gone_on_with(again, address, film)
    protected(again)
    again.page.get_by_role("combobox", name="À").fill(karim.address)
    again.page.keyboard.press("Enter")
    again.page.locator("[name=subject]").fill(subject)
    again.page.get_by_role("button", name="Envoyer", exact=True).click()
    letter = karim.program().waits_for(subject)
    his = browse(karim)
    his.go(karim.path())
    his.page.locator("[data-preau-row] a").first.click()
    expect(his.page.frame_locator("iframe").get_by_text("Télécharger le fichier")).to_be_visible()
    look(his, "letter")
    (path,) = set(links_in(letter.get_body(("plain",)).get_content()))  # type: ignore[union-attr]
    fetched(browse(size=PHONE, scheme="dark"), path, film)
    followed(browse, claire)


def test_a_file_that_the_antivirus_still_looks_at_is_offered_once_it_has(
    hire: Engage, browse: Browse
) -> None:
    """A long queue before it is played by its row alone; nobody asks for the page again."""
    link = given_out(hire("Claire"), octets(MB, "looked at"), "sortie.mp4")
    content = Content.objects.filter(kept__links=link)
    for state in (Content.State.CLEAN, Content.State.INFECTED):
        content.update(state=Content.State.WAITING, check_at=None)
        phone = browse(size=PHONE, scheme="dark")
        phone.go(f"/files/l/{link.token}")
        expect(phone.page.locator(".link-file")).to_contain_text("L’antivirus l’examine.")
        look(phone, "waiting")
        assert (violations(phone.page), is_too_wide(phone.page)) == ([], False)
        content.update(state=state)
        expect(phone.page.locator(".alone-waiting")).to_have_count(0)
        look(phone, f"waited-{state}")
        offered = phone.page.locator("a.link-download").count()
        assert offered == (1 if state == Content.State.CLEAN else 0)


def test_a_link_that_ends_while_one_waits_says_so(hire: Engage, browse: Browse) -> None:
    link = given_out(hire("Claire"), octets(MB, "ending"), "sortie.mp4")
    Content.objects.filter(kept__links=link).update(state=Content.State.WAITING, check_at=None)
    phone = browse(size=PHONE, scheme="dark")
    phone.go(f"/files/l/{link.token}")
    expect(phone.page.locator(".alone-waiting")).to_be_visible()
    Link.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    expect(phone.page.locator(".link-file")).to_have_count(0)
    expect(phone.page.locator("h1")).to_have_text("Ce lien ne mène nulle part")


def cut_on_its_way(screen: Screen, person: Person, film: Path) -> str:
    """The tab is closed then; the letter's address."""
    screen.go(f"/mail/{person.box}/compose")
    address = screen.page.url
    cut_after_three(screen.page)
    screen.page.set_input_files(FILES, film)
    failed = screen.page.locator(".composer-upload[data-preau-kind=failed]")
    expect(failed).to_contain_text("20")
    look(screen, "cut")
    screen.page.close()
    return address


def gone_on_with(screen: Screen, address: str, film: Path) -> None:
    screen.page.goto(address)
    expect(screen.page.locator("[data-preau-unfinished]")).to_contain_text("12 Mo sur 60 Mo")
    look(screen, "unfinished")
    sent = goes_of(screen.page)
    screen.page.set_input_files(FILES, film)
    link = screen.page.locator("[data-preau-link] li")
    expect(link).to_contain_text(film.name)
    assert sent == [str(at) for at in range(3 * GO, 60 * MB, GO)]


def protected(screen: Screen) -> None:
    screen.page.select_option("[name=link_days]", "7")
    expect(screen.page.locator("[data-preau-slot=report]")).to_have_text("C’est gardé.")
    screen.page.fill("[name=link_password]", "ouvre-toi")
    screen.page.keyboard.press("Tab")
    expect(screen.page.locator("[name=link_open]")).to_be_visible()
    look(screen, "composer")
    assert violations(screen.page) == []


def fetched(phone: Screen, path: str, film: Path) -> None:
    phone.go("/files/l/" + "x" * 32)
    look(phone, "over")
    phone.go(path)
    assert (violations(phone.page), is_too_wide(phone.page)) == ([], False)
    look(phone, "locked")
    phone.page.fill("#password", "ouvre-toi")
    phone.page.keyboard.press("Enter")
    expect(phone.page.locator("a.link-download")).to_be_visible()
    look(phone, "phone")
    assert (violations(phone.page), is_too_wide(phone.page)) == ([], False)
    with phone.page.expect_download() as fetching:
        phone.page.click("a.link-download")
    assert fetching.value.suggested_filename == film.name
    assert Path(fetching.value.path()).read_bytes() == film.read_bytes()


def followed(browse: Browse, person: Person) -> None:
    for size, scheme in zip(SIZES, ("light", "dark"), strict=True):
        mine = browse(person, size=size, scheme=scheme)
        mine.go("/files/links")
        expect(mine.page.locator(".given-link")).to_contain_text("Téléchargé 1 fois")
        look(mine, f"links-{scheme}")
        assert (violations(mine.page), is_too_wide(mine.page)) == ([], False)


def cut_after_three(page: Page) -> None:
    """The line falls after three goes."""
    passed: list[Route] = []

    def pass_some(route: Route) -> None:
        if route.request.method == "POST" or len(passed) < 3:
            passed.extend([route] if route.request.method == "PATCH" else [])
            route.continue_()
        else:
            route.abort()

    page.route("**/uploads**", pass_some)
    page.route("**/uploads/**", pass_some)


def test_several_files_cut_by_a_closed_tab_go_on_together(
    hire: Engage, browse: Browse, tmp_path: Path
) -> None:
    person = hire("Claire").prefers(language="fr")
    files = [tmp_path / f"visite {number}.mp4" for number in (1, 2, 3)]
    for file in files:
        file.write_bytes(octets(20 * MB, file.name))
    screen = browse(person)
    screen.go(f"/mail/{person.box}/compose")
    address = screen.page.url
    held = held_after_two_each(screen.page)
    screen.page.set_input_files(FILES, files)
    rows = screen.page.locator(".composer-upload [data-preau-slot=state]")
    expect(rows).to_have_text(["40 %", "40 %", "0 %"])
    look(screen, "several")
    assert asks_before_closing(screen.page, held)
    again = browse(person)
    again.page.goto(address)
    waiting = again.page.locator("[data-preau-unfinished]")
    expect(waiting).to_have_count(2)
    sent = goes_of(again.page)
    again.page.set_input_files(FILES, files)
    expect(again.page.locator("[data-preau-attachment]")).to_have_count(3)
    assert sorted(map(int, sent)) == sorted(
        at for first in (2 * GO, 2 * GO, 0) for at in range(first, 20 * MB, GO)
    )
    joined = (
        person.account.kept_files.count()
        + DraftAttachment.objects.filter(draft__mailbox__login=person.login).count()
    )
    assert (joined, waiting.count()) == (3, 0)


def held_after_two_each(page: Page) -> list[Route]:
    """Two goes of each file pass; the next stays on the line, and is in the list."""
    passed: Counter[str] = Counter()
    held: list[Route] = []

    def pass_two(route: Route) -> None:
        if route.request.method == "PATCH":
            passed[route.request.url] += 1
            if passed[route.request.url] > 2:
                return held.append(route)
        return route.continue_()

    page.route("**/uploads/**", pass_two)
    return held


def asks_before_closing(page: Page, held: list[Route]) -> bool:
    """The question of the browser, answered by leaving. What is held is lost with the tab: let go
    by the closing itself, it may still arrive."""
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        for route in held:
            route.abort()
        dialog.accept()

    page.on("dialog", leave)
    page.locator("[name=subject]").click()
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    return asked == ["beforeunload"]


def test_photographs_become_light_as_one_writes(
    hire: Engage, browse: Browse, tmp_path: Path
) -> None:
    person = hire().prefers(language="fr")
    files = [tmp_path / f"sortie-{number}.jpg" for number in (1, 2)]
    for number, file in enumerate(files):
        file.write_bytes(photograph(6000 + number, 5000, gps=True))
    screen = browse(person)
    screen.go(f"/mail/{person.box}/compose")
    screen.page.set_input_files(FILES, files)
    words = screen.page.locator(".composer-images")
    expect(words).to_contain_text("2 images")
    look(screen, "images-before")
    screen.page.get_by_role("button", name="Réduire les images").click()
    expect(words).to_contain_text("Images réduites")
    expect(screen.page.locator("[data-preau-attachment]")).to_have_count(2)
    look(screen, "images-after")
    assert violations(screen.page) == []
    screen.page.get_by_role("button", name="Remettre les originaux").click()
    expect(words).to_contain_text("2 images")


def test_the_files_of_a_message_are_kept_apart_and_come_back(hire: Engage, browse: Browse) -> None:
    person = hire().prefers(language="fr")
    report = ("rapport d’été.pdf", "application/pdf", octets(3 * MB, "report"))
    made = letter("Comptes", html="<p>Voici le rapport.</p>", attachments=(report,))
    ident = person.program().keep(made)[0]
    screen = browse(person)
    screen.go(person.path(tail=f"m/{ident}/"))
    look(screen, "detach-before")
    screen.page.get_by_role("button", name="Les garder plutôt dans mes fichiers").click()
    expect(screen.page.locator(".attachment-kind")).to_contain_text("Dans vos fichiers")
    look(screen, "detach-after")
    assert violations(screen.page) == []
    with screen.page.expect_download() as fetching:
        screen.page.click("a.attachment-open")
    assert Path(fetching.value.path()).read_bytes() == report[2]
    screen.page.locator("[data-preau-undo] button").click()
    expect(screen.page.locator(".toast-words").last).to_contain_text("2 messages")
    phone = browse(person, size=PHONE, scheme="dark")
    phone.go(person.path())
    phone.page.locator("[data-preau-row] a").first.click()
    expect(phone.page.locator("form.attachments-detach")).to_be_visible()
    look(phone, "detach-phone")
    assert (violations(phone.page), is_too_wide(phone.page)) == ([], False)
    phone.go("/files/links")
    look(phone, "kept")
    assert (violations(phone.page), is_too_wide(phone.page)) == ([], False)

"""The portal: each académie's own services, one's own boxes, favourites (P-02, N-02 to N-04)."""

from dataclasses import replace

import pytest

from preau.academies.registry import academies
from preau.identity.models import Preference
from preau.web.portal.pages.tiles import service_groups
from tests.house.cast import Cast
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter
from tests.house.visitor import Answer, Visitor

SLUGS = [academy.slug for academy in academies().all]


def stranger(house: House, academy: str = "poitiers") -> Visitor:
    return Visitor(house.ports.web, house.host(academy))


def links(page: Answer) -> list[str]:
    return [str(link["href"]) for link in page.all(".tile-link")]


def outside(page: Answer) -> list[str]:
    return [link for link in links(page) if link.startswith("https:")]


def names(page: Answer, place: int = 0) -> list[str]:
    group = page.all(".portal-group")[place]
    return [" ".join(one.find(string=True).split()) for one in group.select(".tile-words strong")]  # type: ignore[union-attr]


@pytest.mark.parametrize("slug", SLUGS)
def test_before_sign_in_an_academy_shows_its_services_and_no_other(house: House, slug: str) -> None:
    academy = academies().of(slug)
    page = stranger(house, slug).get("/portal/")
    expected = sorted([*(one.url for one in academy.services), academy.charter.url])
    assert (page.status, sorted(outside(page))) == (200, expected)


@pytest.mark.parametrize("slug", SLUGS)
def test_intranet_teaching_administration_and_ent_are_on_one_page(house: House, slug: str) -> None:
    headings = [
        one.get_text() for one in stranger(house, slug).get("/portal/").all(".portal-group h2")
    ]
    wanted = ["L’académie", "Administration", "Enseigner", "Élèves et familles", "Aide"]
    assert [one for one in headings if one in wanted] == wanted


def test_before_sign_in_nobodys_box_is_there(house: House) -> None:
    page = stranger(house).get("/portal/")
    assert ([link for link in links(page) if link.startswith("/mail/")], page.all(".tile-pin")) == (
        [],
        [],
    )


def test_whom_to_ask_stands_there_before_sign_in(house: House) -> None:
    said = stranger(house).get("/portal/").one(".portal-people").get_text(" ")
    wanted = [
        "05 16 52 66 86",
        "assistance@ac-poitiers.fr",
        "Le référent numérique de votre établissement",
    ]
    assert [one for one in wanted if one not in said] == []


def test_a_service_that_is_not_public_waits_for_sign_in() -> None:
    academy = academies().of("poitiers")
    hidden = replace(academy.services[0], public=False)
    only = replace(academy, services=(hidden,))
    known = [tile.name for group in service_groups(only, is_known=True) for tile in group.tiles]
    unknown = [tile.name for group in service_groups(only, is_known=False) for tile in group.tiles]
    assert (known, unknown) == ([hidden.name], [])


def test_mail_is_one_tile_and_each_functional_box_another(cast: Cast) -> None:
    claire = cast.claire.visitor().get("/portal/")
    karim = cast.karim.visitor().get("/portal/")
    boxes = [link for link in links(claire) if link.startswith("/mail/")]
    assert boxes == [cast.claire.path(), f"/mail/{cast.school.slug}/inbox/"]
    assert [link for link in links(karim) if link.startswith("/mail/")] == [cast.karim.path()]


def test_the_tile_of_mail_says_how_much_is_unread(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Conseil de classe"))
    count = person.visitor().get("/portal/").one(f'.tile-link[href="{person.path()}"] .count')
    assert count.find(string=True) == "1"


def test_the_rail_leads_there(cast: Cast) -> None:
    page = cast.karim.visitor().get("/portal/")
    assert page.one('#nav [aria-current="page"]')["href"] == "/portal/"


def test_favourites_stand_first_in_the_order_they_were_chosen(hire: Engage) -> None:
    visitor = hire().visitor()
    for tile in ("service:eduscol", "help"):
        visitor.post("/portal/pin", tile=tile, pinned="1")
    page = visitor.get("/portal/")
    assert (names(page), page.all(".portal-group h2")[0].get_text()) == (
        ["Éduscol", "Help"],
        "My favourites",
    )
    assert links(page).count("/help/") == 1


def test_a_favourite_is_taken_back_by_the_same_pin(hire: Engage) -> None:
    visitor = hire().visitor()
    before = links(visitor.get("/portal/"))
    visitor.post("/portal/pin", tile="help", pinned="1")
    visitor.post("/portal/pin", tile="help")
    assert links(visitor.get("/portal/")) == before


FAVOURITES = ("service:eduscol", "help", "status")


def test_favourites_are_moved_one_place_at_a_time(hire: Engage) -> None:
    visitor = hire().visitor()
    for tile in FAVOURITES:
        visitor.post("/portal/pin", tile=tile, pinned="1")
    page = visitor.get(str(visitor.get("/portal/").one(".portal-group-head a")["href"]))
    moves = [one["aria-label"] for one in page.all(".tile-move button")]
    assert moves == [
        "Move Éduscol one place on", "Move Help one place back", "Move Help one place on",
        "Move State of the service one place back",
    ]  # fmt: skip
    page = press(visitor, page, "Move State of the service one place back")
    assert names(page) == ["Éduscol", "State of the service", "Help"]
    page = press(visitor, page, "Move State of the service one place back")
    assert names(page) == ["State of the service", "Éduscol", "Help"]
    page = press(visitor, page, "Move State of the service one place on")
    assert names(page) == ["Éduscol", "State of the service", "Help"]
    assert names(visitor.get("/portal/")) == names(page)


def test_the_button_that_moved_it_is_ready_again_and_at_the_end_the_other(hire: Engage) -> None:
    visitor = hire().visitor()
    for tile in FAVOURITES:
        visitor.post("/portal/pin", tile=tile, pinned="1")
    page, ready = visitor.get("/portal/?order="), []
    for label in ("back", "back", "on", "on"):
        page = press(visitor, page, f"Move State of the service one place {label}")
        ready.append([one["aria-label"] for one in page.all(".tile-move [autofocus]")])
    back, on = (f"Move State of the service one place {way}" for way in ("back", "on"))
    assert ready == [[back], [on], [on], [back]]


def press(visitor: Visitor, page: Answer, label: str) -> Answer:
    form = page.one(f"form:has([aria-label='{label}'])")
    given = {str(one["name"]): str(one["value"]) for one in form.select("input")}
    return visitor.follow(visitor.post(str(form["action"]), **given))


@pytest.mark.parametrize("to", ["-1", "3", "", "x", "01", "1e0"])
def test_a_favourite_goes_to_no_place_that_is_not_there(hire: Engage, to: str) -> None:
    visitor = hire().visitor()
    for tile in FAVOURITES:
        visitor.post("/portal/pin", tile=tile, pinned="1")
    assert visitor.post("/portal/order", tile="help", to=to).status == 404
    assert names(visitor.get("/portal/")) == ["Éduscol", "Help", "State of the service"]


def test_a_favourite_that_is_no_longer_there_is_stepped_over(hire: Engage) -> None:
    person = hire()
    person.prefers(pinned_tiles=["help", "service:gone", "status"])
    visitor = person.visitor()
    visitor.post("/portal/order", tile="status", to="0")
    assert names(visitor.get("/portal/")) == ["State of the service", "Help"]
    kept = Preference.objects.get(account=person.account)
    assert kept.pinned_tiles == ["status", "service:gone", "help"]


def test_what_is_no_favourite_is_not_moved(hire: Engage) -> None:
    visitor = hire().visitor()
    visitor.post("/portal/pin", tile="help", pinned="1")
    page = visitor.get("/portal/?order=")
    assert page.all(".tile-move, .portal-group-head") == []
    assert visitor.post("/portal/order", tile="status", to="0").status == 404


def test_what_is_no_tile_of_ones_own_cannot_be_a_favourite(cast: Cast, hire: Engage) -> None:
    visitor = hire(academy="paris").visitor()
    answers = [
        visitor.post("/portal/pin", tile=tile, pinned="1").status
        for tile in ("service:lycee-connecte", f"box:{cast.school.slug}", "", "nothing")
    ]
    assert answers == [404, 404, 404, 404]


def test_services_are_found_by_a_word_of_their_explanation(house: House) -> None:
    page = stranger(house).get("/portal/", q="ECRIRE éleves")
    assert names(page) == ["Lycée connecté"]


def test_a_word_that_no_service_has_leads_back_to_all(house: House) -> None:
    page = stranger(house).get("/portal/", q="zzz")
    assert (links(page), page.one(".empty a")["href"]) == ([], "/portal/")


@pytest.mark.parametrize(
    ("agent", "gesture"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0", "Ctrl + D"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605", "⌘ D"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604", "Touchez Partager"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile", "l’étoile"),
    ],
)
def test_each_browser_is_told_how_to_keep_the_address(
    house: House, agent: str, gesture: str
) -> None:
    page = stranger(house).request("GET", "/portal/", {"User-Agent": agent})
    assert gesture in page.one(".portal-foot").get_text()

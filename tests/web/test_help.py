"""The help: before and after sign-in, every page, its search, the académie's own people."""

import pytest

from preau.web.help.finding import find
from preau.web.help.guide import guides, topics
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Visitor

SLUGS = sorted(set(guides()) - {"index"})


def stranger(house: House, academy: str = "poitiers") -> Visitor:
    return Visitor(house.ports.web, house.host(academy))


def test_the_entrance_leads_to_the_help_and_back(house: House) -> None:
    visitor = stranger(house)
    leads = {str(link["href"]) for link in visitor.get("/sign-in").all("a[href^='/help']")}
    assert leads == {"/help/se-connecter"}
    page = visitor.get("/help/se-connecter")
    assert (page.status, page.one("h1").get_text()) == (200, "Se connecter")
    assert {str(link["href"]) for link in page.all("a.settings-back, .topbar-end a")} == {
        "/sign-in"
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_is_shown_and_leads_to_pages_that_are(house: House, slug: str) -> None:
    visitor = stranger(house)
    page = visitor.get(f"/help/{slug}")
    links = {str(link["href"]) for link in page.all(".prose a")}
    assert (page.status, page.one("[aria-current]")["href"]) == (200, f"/help/{slug}")
    assert [link for link in links if visitor.get(link).status != 200] == []


def test_every_page_is_named_by_the_first_one() -> None:
    assert sorted(topic.slug for topic in topics()) == SLUGS


def test_a_page_that_is_not_written_is_not_found(house: House) -> None:
    assert stranger(house).get("/help/nulle-part").status == 404


def test_one_who_is_signed_in_keeps_the_shell_around(hire: Engage) -> None:
    page = hire().visitor().get("/help/")
    current = [str(link["href"]) for link in page.all("#nav [aria-current]")]
    assert (current, len(page.all(".account-face"))) == (["/help/"], 1)


def test_the_rail_leads_from_mail_to_the_help(hire: Engage) -> None:
    person = hire()
    page = person.visitor().get(person.path())
    assert [str(link["href"]) for link in page.all("#nav a")] == [
        person.path(),
        "/portal/",
        "/help/",
    ]


@pytest.mark.parametrize(
    ("academy", "said"),
    [
        ("poitiers", ("05 16 52 66 86", "assistance@ac-poitiers.fr")),
        ("paris", ("01 44 62 40 40", "12, boulevard d’Indochine, 75019 Paris")),
    ],
)
def test_each_academy_shows_its_own_people(
    house: House, academy: str, said: tuple[str, ...]
) -> None:
    words = stranger(house, academy).get("/help/").one(".help-support").get_text(" ")
    assert [one for one in said if one not in words] == []


def test_writing_to_the_help_desk_begins_in_ones_own_mail(hire: Engage) -> None:
    person: Person = hire()
    link = person.visitor().get("/help/").one(".help-support a[href*=compose]")
    draft = person.visitor().get(str(link["href"]))
    page = person.visitor().follow(draft)
    assert "assistance@ac-poitiers.fr" in page.text


def test_problems_and_solutions_stand_in_one_table() -> None:
    text = guides()["problemes"].html
    rows = [row for row in text.split("<tr>") if "</td>" in row]
    assert [len(row.split("</td>")) - 1 for row in rows] == [2] * 7


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("mots de passe oubliés", "questions-frequentes"),
        ("hamecon", "securite"),
        ("Thunderbird", "telephone-et-logiciels"),
        ("raccourci", "clavier"),
        ("boîtes pleines", "boite-pleine"),
    ],
)
def test_a_word_finds_its_page_in_any_form(query: str, slug: str) -> None:
    assert slug in [finding.guide.slug for finding in find(query)[:4]]


def test_what_is_nowhere_is_not_found() -> None:
    assert (find("zzzz"), find(""), find("?!")) == ([], [], [])


def test_a_search_leads_to_the_section_and_lights_the_words(house: House) -> None:
    page = stranger(house).get("/help/", q="zzzz <yyyy>")
    assert (page.all(".help-finding"), "Aucun résultat" in page.words) == ([], True)
    page = stranger(house).get("/help/", q="hameçonnages")
    first = page.all(".help-finding")[0]
    assert first["href"] == "/help/securite#l-hameconnage"
    assert first.select_one("mark").get_text() == "hameçonnage"  # type: ignore[union-attr]

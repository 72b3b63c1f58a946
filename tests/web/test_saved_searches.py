"""A search kept beside the folders, and lists in another order."""

import pytest

from tests.house.cast import Person, open_school
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.house.visitor import Answer, Visitor


def keep(visitor: Visitor, person: Person, name: str, text: str = "réunion", **more: str) -> Answer:
    answer = visitor.post(f"/mail/{person.box}/searches", name=name, q=text, **more)
    return visitor.follow(answer)


def kept(page: Answer) -> dict[str, str]:
    """Names of the searches in the pane of folders, and where they lead."""
    return {
        str(link["title"]): str(link["href"])
        for link in page.soup.select("#folder-links a[id^=folder-search-]")
    }


def number_of(page: Answer, name: str) -> str:
    link = page.one(f"#folder-links a[title='{name}']")
    return str(link["id"]).removeprefix("folder-search-")


def test_a_search_is_kept_beside_the_folders_and_made_anew(hire: Engage) -> None:
    person = hire(view="flat")
    visitor = person.visitor()
    page = keep(visitor, person, " Réunions  à venir ", "objet:réunion", folder="inbox")
    assert page.toasts == ["Search “Réunions à venir” kept beside your folders."]
    assert page.one("#folder-links [aria-current=page]").get_text(strip=True) == "Réunions à venir"
    person.program().keep(letter("Réunion de rentrée"), letter("Cantine"))
    inbox = visitor.get(person.path())
    assert visitor.get(kept(inbox)["Réunions à venir"]).rows() == ["Réunion de rentrée"]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("", "réunion", "A search needs a name of 1 to 80 characters."),
        ("x" * 81, "réunion", "A search needs a name of 1 to 80 characters."),
        ("vide", "  ", "There is nothing to keep: type what you look for first."),
        ("DEJA la", "réunion", "Another search has this name."),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_results_stay(
    hire: Engage, name: str, text: str, sentence: str
) -> None:
    person = hire()
    visitor = person.visitor()
    keep(visitor, person, "Déjà là")
    page = keep(visitor, person, name, text)
    assert (page.toasts, list(kept(page))) == ([sentence], ["Déjà là"])


def test_a_search_is_renamed_forgotten_and_brought_back(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    page = keep(visitor, person, "Réunions", order="largest", filter="unread")
    address = kept(page)["Réunions"]
    one = f"/mail/{person.box}/searches/{number_of(page, 'Réunions')}"
    assert kept(visitor.follow(visitor.post(one + "/rename", name="Conseils"))) == {
        "Conseils": address
    }
    gone = visitor.follow(visitor.post(one + "/forget"))
    assert (gone.toasts, kept(gone)) == (["Search “Conseils” forgotten."], {})
    token = str(gone.one("[data-preau-undo] input[name=token]")["value"])
    back = visitor.follow(visitor.post(f"/mail/{person.box}/searches/back", token=token))
    assert kept(back) == {"Conseils": address}


def test_the_searches_of_another_are_not_there(hire: Engage) -> None:
    person, other = hire(), hire()
    number = number_of(keep(person.visitor(), person, "À moi"), "À moi")
    stranger = other.visitor()
    answers = [
        stranger.post(f"/mail/{box}/searches/{number}/forget").status
        for box in (person.box, other.box)
    ]
    assert (answers, list(kept(person.visitor().get(person.path())))) == ([404, 404], ["À moi"])


def test_a_note_of_undo_that_was_changed_or_is_of_another_box_brings_nothing(hire: Engage) -> None:
    person, other = hire(), hire()
    visitor = person.visitor()
    page = keep(visitor, person, "À moi")
    forgotten = visitor.post(f"/mail/{person.box}/searches/{number_of(page, 'À moi')}/forget")
    token = str(visitor.follow(forgotten).one("[data-preau-undo] input[name=token]")["value"])
    tries = [
        other.visitor().post(f"/mail/{other.box}/searches/back", token=token).status,
        visitor.post(f"/mail/{person.box}/searches/back", token=token + "x").status,
    ]
    assert tries == [404, 404]


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        ("", ["petit", "gros", "moyen"]),
        ("oldest", ["moyen", "gros", "petit"]),
        ("largest", ["gros", "moyen", "petit"]),
        ("nonsense", ["petit", "gros", "moyen"]),
    ],
)
def test_a_folder_and_a_search_are_put_in_the_order_asked_for(
    hire: Engage, order: str, rows: list[str]
) -> None:
    person = hire(view="flat")
    program = person.program()
    for at, (name, weight) in enumerate((("moyen", 4000), ("gros", 90_000), ("petit", 10))):
        program.keep(letter(name, "a " * weight), at=1_735_000_000 + at)
    visitor = person.visitor()
    assert visitor.get(person.path(), order=order).rows() == rows
    assert visitor.get(person.path(), order=order, q="taille:>1").rows() == rows


def test_the_heaviest_say_what_they_weigh_and_next_follows_their_order(hire: Engage) -> None:
    person = hire(view="flat")
    person.program().keep(letter("gros", "a " * 600_000), letter("petit", "a"))
    visitor = person.visitor()
    page = visitor.get(person.path(), order="largest")
    sizes = [one.get_text() for one in page.soup.select(".row-size")]
    assert sizes[0].replace("\u202f", " ").replace("\xa0", " ") == "1.2 MB"
    opened = visitor.get(str(page.soup.select("a.row-link")[0]["href"]))
    assert "order=largest" in str(opened.one("a[rel=next]")["href"])


def test_a_search_goes_on_in_the_other_boxes_one_has(hire: Engage) -> None:
    person = hire()
    school = open_school(members=(person,))
    visitor = person.visitor()
    page = visitor.get(person.path("all"), q="réunion de juin")
    there = page.one(".list-elsewhere a")
    assert (there.get_text(), there["href"]) == (
        "Lycée des Trois-Chênes",
        f"/mail/{school.slug}/all/?q=r%C3%A9union+de+juin",
    )
    assert visitor.get(person.path()).soup.select(".list-elsewhere") == []

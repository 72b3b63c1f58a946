"""Fragment applied to page equals page loaded again: no stale region, no swap forgotten."""

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.htmx import apply_htmx, differences
from tests.house.postbag import letter
from tests.house.visitor import Visitor

PANES = ("title", "#folder-links", "#list", "#reader", "#gauge")
# As _folder_links.html says of its links.
FOLDER = {"HX-Target": "list"}
BESIDE = "#folder-links,#reader,#gauge"


@pytest.fixture
def busy(hire: Engage) -> tuple[Person, Visitor, list[str]]:
    person = hire(view="flat")
    program = person.program()
    program.make_folder("Réunions")
    ids = program.keep(letter("Un"), letter("Deux", html="<p>x</p>"), letter("Trois"))
    program.keep(letter("Rangée"), folder="Réunions")
    return person, person.visitor(), ids


def test_going_to_another_folder(busy: tuple[Person, Visitor, list[str]]) -> None:
    person, visitor, _ids = busy
    page = visitor.get(person.path()).soup
    for link in page.select("#folder-links a.folder"):
        url = str(link["href"])
        before = visitor.get(person.path()).soup
        apply_htmx(before, "#list", visitor.get(url, htmx=FOLDER).soup, select_oob=BESIDE)
        assert differences(before, visitor.get(url).soup, *PANES) == []


@pytest.mark.parametrize("name", ["unread", "flagged", "attachment"])
def test_choosing_a_filter(busy: tuple[Person, Visitor, list[str]], name: str) -> None:
    person, visitor, ids = busy
    visitor.post(person.path(tail="star"), id=ids[0], on="1")
    page = visitor.get(person.path()).soup
    url = f"{person.path()}?filter={name}"
    apply_htmx(page, "#list", visitor.get(url, htmx=FOLDER).soup)
    assert differences(page, visitor.get(url).soup, "#list", "#folder-links") == []


def test_opening_a_message(busy: tuple[Person, Visitor, list[str]]) -> None:
    person, visitor, ids = busy
    assert_opening_agrees(person, visitor, ids[1])


def test_opening_a_message_of_a_conversation(hire: Engage) -> None:
    person = hire(view="threads")
    ids = person.program().keep(
        letter("Un", message_id="<fil@x.example>"),
        letter("Re: Un", answers="<fil@x.example>"),
        letter("Deux"),
    )
    assert_opening_agrees(person, person.visitor(), ids[1])


def assert_opening_agrees(person: Person, visitor: Visitor, ident: str) -> None:
    """The first time the message is unread, in the reader alone; its row and counts are read."""
    url = person.path(tail=f"m/{ident}/")
    for regions in (("title", "#folder-links", "#list", "#gauge"), PANES):
        page = visitor.get(person.path()).soup
        apply_htmx(page, "#reader", visitor.get(url, htmx={"HX-Target": "reader"}).soup)
        assert differences(page, visitor.get(url).soup, *regions) == []


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("star", {"on": "1"}), ("reading", {"on": "1"}), ("reading", {"on": "0"}), ("tags", {"tag": "$label1", "on": "1"}),
        ("archive", {}), ("trash", {}), ("junk", {"on": "1"}), ("move", {"to": "archive"}), ("copy", {"to": "archive"}),
    ],
)  # fmt: skip
def test_acting_on_messages(
    busy: tuple[Person, Visitor, list[str]], verb: str, more: dict[str, str]
) -> None:
    person, visitor, ids = busy
    page = visitor.get(person.path()).soup
    done = visitor.post(person.path(tail=verb), {"id": ids[1:]}, htmx={}, **more).soup
    apply_htmx(page, "", done)
    regions = ("#rows", "#folder-links", "#gauge")
    assert differences(page, visitor.get(person.path()).soup, *regions) == []


def test_the_next_rows_are_those_of_the_next_page(hire: Engage) -> None:
    person = hire(view="flat")
    person.program().keep(*[letter(f"Lettre {n}") for n in range(60)])
    visitor = person.visitor()
    page = visitor.get(person.path()).soup
    more = page.select_one("#more")
    rows = visitor.get(str(more["hx-get"]), htmx={"HX-Target": "more"}).soup.select("#rows > li")
    more.replace_with(*rows)
    ids = [row["id"] for row in page.select("#rows > li")]
    assert (len(ids), len(set(ids)), "more" in ids) == (60, 60, False)


def test_a_page_restored_from_history_is_whole(busy: tuple[Person, Visitor, list[str]]) -> None:
    person, visitor, _ids = busy
    answer = visitor.get(person.path(), htmx={"HX-History-Restore-Request": "true"})
    assert differences(answer.soup, visitor.get(person.path()).soup, *PANES) == []
    assert "HX-Request" in answer.headers["vary"]


def test_an_upload_and_a_removal(busy: tuple[Person, Visitor, list[str]]) -> None:
    person, visitor, _ids = busy
    draft = visitor.get(f"/mail/{person.box}/compose").location
    strip = "[data-preau-attachments]"
    added = visitor.post(
        draft + "attachments", files=[("file", ("a.txt", "text/plain", b"a"))], htmx={}
    )
    assert differences(added.soup, visitor.get(draft).soup, strip) == []
    removed = visitor.post(str(added.one("[data-preau-remove]")["formaction"]), htmx={})
    assert differences(removed.soup, visitor.get(draft).soup, strip) == []


def test_an_error_is_told_beside_the_page_that_stays(
    busy: tuple[Person, Visitor, list[str]],
) -> None:
    person, visitor, _ids = busy
    answer = visitor.get(person.path("nulle-part"), htmx={})
    assert (answer.status, answer.headers["hx-retarget"], answer.headers["hx-reswap"]) == (
        404, "#toasts", "beforeend",
    )  # fmt: skip
    assert answer.all("header, main, form") == []

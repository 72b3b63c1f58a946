"""What is shown as one message is acted on as one, though it belongs to a conversation."""

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, letter
from tests.house.visitor import Answer


@pytest.fixture
def talk(hire: Engage) -> tuple[Person, list[str]]:
    """A conversation of two, by a person who reads by conversations."""
    person = hire(view="threads")
    first = letter("Sortie", message_id="<un@x.example>")
    second = letter("Re: Sortie", answers="<un@x.example>")
    return person, person.program().keep(first, second)


def given(page: Answer, form: str) -> dict[str, str]:
    """What a form of the page holds already."""
    return {
        str(field["name"]): str(field.get("value", ""))
        for field in page.all(f"#{form} input[name]")
    }


@pytest.mark.parametrize("asked", [{"view": "flat"}, {"q": SECRET}, {"filter": "unread"}])
@pytest.mark.parametrize("form", ["one", "bulk"])
def test_a_row_of_one_message_is_one_message(
    talk: tuple[Person, list[str]], asked: dict[str, str], form: str
) -> None:
    person, ids = talk
    visitor = person.visitor()
    page = visitor.get(person.path(), **asked)
    visitor.post(person.path(tail="archive"), {**given(page, form), "id": ids[1]}, htmx={})
    left = len(person.program().subjects("INBOX"))
    assert (len(page.ids()), left) == (2, 1)


@pytest.mark.parametrize("asked", [{"view": "flat"}, {"q": SECRET}])
def test_a_message_read_alone_is_acted_on_alone(
    talk: tuple[Person, list[str]], asked: dict[str, str]
) -> None:
    person, ids = talk
    visitor = person.visitor()
    row = visitor.get(person.path(), **asked).one(f"#row-{ids[1]} a.row-link")
    page = visitor.get(str(row["href"]))
    visitor.post(person.path(tail="archive"), {**given(page, "open")}, htmx={})
    assert len(person.program().subjects("INBOX")) == 1


def test_the_row_of_a_conversation_is_all_of_it(talk: tuple[Person, list[str]]) -> None:
    person, ids = talk
    visitor = person.visitor()
    page = visitor.get(person.path())
    visitor.post(person.path(tail="archive"), {**given(page, "one"), "id": ids[1]}, htmx={})
    assert (page.ids(), person.program().subjects("INBOX")) == ([ids[1]], [])

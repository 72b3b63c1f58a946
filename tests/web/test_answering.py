"""What answers or forwards a message begins with: people, subject, quote, files."""

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, letter
from tests.web.drafts import begin, field, row


@pytest.fixture
def asked(hire: Engage) -> tuple[Person, str]:
    """A message to answer: from Irène, to me and Paul, copy to Anne."""
    person = hire(view="flat")
    made = letter(
        "Sortie", "Venez-vous ?", to=f"{person.who}, Paul <paul@x.example>", cc="Anne <anne@x.example>",
        message_id="<question@x.example>", attachments=(("plan.png", "image/png", PNG),),
    )  # fmt: skip
    return person, person.program().keep(made)[0]


def test_a_reply_goes_to_the_sender_and_quotes(asked: tuple[Person, str]) -> None:
    person, ident = asked
    visitor = person.visitor()
    draft = begin(person, visitor, reply=f"inbox/{ident}")
    page = visitor.get(draft)
    assert (field(page, "to"), field(page, "cc"), field(page, "subject")) == (
        '"Irène Lointaine" <irene@lointain.example>', "", f"Re: Sortie {SECRET}",
    )  # fmt: skip
    quote = visitor.get(draft + "quote")
    assert "Venez-vous ?" in quote.words
    assert (row(draft).in_reply_to, row(draft).references) == (
        "<question@x.example>",
        "<question@x.example>",
    )


def test_a_reply_to_all_goes_to_everyone_but_oneself(asked: tuple[Person, str]) -> None:
    person, ident = asked
    visitor = person.visitor()
    page = visitor.get(begin(person, visitor, reply=f"inbox/{ident}", all="1"))
    assert (
        field(page, "to") == '"Irène Lointaine" <irene@lointain.example>, "Paul" <paul@x.example>'
    )
    assert field(page, "cc") == '"Anne" <anne@x.example>'


def test_forwarded_in_the_text_a_message_brings_its_files(asked: tuple[Person, str]) -> None:
    person, ident = asked
    visitor = person.visitor()
    draft = begin(person, visitor, forward=f"inbox/{ident}")
    page = visitor.get(draft)
    names = [str(one["data-preau-name"]) for one in page.all("[data-preau-attachment]")]
    assert (field(page, "subject"), field(page, "to"), names) == (
        f"TR: Sortie {SECRET}",
        "",
        ["plan.png"],
    )
    assert "irene@lointain.example" in visitor.get(draft + "quote").words


def test_forwarded_as_an_attachment_a_message_is_whole(asked: tuple[Person, str]) -> None:
    person, ident = asked
    visitor = person.visitor()
    draft = begin(person, visitor, forward=f"inbox/{ident}", **{"as": "attachment"})
    page = visitor.get(draft)
    link = page.one("a.composer-file-name")
    assert str(link.get_text()).endswith(".eml")
    assert b"Message-ID: <question@x.example>" in visitor.get(str(link["href"])).body

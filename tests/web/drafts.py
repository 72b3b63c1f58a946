"""What the tests of letters being written share: to begin one, to save it, what its page holds."""

from preau.mail.models import Draft
from tests.house.cast import Person
from tests.house.visitor import Answer, Visitor


def begin(person: Person, visitor: Visitor, **query: str) -> str:
    """The address of a new draft."""
    answer = visitor.get(f"/mail/{person.box}/compose", **query)
    assert answer.status == 302
    return answer.location


def version(page: Answer) -> str:
    return str(page.one("input[name=version]")["value"])


def save(visitor: Visitor, draft: str, at: str = "0", **fields: str) -> Answer:
    return visitor.post(draft, version=at, htmx={}, **fields)


def field(page: Answer, name: str) -> str:
    return str(page.one(f"[name={name}]").get("value", ""))


def text(page: Answer) -> str:
    """HTML drops the line break a textarea begins with, and so does this."""
    return page.one("textarea[name=text]").get_text()


def row(draft: str) -> Draft:
    return Draft.objects.get(pk=int(draft.rstrip("/").rpartition("/")[2]))

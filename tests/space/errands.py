"""What a person asks for in a page, and waits for."""

from dataclasses import dataclass
from pathlib import Path

from bs4 import Tag
from django.utils import timezone

from preau.mail.doors import mailstore
from preau.space.models import Errand
from tests.house.cast import Person
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


@dataclass
class Asked:
    """One errand, seen through its page."""

    visitor: Visitor
    url: str

    def page(self) -> Answer:
        return self.visitor.get(self.url)

    def heading(self) -> str:
        return self.page().one("#errand-name").get_text(strip=True)

    def settled(self, within: float = 120.0) -> Answer:
        """The page, once it changes no more by itself."""
        return eventually(self._settled, within, pause=0.2, told=self.heading)

    def _settled(self) -> Answer | None:
        page = self.page()
        assert page.status == 200, page.words
        return None if page.one("#errand").get("hx-get") else page

    def do(self, deed: str) -> "Asked":
        answer = self.visitor.post(f"{self.url}deed", do=deed)
        assert answer.status == 302, answer.words
        return Asked(self.visitor, answer.location)


def ask(person: Person, do: str, **fields: str) -> Asked:
    visitor = person.visitor()
    answer = visitor.post(f"/space/{person.box}/ask", {"do": do, **fields})
    assert answer.status == 302, answer.words
    return Asked(visitor, answer.location)


def at_once(errand: Asked) -> None:
    """The moment to change one's mind is over."""
    number = int(errand.url.rstrip("/").rpartition("/")[2])
    Errand.objects.filter(pk=number).update(due_at=timezone.now())


def octets(person: Person) -> int:
    """What Dovecot counts, to the octet."""
    with mailstore().open(person.login) as box:
        return box.octets()


def exact(page: Answer) -> int:
    """The octets that the page says beside what it rounds."""
    words = page.one("#errand > p.faint").get_text()
    return int("".join(sign for sign in words if sign.isdigit()))


def sizes(page: Answer) -> list[tuple[str, str]]:
    """Name and size of each bar."""
    return [
        (_words(row, ".space-link, .space-words"), _words(row, ".space-size"))
        for row in page.all(".space-table tbody tr")
    ]


def _words(row: Tag, selector: str) -> str:
    found = row.select_one(selector)
    return found.get_text(" ", strip=True) if found else ""

"""Somebody looks for a message that is not in the inbox, and has it back by one button."""

import pytest

from preau.traces.models import Trace
from tests.house.cast import Person
from tests.house.chromium import DESK, PHONE, is_too_wide, violations
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import ONLY_MARKED, letter
from tests.house.waiting import eventually
from tests.journeys.conftest import Browse

WHY = "Pourquoi n’ai-je pas reçu… ?"
SENDER = "mairie@[192.0.2.7]"


@pytest.fixture
def waiting(house: House, hire: Engage) -> Person:
    """Whose message was taken for junk."""
    person = hire("Claire").prefers(language="fr")
    made = letter("Convocation", ONLY_MARKED, sender="Mairie <mairie@[192.0.2.7]>")
    arrives(house, made, person.address, sender=SENDER)
    person.program().waits_for("Convocation", "Junk")
    eventually(lambda: is_told(person))
    return person


def is_told(person: Person) -> bool:
    """By both logs: where it was put, and what the filter thought of it."""
    found = Trace.objects.filter(mailbox__login=person.login, sender=SENDER, folder="Junk")
    return any(one.symbols for one in found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_a_message_taken_for_junk_is_found_and_put_back(
    waiting: Person, browse: Browse, size: tuple[int, int], scheme: str
) -> None:
    screen = browse(waiting, size=size, scheme=scheme)
    page = screen.page
    screen.go("/help/")
    page.get_by_role("link", name=WHY).click()
    page.fill("#q", "mairie")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Il a été pris pour un indésirable.").wait_for()
    assert (violations(page), is_too_wide(page)) == ([], False)
    page.get_by_role("button", name="Pas indésirable").click()
    page.get_by_role("heading", name="Il est dans votre boîte de réception.").wait_for()
    assert violations(page) == []
    assert waiting.program().find("Convocation") != []


def test_a_search_that_finds_nothing_leads_there(waiting: Person, browse: Browse) -> None:
    screen = browse(waiting)
    screen.go(waiting.path("all") + "?q=de:inconnu%40nulle-part.example")
    screen.page.get_by_role("link", name=WHY).click()
    screen.page.get_by_role("heading", name="Il ne nous est pas parvenu.").wait_for()
    assert screen.page.input_value("#q") == "de:inconnu@nulle-part.example"
    assert violations(screen.page) == []

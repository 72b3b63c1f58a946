"""Asking the help desk without being signed in: a reference, and how far it is."""

from itertools import count

import pytest

from preau.support.models import DeskRequest
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Answer, Visitor

_networks = count(2)


def at(house: House, academy: str = "poitiers") -> Visitor:
    visitor = Visitor(house.ports.web, house.host(academy), source=f"127.0.10.{next(_networks)}")
    visitor.cookies["django_language"] = "en"
    return visitor


def asks(visitor: Visitor, **typed: str) -> Answer:
    filled = {
        "subject": "second_address",
        "name": "Claire Morineau",
        "contact": "05 49 00 00 00",
        "words": "My second address was closed.",
    }
    return visitor.post("/desk/", **(filled | typed))


def reference(answer: Answer) -> str:
    return answer.headers["location"].rpartition("/")[2]


def test_a_request_gets_a_reference_that_follows_it(house: House) -> None:
    visitor = at(house)
    answer = asks(visitor)
    page = visitor.follow(answer)
    shown = page.soup.select_one(".reference")
    assert shown is not None
    assert shown.get_text() == reference(answer)
    assert "It waits at the help desk." in page.text


@pytest.mark.parametrize("written", ["{0}", " {0} ", "{1}"])
def test_a_reference_is_found_as_people_write_it(house: House, written: str) -> None:
    visitor = at(house)
    kept = reference(asks(visitor))
    typed = written.format(kept, kept.replace("-", "").lower())
    answer = visitor.get(f"/desk/?reference={typed.replace(' ', '+')}")
    assert visitor.follow(answer).status == 200


@pytest.mark.parametrize("typed", ["K7MP/4Q2X", "/", "../x"])
def test_what_is_no_reference_is_not_there(house: House, typed: str) -> None:
    visitor = at(house)
    assert visitor.follow(visitor.get("/desk/", reference=typed)).status == 404


def test_the_page_of_a_reference_shows_nothing_of_what_was_written(house: House) -> None:
    visitor = at(house)
    page = visitor.follow(asks(visitor, words=(secret := unique("secret"))))
    assert [secret in page.text, "Morineau" in page.text, "05 49" in page.text] == [False] * 3


def test_a_reference_of_another_academie_is_not_there(house: House) -> None:
    kept = reference(asks(at(house)))
    assert at(house, "paris").get(f"/desk/{kept}").status == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Write your name"),
        ({"contact": ""}, "Write a phone number"),
        ({"subject": "else"}, "Choose what it is about."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    house: House, typed: dict[str, str], sentence: str
) -> None:
    answer = asks(at(house), **typed)
    words = answer.soup.select_one("textarea")
    assert words is not None
    assert (answer.status, words.get_text()) == (422, "My second address was closed.")
    assert sentence in answer.text


def test_one_network_cannot_fill_the_desk(house: House) -> None:
    visitor = at(house)
    before = DeskRequest.objects.count()
    statuses = [asks(visitor).status for _ in range(22)]
    assert (statuses[:20], statuses[20:]) == ([302] * 20, [422, 422])
    assert DeskRequest.objects.count() == before + 20

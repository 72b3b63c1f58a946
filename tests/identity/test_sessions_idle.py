"""A session that nobody uses any more is over, the sooner on a computer that is many people's."""

import time
from datetime import timedelta
from math import ceil

from django.utils import timezone

from preau.identity.models import Session
from preau.identity.sessions import digest
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Visitor
from tests.identity.browsers import HOME, SCHOOL, browser, come_in, is_in, session_of


def age(visitor: Visitor, **past: float) -> None:
    """As if nobody had come since then."""
    rows = Session.objects.filter(pk=digest(visitor.cookies["preau_session"]))
    rows.update(seen_at=timezone.now() - timedelta(**past))


def test_nobody_for_ten_minutes_ends_the_session_of_a_shared_computer(
    house: House, hire: Engage
) -> None:
    person = hire()
    shared, usual = come_in(house, person, shared=True), come_in(house, person)
    for one in (shared, usual):
        age(one, minutes=9)
    assert (is_in(shared, person), is_in(usual, person)) == (True, True)
    for one in (shared, usual):
        age(one, minutes=11)
    answer = shared.get(person.path())
    assert answer.location == f"/sign-in?next=%2Fmail%2F{person.box}%2Finbox%2F&ended=idle"
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert is_in(usual, person)


def test_nobody_for_four_hours_ends_any_session(house: House, hire: Engage) -> None:
    person = hire()
    visitor = come_in(house, person)
    age(visitor, hours=4.1)
    entrance = visitor.follow(visitor.get(person.path()))
    assert "elle n’avait plus servi depuis un moment" in entrance.words


def test_a_session_ends_after_twelve_hours_whatever_one_does(house: House, hire: Engage) -> None:
    person = hire()
    visitor = come_in(house, person)
    row = session_of(visitor)
    visitor.post("/settings/reading", theme="dark")
    assert session_of(visitor).expires_at == row.expires_at
    Session.objects.filter(pk=row.pk).update(expires_at=timezone.now())
    assert not is_in(visitor, person)


def test_what_a_page_asks_by_itself_does_not_keep_a_session_open(
    house: House, hire: Engage
) -> None:
    visitor = come_in(house, hire(), shared=True)
    begun = time.monotonic()
    age(visitor, minutes=9)
    unasked = visitor.request("GET", "/sessions/left", {"X-Preau-Unasked": "1"}).json["left"]
    stayed = visitor.post("/sessions/stay").json["left"]
    passed = ceil(time.monotonic() - begun)
    assert (0 <= 60 - unasked <= passed, 0 <= 600 - stayed <= passed) == (True, True)


def test_last_activity_is_written_at_most_once_a_minute(house: House, hire: Engage) -> None:
    person = hire()
    visitor = come_in(house, person)
    first = session_of(visitor).seen_at
    visitor.get(person.path())
    assert session_of(visitor).seen_at == first
    age(visitor, seconds=61)
    visitor.get(person.path())
    assert session_of(visitor).seen_at > first


def test_a_shared_computer_is_told_to_keep_nothing_not_even_pictures(
    house: House, hire: Engage
) -> None:
    person = hire()
    visitor = come_in(house, person, shared=True)
    page = visitor.get(person.path())
    assert page.headers["cache-control"] == "no-store"
    assert len(page.all("[data-preau-shared-computer]")) == 1
    assert come_in(house, person).get(person.path()).all("[data-preau-shared-computer]") == []
    assert "preau_known" not in visitor.cookies


def test_the_network_of_schools_suggests_a_shared_computer(house: House) -> None:
    at_school, at_home = browser(house, address=SCHOOL), browser(house, address=HOME)
    ticked = [
        one.get("/sign-in").one("input[type=checkbox][name=shared]").has_attr("checked")
        for one in (at_school, at_home)
    ]
    assert ticked == [True, False]

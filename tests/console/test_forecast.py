"""The load to expect: told to the desk, from what its own académie lived, and to nobody else."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from preau.identity.actions.opening import give_role
from preau.identity.models import Account, Post, Role
from preau.support.models import DeskRequest
from tests.house.cast import Person, engage
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Answer
from tests.identity.newcomers import newcomer

PAGE = "/console/forecast"
# No other test writes to the desk of this académie.
ALONE = "montpellier"
_numbers = count()


@pytest.fixture
def agent(house: House) -> Iterator[Person]:
    """Alone with the figures: nothing was asked and nobody came in, before and after."""
    forget()
    person = engage(house, "Driss", academy=ALONE)
    give_role(person.account, Role.Kind.DESK)
    yield person
    forget()


def forget() -> None:
    DeskRequest.objects.filter(academy=ALONE).delete()
    Account.objects.filter(academy=ALONE).update(activated_at=None)


def asked(days_ago: int, number: int, *, academy: str = ALONE, **more: object) -> None:
    """Requests of one day, at noon."""
    noon = timezone.localtime().replace(hour=12, minute=0) - timedelta(days=days_ago)
    DeskRequest.objects.bulk_create(
        DeskRequest(
            academy=academy, reference=f"T{next(_numbers):08}", subject="access", name="X",
            contact="X", made_at=noon, **more,
        )
        for _ in range(number)
    )  # fmt: skip


def words(answer: Answer, selector: str) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in answer.all(selector)]


def test_a_desk_without_a_past_is_told_that_too_little_is_known(agent: Person) -> None:
    asked(3, 2)
    page = agent.visitor().get(PAGE)
    assert words(page, ".forecast-words p") == [
        "Not enough is known yet to tell. It takes 20 requests over 14 days; so far: 2 over 3 days.",
        "Waiting now: 2. In hand: 0.",
    ]
    assert words(page, ".forecast tbody tr") == []


def test_two_weeks_are_told_a_day_each_today_first(agent: Person) -> None:
    for day in range(1, 29):
        asked(day, 4)
    page = agent.visitor().get(PAGE)
    assert words(page, ".forecast tbody th")[0] == "Today"
    assert words(page, ".forecast-count") == ["4"] * 14
    assert words(page, ".forecast-words p")[0].startswith(
        "56 requests are expected within two weeks, today included."
    )
    assert any(
        "would have said 56 requests" in one for one in words(page, ".forecast-reckoning li")
    )


def test_more_than_the_desk_answers_is_said(agent: Person) -> None:
    now = timezone.now()
    for day in range(1, 29):
        asked(day, 4)
    asked(5, 3, state="closed", closed_at=now - timedelta(days=4))
    page = agent.visitor().get(PAGE)
    assert "14 days should bring more." in page.words
    assert len(page.all(".forecast-count .forecast-over")) == 14


def test_who_is_to_come_stands_with_their_school(house: House, agent: Person) -> None:
    uai, today = unique("059"), timezone.localdate()
    one = newcomer(house, "Nina", academy=ALONE, uai=uai)
    Post.objects.filter(uai=uai).update(starts_on=today + timedelta(days=3), school_name="Collège")
    page = agent.visitor().get(PAGE)
    facts = dict(
        zip(words(page, ".forecast-facts dt"), words(page, ".forecast-facts dd"), strict=True)
    )
    assert facts["It begins within two weeks"] == "1"
    assert words(page, ".console-table tbody th") == [f"Collège {uai}"]
    one.account.person.posts.all().delete()


def test_another_academie_counts_for_nothing(house: House, agent: Person) -> None:
    for day in range(1, 29):
        asked(day, 4, academy="paris")
    page = agent.visitor().get(PAGE)
    assert words(page, ".forecast-words p")[1] == "Waiting now: 0. In hand: 0."
    DeskRequest.objects.filter(academy="paris", name="X").delete()


@pytest.mark.parametrize("kind", [Role.Kind.HEAD, Role.Kind.MANAGER, None])
def test_who_is_no_agent_finds_no_such_page(house: House, kind: str | None) -> None:
    person = engage(house, "Karim")
    if kind:
        Role.objects.create(account=person.account, kind=kind, uai=unique("08"))
    assert person.visitor().get(PAGE).status == 404

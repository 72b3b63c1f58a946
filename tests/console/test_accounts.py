"""Helping with accounts: the desk and the heads see how they stand, and nobody else does."""

import re

import pytest

from preau.identity.actions import opening
from preau.identity.models import Account, CutOff, Post, Role
from preau.journal.models import Entry
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Visitor
from tests.house.waiting import eventually


def agent(hire: Engage, academy: str = "poitiers") -> Visitor:
    person = hire("Inès", academy=academy)
    opening.give_role(person.account, Role.Kind.DESK)
    return person.visitor()


def head(hire: Engage, uai: str) -> Visitor:
    person = hire("Sylvie")
    opening.give_role(person.account, Role.Kind.HEAD, uai)
    return person.visitor()


def at_school(person: Person, uai: str) -> Person:
    Post.objects.create(
        person=person.account.person, academy="poitiers", function="Professeure", uai=uai
    )
    return person


def path(person: Person, tail: str = "") -> str:
    return f"/console/accounts/{person.box}{tail}"


def names(visitor: Visitor, query: str) -> list[str]:
    page = visitor.get(f"/console/accounts/?q={query}").soup
    return [link.get_text() for link in page.select("th .console-link")]


def test_the_desk_finds_everybody_of_its_academie_and_nobody_else(hire: Engage) -> None:
    family = unique("Trouve")
    hire("Claire", family=family)
    hire("Odile", family=family, academy="paris")
    assert names(agent(hire), family) == [f"Claire {family}"]


def test_a_head_finds_the_people_of_their_school_alone(hire: Engage) -> None:
    family, uai = unique("Voisin"), unique("086")[:8]
    at_school(hire("Claire", family=family), uai)
    elsewhere = at_school(hire("Karim", family=family), f"{uai[:-1]}Z")
    visitor = head(hire, uai)
    assert names(visitor, family) == [f"Claire {family}"]
    assert visitor.get(path(elsewhere)).status == 404


def test_the_console_is_not_there_for_who_has_no_role(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor = karim.visitor()
    paths = ["/console/accounts/", path(claire), "/console/desk/"]
    assert [visitor.get(one).status for one in paths] == [404, 404, 404]
    assert visitor.post(path(claire, "/code")).status == 404


def test_a_look_is_written_for_who_was_looked_at(hire: Engage) -> None:
    claire = hire("Claire")
    agent(hire).get(path(claire))
    assert Entry.objects.filter(verb="account.looked_at", subject=claire.login).count() == 1


def test_a_sealed_code_is_shown_once_and_kept_nowhere(hire: Engage) -> None:
    claire = hire("Claire")
    staff = claire.account.person
    staff.birth_date = "1979-05-04"
    staff.save()
    answer = agent(hire).post(path(claire, "/code"))
    shown = answer.soup.select_one(".reference")
    assert shown is not None
    assert re.fullmatch(r"\d{4} \d{4}", shown.get_text())
    assert answer.headers["cache-control"].count("no-store") == 1


def test_without_a_birth_date_no_code_is_made(hire: Engage) -> None:
    claire = hire("Claire")
    assert agent(hire).post(path(claire, "/code")).status == 403


def test_a_suspended_account_is_out_at_once_and_comes_back_by_signing_in(hire: Engage) -> None:
    claire = hire("Claire")
    inside, desk = claire.visitor(), agent(hire)
    desk.post(path(claire, "/suspend"))
    assert inside.get(claire.path()).status == 302
    desk.post(path(claire, "/reactivate"))
    # Who had stolen the session is still out.
    assert inside.get(claire.path()).status == 302
    eventually(lambda: not CutOff.objects.filter(login=claire.login).exists())
    assert claire.visitor().get(claire.path()).status == 200


@pytest.mark.parametrize("tail", ["/code", "/suspend"])
@pytest.mark.parametrize("kind", [Role.Kind.ADMINISTRATOR, Role.Kind.MANAGER, Role.Kind.DESK])
def test_the_desk_has_no_hand_on_who_administers(hire: Engage, kind: str, tail: str) -> None:
    chief = hire("Odile")
    opening.give_role(chief.account, kind)
    desk = agent(hire)
    assert desk.post(path(chief, tail)).status == 404
    assert desk.get(path(chief)).all("main form button") == []
    assert Account.objects.get(pk=chief.account.pk).state == Account.State.ACTIVE


def test_a_head_makes_no_code_for_an_agent_of_the_desk(hire: Engage) -> None:
    uai = unique("086")[:8]
    colleague = at_school(hire("Inès"), uai)
    opening.give_role(colleague.account, Role.Kind.DESK)
    assert head(hire, uai).post(path(colleague, "/code")).status == 404


def test_an_administrator_helps_an_agent_of_the_desk(hire: Engage) -> None:
    chief, colleague = hire("Odile"), hire("Inès")
    opening.give_role(chief.account, Role.Kind.ADMINISTRATOR)
    opening.give_role(colleague.account, Role.Kind.DESK)
    assert chief.visitor().post(path(colleague, "/suspend")).status == 302


def test_a_head_does_not_suspend(hire: Engage) -> None:
    uai = unique("086")[:8]
    claire = at_school(hire("Claire"), uai)
    assert head(hire, uai).post(path(claire, "/suspend")).status == 404
    assert Account.objects.get(pk=claire.account.pk).state == Account.State.ACTIVE


@pytest.mark.parametrize("tail", ["", "/code", "/suspend"])
def test_an_account_of_another_academie_is_not_there(hire: Engage, tail: str) -> None:
    odile = hire("Odile", academy="paris")
    visitor = agent(hire)
    answer = visitor.post(path(odile, tail)) if tail else visitor.get(path(odile))
    assert answer.status == 404


def test_a_request_goes_from_the_entrance_to_its_answer(house: House, hire: Engage) -> None:
    claire, desk = hire("Claire"), agent(hire)
    outside = Visitor(house.ports.web, house.host("poitiers"), source="127.0.11.2")
    asked = outside.post(
        "/desk/", subject="access", name=claire.name, contact="05 49 00 00 00", words="Perdu."
    )
    reference = asked.headers["location"].rpartition("/")[2]
    at = f"/console/desk/{reference}"
    assert claire.name in desk.get("/console/desk/").text
    desk.post(f"{at}/take")
    desk.post(f"{at}/recognise", identifier=claire.box)
    desk.post(f"{at}/close", answer="Nous vous avons rappelée.")
    assert "Nous vous avons rappelée." in outside.get(f"/desk/{reference}").text
    assert [entry.verb for entry in Entry.objects.filter(subject=reference).order_by("pk")] == [
        "desk.taken",
        "desk.closed",
    ]


def test_two_agents_do_not_take_the_same_request(house: House, hire: Engage) -> None:
    outside = Visitor(house.ports.web, house.host("poitiers"), source="127.0.11.3")
    asked = outside.post("/desk/", subject="other", name="Claire", contact="05 49 00 00 00")
    at = f"/console/desk/{asked.headers['location'].rpartition('/')[2]}"
    statuses = [agent(hire).post(f"{at}/take").status for _ in range(2)]
    assert statuses == [302, 403]

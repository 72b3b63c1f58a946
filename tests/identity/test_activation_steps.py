"""Activation once somebody is recognised: password, second address, protection, each in its turn."""

import base64

import pytest

from preau.identity.actions.handing_over import make_slips
from preau.identity.models import Account, SecondAddress
from preau.identity.slips import code_of
from tests.house.installation import House
from tests.identity.factors import App
from tests.identity.newcomers import (
    NEW,
    Newcomer,
    activated,
    at,
    code_at_home,
    comes_as_far_as_the_password,
    head,
    newcomer,
)


def test_whoever_waits_for_their_file_is_told_so_and_who_to_ask(house: House) -> None:
    paul = newcomer(house, "Paul", academy="amiens", state=Account.State.EXPECTED, category="cpe")
    visitor = at(house, "amiens")
    made = make_slips([paul.account], by=head(house, academy="amiens").account)
    answer = visitor.post("/activate/", **paul.typed(code_of(made.slips.get())))
    page = visitor.follow(answer)
    assert answer.location == "/activate/waiting"
    assert page.one(".office strong").get_text() == (
        "La division des personnels enseignants du rectorat"
    )
    assert visitor.post("/activate/password", password=NEW).location == "/activate/waiting"
    assert paul.account.state == Account.State.EXPECTED
    Account.objects.filter(pk=paul.account.pk).update(state=Account.State.TO_ACTIVATE)
    assert visitor.post("/activate/password", password=NEW).status == 302


@pytest.mark.parametrize("path", ["/activate/code", "/activate/password", "/activate/waiting"])
def test_a_step_without_the_one_before_leads_to_the_first(house: House, path: str) -> None:
    assert at(house).get(path).location == "/activate/"
    assert at(house).post(path).location == "/activate/"


@pytest.mark.parametrize("path", ["address", "protection", "tour/2"])
def test_a_step_after_the_session_ended_comes_back_after_sign_in(house: House, path: str) -> None:
    answer = at(house).get(f"/activate/{path}")
    assert answer.location.startswith("/sign-in?next=%2Factivate%2F")


def test_the_key_of_the_session_changes_when_somebody_is_recognised(
    house: House, nina: Newcomer
) -> None:
    nina.lives_at_home()
    visitor = at(house)
    visitor.post("/activate/", **nina.typed())
    before = visitor.cookies["preau_session"]
    comes_as_far_as_the_password(visitor, nina)
    assert visitor.cookies["preau_session"] != before


def test_a_second_address_is_recorded_once_its_code_was_typed(house: House, nina: Newcomer) -> None:
    visitor = at(house)
    comes_as_far_as_the_password(visitor, nina)
    visitor.post("/activate/password", password=NEW)
    assert visitor.post("/activate/address", address="nina@ac-paris.fr").status == 422
    assert visitor.post("/activate/address", address=f" {nina.home} ").location == (
        "/activate/address/code"
    )
    assert visitor.post("/activate/address/code", code="00000000").status == 401
    code = code_at_home(house, nina)
    assert visitor.post("/activate/address/code", code=code).location == "/activate/protection"
    kept = SecondAddress.objects.get(person=nina.account.person)
    assert (kept.address, kept.is_proved) == (nina.home, True)


def test_an_app_is_added_on_the_way_and_the_codes_are_shown_once(
    house: House, nina: Newcomer
) -> None:
    visitor = activated(house, nina)
    page = visitor.get("/activate/protection")
    key = "".join(page.one(".app-key").get_text().split())
    app = App(base64.b32decode(key + "=" * (-len(key) % 8)))
    assert visitor.post("/activate/protection", passcode=app.shows(-20)).status == 422
    codes = visitor.post("/activate/protection", passcode=app.shows())
    assert (codes.status, len(codes.all(".recovery-codes li"))) == (200, 10)
    assert codes.one(".button-primary")["href"] == "/activate/tour/1"
    assert visitor.get("/activate/protection").all(".recovery-codes, .app-key") == []


def test_a_session_taken_over_later_changes_no_second_address_here(
    house: House, nina: Newcomer
) -> None:
    activated(house, nina)
    nina.person.account.refresh_from_db()
    thief = nina.person.visitor()
    answers = [
        thief.post("/activate/address", address="voleur@maison.example"),
        thief.post("/activate/address/code", code="00000000"),
        thief.post("/activate/protection", passcode="000000"),
    ]
    assert {one.location.partition("?")[0] for one in answers} == {"/settings/security/confirm"}
    assert SecondAddress.objects.filter(person=nina.account.person).count() == 0


@pytest.mark.parametrize("password", ["court", "Nina-2026-Nina!", "Motdepasse123!"])
def test_a_poor_first_password_is_refused_and_leaves_the_slip(
    house: House, nina: Newcomer, password: str
) -> None:
    visitor = at(house)
    comes_as_far_as_the_password(visitor, nina)
    assert visitor.post("/activate/password", password=password).status == 422
    assert visitor.post("/activate/password", password=NEW).status == 302

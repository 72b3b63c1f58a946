"""Activation: once, by NUMEN, birth date and a slip; nothing tells who exists."""

from statistics import mean

import pytest

from preau.identity import activation_tries as tries
from preau.identity.actions import activating
from preau.identity.actions.handing_over import revoke_slip
from preau.identity.models import Account, Slip
from preau.identity.numens import numen_hash
from preau.identity.throttle import BY_NAME
from preau.journal.models import Entry
from tests.house.installation import House
from tests.identity.newcomers import (
    BIRTH,
    NEW,
    Newcomer,
    at,
    code_at_home,
    comes_as_far_as_the_password,
    newcomer,
    said,
)


def test_numen_birth_date_and_slip_lead_to_the_inbox(house: House, nina: Newcomer) -> None:
    visitor = at(house)
    comes_as_far_as_the_password(visitor, nina)
    answer = visitor.post("/activate/password", password=NEW, next="/activate/address")
    assert answer.location == "/activate/address"
    assert nina.account.state == Account.State.ACTIVE
    pages = [visitor.get(path) for path in ("/activate/address", "/activate/protection")]
    tour = [visitor.get(f"/activate/tour/{number}") for number in (1, 2, 3)]
    assert [one.status for one in (*pages, *tour)] == [200] * 5
    inbox = tour[2].one(".tour-foot .button-primary")["href"]
    assert visitor.get(str(inbox)).status == 200
    again = at(house)
    assert again.post("/sign-in", identifier=nina.person.box, password=NEW).status == 302


@pytest.mark.parametrize(
    "typed", ["{0}", " {0} ", "{1}", "{2}"], ids=["plain", "spaces", "lower case", "O for 0"]
)
def test_a_numen_is_read_as_people_type_it(house: House, nina: Newcomer, typed: str) -> None:
    shapes = (nina.numen.spaced, str(nina.numen).lower(), str(nina.numen).replace("0", "O"))
    answer = at(house).post("/activate/", **nina.typed(nina.slip()[1], numen=typed.format(*shapes)))
    assert answer.location == "/activate/password"


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("numen", "13E2100", "A NUMEN has 13 characters"),
        ("birth", "1990", "Write the day"),
        ("code", "K7QM", "12 signs"),
    ],
)
def test_what_is_wrong_in_shape_is_said_at_its_field_and_nothing_typed_is_lost(
    house: House, nina: Newcomer, field: str, wrong: str, sentence: str
) -> None:
    typed = nina.typed("K7QM-2X9F-RT4C") | {field: wrong}
    answer = at(house).post("/activate/", **typed)
    errors = [" ".join(one.get_text().split()) for one in answer.all(".field-error")]
    assert (answer.status, len(errors), sentence in errors[0]) == (422, 1, True)
    kept = {name: answer.one(f"input[name={name}]")["value"] for name in ("numen", "birth", "code")}
    assert kept == {name: typed[name] for name in kept}


@pytest.mark.parametrize("wrong", ["numen", "birth", "code"])
def test_the_answer_is_the_same_whichever_of_the_three_is_wrong(
    house: House, nina: Newcomer, wrong: str
) -> None:
    right = nina.typed(nina.slip()[1])
    other = {"numen": "99Z9999999ZZZ", "birth": "1990-09-10", "code": "ACDE-FGHJ-KMNP"}
    nobody = at(house).post("/activate/", **(right | other))
    answer = at(house).post("/activate/", **(right | {wrong: other[wrong]}))
    assert (answer.status, said(answer)) == (401, said(nobody))


def test_the_answer_takes_as_long_for_who_exists_and_who_does_not(
    house: House, nina: Newcomer
) -> None:
    right = nina.typed("ACDE-FGHJ-KMNP")
    nobody = right | {"numen": "99Z9999999ZZZ"}
    there, absent = [], []
    for _ in range(40):
        # One network and NUMEN may try eight times: each time another network.
        there.append(at(house).post("/activate/", **right).seconds)
        absent.append(at(house).post("/activate/", **nobody).seconds)
    # Of all pairs, in how many the one who exists took longer: 1 in 2 where nothing tells.
    longer = mean(a > b for a in there for b in absent)
    assert 0.25 < longer < 0.75


def test_a_slip_works_once(house: House, nina: Newcomer) -> None:
    code = nina.slip()[1]
    visitor, second = at(house), at(house)
    assert visitor.post("/activate/", **nina.typed(code)).location == "/activate/password"
    assert second.post("/activate/", **nina.typed(code)).location == "/activate/password"
    assert visitor.post("/activate/password", password=NEW).status == 302
    assert second.post("/activate/password", password="Autre-Phrase-99!").location == "/activate/"
    assert at(house).post("/activate/", **nina.typed(code)).status == 401
    assert Slip.objects.get(account=nina.account).state == Slip.State.USED


def test_of_two_who_prove_it_by_the_same_slip_at_once_one_activates(
    house: House, nina: Newcomer
) -> None:
    slip = nina.slip()[0]
    proofs = [activating.Proof(nina.account, slip), activating.Proof(nina.account, slip)]
    activating.activate(proofs[0], "hash", network="127.0.0.1")
    with pytest.raises(activating.NotRecognised):
        activating.activate(proofs[1], "other", network="127.0.0.1")
    assert nina.account.password == "hash"


def test_a_slip_that_was_withdrawn_or_made_again_opens_nothing(
    house: House, nina: Newcomer
) -> None:
    lost = nina.slip()[1]
    second, newer = nina.slip()
    assert at(house).post("/activate/", **nina.typed(lost)).status == 401
    visitor = at(house)
    visitor.post("/activate/", **nina.typed(newer))
    revoke_slip(second, by=second.batch.made_by)
    assert visitor.post("/activate/password", password=NEW).location == "/activate/"
    assert nina.account.state == Account.State.TO_ACTIVATE


def test_a_slip_of_somebody_else_or_in_another_academie_opens_nothing(
    house: House, nina: Newcomer
) -> None:
    other = newcomer(house).slip()[1]
    code = nina.slip()[1]
    assert at(house).post("/activate/", **nina.typed(other)).status == 401
    assert at(house, "paris").post("/activate/", **nina.typed(code)).status == 401


def test_wrong_tries_are_bounded_and_a_right_slip_passes_from_elsewhere(
    house: House, nina: Newcomer
) -> None:
    code, thief = nina.slip()[1], at(house)
    wrong = nina.typed("ACDE-FGHJ-KMNP")
    assert [thief.post("/activate/", **wrong).status for _ in range(9)] == [401] * 8 + [429]
    nobody = at(house)
    absent = wrong | {"numen": "99Z9999998ZZZ"}
    answers = [nobody.post("/activate/", **absent) for _ in range(9)]
    assert [one.status for one in answers] == [401] * 8 + [429]
    assert said(thief.post("/activate/", **wrong)) == said(answers[-1])
    assert at(house).post("/activate/", **nina.typed(code)).status == 302


def test_a_numen_hunted_from_many_networks_opens_by_slip_alone(
    house: House, nina: Newcomer
) -> None:
    nina.lives_at_home()
    visitor, slip = at(house), nina.slip()[1]
    visitor.post("/activate/", **nina.typed())
    code = code_at_home(house, nina)
    for number in range(BY_NAME):
        tries.note_refusal(numen_hash(nina.numen), "poitiers", f"192.0.2.{number}")
    assert visitor.post("/activate/code", code=code).status == 401
    assert at(house).post("/activate/", **nina.typed(slip)).status == 302


def test_a_lost_numen_is_asked_of_the_office_of_ones_category(house: House) -> None:
    page = at(house, "amiens").get("/numen")
    offices = [one.get_text() for one in page.all(".office strong")]
    assert (page.status, len(offices), offices[2]) == (200, 4, "La DPATE du rectorat")


def test_a_form_of_another_site_activates_nothing(house: House, nina: Newcomer) -> None:
    visitor = at(house)
    visitor.get("/activate/")
    visitor.cookies["preau_csrf"] = "forged"
    assert visitor.post("/activate/", **nina.typed(nina.slip()[1])).status == 403


def test_the_journal_tells_what_happened_and_no_secret(house: House, nina: Newcomer) -> None:
    code = nina.slip()[1]
    visitor = at(house)
    visitor.post("/activate/", **nina.typed(code))
    visitor.post("/activate/password", password=NEW)
    mine = Entry.objects.filter(actor=nina.account.login).order_by("pk")
    assert [one.verb for one in mine][:2] == ["slip.used", "account.activated"]
    told = str(list(Entry.objects.values()))
    assert [secret in told for secret in (str(nina.numen), code, NEW, str(BIRTH))] == [False] * 4

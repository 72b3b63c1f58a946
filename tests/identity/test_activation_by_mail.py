"""Activation by a code sent home: to the address that the staff file knows, and not too often."""

from preau.identity.letter_budget import CODE_SENT, CODES
from preau.identity.models import ActivationRequest, SecondAddress
from preau.journal.actions import record
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.waiting import eventually
from tests.identity.newcomers import (
    NEW,
    Newcomer,
    at,
    code_at_home,
    comes_as_far_as_the_password,
    newcomer,
    said,
)


def test_a_code_comes_to_the_address_that_the_staff_file_knows(
    house: House, nina: Newcomer
) -> None:
    nina.lives_at_home()
    visitor = at(house)
    assert visitor.post("/activate/", **nina.typed()).location == "/activate/code"
    code = code_at_home(house, nina)
    assert visitor.post("/activate/code", code=code).location == "/activate/password"
    visitor.post("/activate/password", password=NEW)
    assert SecondAddress.objects.get(person=nina.account.person).is_proved


def test_asking_for_a_code_says_the_same_for_who_exists_and_who_does_not(
    house: House, nina: Newcomer
) -> None:
    nina.lives_at_home()
    pages = []
    for typed in (nina.typed(), nina.typed(numen="99Z9999999ZZZ"), nina.typed(birth="1990-09-10")):
        visitor = at(house)
        pages.append(visitor.follow(visitor.post("/activate/", **typed)))
        pages.append(visitor.post("/activate/code", code="1234 5678"))
    assert {said(one) for one in pages[::2]} == {said(pages[0])}
    assert [one.status for one in pages[1::2]] == [401] * 3
    assert {said(one) for one in pages[1::2]} == {said(pages[1])}


def test_only_the_code_of_this_very_person_goes_on(house: House, nina: Newcomer) -> None:
    karim = newcomer(house, "Karim").lives_at_home()
    visitor = at(house)
    visitor.post("/activate/", **karim.typed())
    code = code_at_home(house, karim)
    thief = at(house)
    thief.post("/activate/", **nina.typed())
    assert thief.post("/activate/code", code=code).status == 401


def test_no_more_than_three_codes_an_hour_leave(house: House, nina: Newcomer) -> None:
    nina.lives_at_home()
    visitor = at(house)
    visitor.post("/activate/", **nina.typed())
    for _ in range(4):
        visitor.post("/activate/code", again="1")
    assert eventually(lambda: ActivationRequest.objects.count() == 0)
    assert eventually(lambda: len(house.world.received_by(nina.home)) == 3)


def test_no_more_than_sixty_codes_an_hour_leave_for_one_school(house: House) -> None:
    uai = unique("06")
    nina = newcomer(house, uai=uai).lives_at_home()
    for number in range(CODES.to_school):
        record(CODE_SENT, by=f"x{number}", academy="poitiers", uai=uai)
    answer = at(house).post("/activate/", **nina.typed())
    assert answer.location == "/activate/code"
    assert eventually(lambda: ActivationRequest.objects.count() == 0)
    assert house.world.received_by(nina.home) == []


def test_the_numen_opens_nothing_once_the_account_is_active(house: House, nina: Newcomer) -> None:
    nina.lives_at_home()
    visitor = at(house)
    comes_as_far_as_the_password(visitor, nina)
    visitor.post("/activate/password", password=NEW)
    at(house).post("/activate/", **nina.typed())
    assert eventually(lambda: ActivationRequest.objects.count() == 0)
    letters = [str(one.message["Subject"]) for one in house.world.received_by(nina.home)]
    assert [one for one in letters if "code" in one] == []
    assert (
        at(house).post("/sign-in", identifier=nina.person.box, password=str(nina.numen)).status
        == 401
    )

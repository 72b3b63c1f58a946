"""Lost passwords and identifiers: the second channel leads back in, and nothing tells who exists."""

import re
from datetime import date, timedelta
from itertools import count

import pytest
import time_machine
from django.utils import timezone

from preau.formats import numen
from preau.identity.actions import recovering
from preau.identity.actions.sealed_codes import seal_code
from preau.identity.models import Account, Post, RecoveryRequest, Role, SecondAddress
from preau.identity.numens import numen_hash
from preau.kit.errors import NotFound
from tests.house.cast import PASSWORD, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually

NEW = "Ardoise-Mouillée-42!"
BIRTH = date(1979, 5, 4)
_networks = count(2)


def at(house: House, academy: str = "poitiers") -> Visitor:
    """Each test from a network of its own: requests are counted by network, too."""
    return Visitor(house.ports.web, house.host(academy), source=f"127.0.9.{next(_networks)}")


def at_home(person: Person) -> str:
    return f"{person.box}@maison.example"


@pytest.fixture
def claire(hire: Engage) -> Person:
    """Somebody with a NUMEN, a birth date and a proved second address."""
    return with_second_address(hire("Claire"))


def with_second_address(person: Person) -> Person:
    staff = person.account.person
    staff.birth_date = BIRTH
    staff.numen_hash = numen_hash(numen_of(person))
    staff.save()
    SecondAddress.objects.create(person=staff, address=at_home(person), proved_at=timezone.now())
    return person


def numen_of(person: Person) -> numen.Numen:
    return numen.parse(f"13E95{person.account.pk:05}ABC")


def link_for(house: House, person: Person) -> str:
    """The path of the link that came to the second address."""
    letter = house.world.waits_for(at_home(person)).message
    found = re.search(r"/recover/link/[0-9a-f]{40}", letter.get_content())
    assert found is not None
    return found[0]


def said(answer: Answer) -> str:
    """The page without its token."""
    for token in answer.soup.select("input[name=csrfmiddlewaretoken]"):
        token["value"] = ""
    return str(answer.soup)


def test_the_link_of_the_second_address_leads_back_in(house: House, claire: Person) -> None:
    visitor = at(house)
    visitor.post("/recover/password", name=claire.box)
    answer = visitor.post(link_for(house, claire), password=NEW)
    assert visitor.follow(answer).url.endswith(f"/mail/{claire.box}/inbox/")
    entrance = at(house)
    assert entrance.post("/sign-in", identifier=claire.box, password=NEW).status == 302
    assert at(house).post("/sign-in", identifier=claire.box, password=PASSWORD).status == 401


def test_the_identifier_comes_with_the_link_for_a_numen_and_a_birth_date(
    house: House, claire: Person
) -> None:
    typed = numen_of(claire).spaced.lower()
    at(house).post("/recover/identifier", numen=typed, birth=BIRTH.isoformat())
    letter = house.world.waits_for(at_home(claire)).message
    assert f": {claire.box}\n" in letter.get_content().replace("\r", "")


def test_a_link_works_once(house: House, claire: Person) -> None:
    visitor = at(house)
    visitor.post("/recover/password", name=claire.address)
    link = link_for(house, claire)
    visitor.post(link, password=NEW)
    assert at(house).post(link, password="Autre-Phrase-99!").status == 410
    assert at(house).get(link).status == 410


def test_a_link_opens_nothing_once_the_account_is_suspended(house: House, claire: Person) -> None:
    """Whoever holds the second address would choose the password of the day it opens again."""
    at(house).post("/recover/password", name=claire.box)
    link = link_for(house, claire)
    Account.objects.filter(pk=claire.account.pk).update(state=Account.State.SUSPENDED)
    assert at(house).post(link, password=NEW).status == 410
    Account.objects.filter(pk=claire.account.pk).update(state=Account.State.ACTIVE)
    assert at(house).post("/sign-in", identifier=claire.box, password=NEW).status == 401


def test_a_link_opens_nothing_at_the_entrance_of_another_academie(
    house: House, claire: Person
) -> None:
    at(house).post("/recover/password", name=claire.box)
    link = link_for(house, claire)
    assert at(house, "paris").get(link).status == 410
    assert at(house, "paris").post(link, password=NEW).status == 410


def test_looking_at_a_link_does_not_use_it_up(house: House, claire: Person) -> None:
    visitor = at(house)
    visitor.post("/recover/password", name=claire.box)
    link = link_for(house, claire)
    assert [at(house).get(link).status for _ in range(3)] == [200, 200, 200]
    assert visitor.post(link, password=NEW).status == 302


def test_a_poor_password_is_refused_and_leaves_the_link(house: House, claire: Person) -> None:
    visitor = at(house)
    visitor.post("/recover/password", name=claire.box)
    link = link_for(house, claire)
    assert visitor.post(link, password="court").status == 422
    assert visitor.post(link, password=NEW).status == 302


def test_a_new_password_ends_every_session(house: House, claire: Person) -> None:
    before = claire.visitor()
    assert before.get(claire.path()).status == 200
    visitor = at(house)
    visitor.post("/recover/password", name=claire.box)
    visitor.post(link_for(house, claire), password=NEW)
    assert before.get(claire.path()).status == 302


def test_the_owner_is_told_in_their_box_too(house: House, claire: Person) -> None:
    at(house).post("/recover/password", name=claire.box)
    box = claire.visitor()
    assert eventually(lambda: "Somebody asked for a new password" in box.get(claire.path()).text)


@pytest.mark.parametrize("page", ["password", "identifier"])
def test_the_answer_is_the_same_for_who_exists_and_who_does_not(
    house: House, claire: Person, page: str
) -> None:
    there = {"name": claire.box, "numen": str(numen_of(claire)), "birth": BIRTH.isoformat()}
    absent = {"name": unique("zz"), "numen": "99Z9999999ZZZ", "birth": "1970-01-01"}
    visitor = at(house)
    answers = [visitor.post(f"/recover/{page}", **who) for who in (there, absent)]
    assert [answer.status for answer in answers] == [302, 302]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert said(visitor.follow(answers[0])) == said(visitor.follow(answers[1]))


def test_who_has_a_dead_second_address_is_reminded_at_sign_in(house: House, claire: Person) -> None:
    SecondAddress.objects.filter(person=claire.account.person).update(failed_at=timezone.now())
    visitor = at(house)
    answer = visitor.post("/sign-in", identifier=claire.box, password=PASSWORD)
    assert "Your second address refuses mail." in visitor.follow(answer).text
    assert "Your second address refuses mail." not in visitor.get(claire.path()).text


def test_nobody_else_and_no_other_academie_is_written_to(house: House, claire: Person) -> None:
    at(house, "paris").post("/recover/password", name=claire.box)
    assert eventually(lambda: RecoveryRequest.objects.count() == 0)
    assert house.world.received_by(at_home(claire)) == []


def test_a_wrong_birth_date_is_written_to_nobody(house: House, claire: Person) -> None:
    at(house).post("/recover/identifier", numen=str(numen_of(claire)), birth="1979-05-05")
    assert eventually(lambda: RecoveryRequest.objects.count() == 0)
    assert house.world.received_by(at_home(claire)) == []


def test_after_five_letters_an_hour_no_more_are_sent(house: House, claire: Person) -> None:
    visitor = at(house)
    for _ in range(7):
        visitor.post("/recover/password", name=claire.box)
    assert eventually(lambda: RecoveryRequest.objects.count() == 0)
    assert eventually(lambda: len(house.world.received_by(at_home(claire))) == 5)


def test_who_has_no_second_address_is_not_buried_under_warnings(
    house: House, claire: Person
) -> None:
    SecondAddress.objects.filter(person=claire.account.person).delete()
    visitor = at(house)
    for _ in range(7):
        visitor.post("/recover/password", name=claire.box)
    assert eventually(lambda: RecoveryRequest.objects.count() == 0)
    assert eventually(lambda: len(claire.program().subjects()) == 5)


def test_one_network_cannot_ask_without_end(house: House) -> None:
    visitor = at(house)
    answers = [visitor.post("/recover/password", name=unique("zz")).status for _ in range(61)]
    assert answers == [302] * 60 + [429]


@pytest.mark.parametrize(
    ("page", "typed", "sentence"),
    [
        ("password", {"name": "mon mot de passe !"}, "neither an identifier"),
        ("password", {"name": "13E9501234ABC"}, "This is a NUMEN"),
        ("identifier", {"numen": "13E95", "birth": "1979-05-04"}, "A NUMEN has 13 characters"),
        ("identifier", {"numen": "13E9501234ABC", "birth": ""}, "Write the day"),
        ("code", {"name": "a", "birth": "1979-05-04", "code": "12"}, "The code has 8 digits"),
    ],
)
def test_what_is_wrong_in_shape_is_said_at_its_field(
    house: House, page: str, typed: dict[str, str], sentence: str
) -> None:
    visitor = at(house)
    visitor.cookies["django_language"] = "en"
    answer = visitor.post(f"/recover/{page}", **typed)
    errors = [error.get_text() for error in answer.soup.select(".field-error")]
    assert (answer.status, len(errors), sentence in errors[0]) == (422, 1, True)


def test_a_late_link_is_dead(house: House, claire: Person) -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=31), tick=True):
        token = recovering.issue_link(claire.account, "recovery", recovering.LINK_LASTS)
    assert at(house).get(f"/recover/link/{token}").status == 410


def test_a_sealed_code_with_the_birth_date_opens(house: House, claire: Person) -> None:
    code = seal_code(claire.account, head_of(claire))
    visitor = at(house)
    answer = visitor.post(
        "/recover/code", name=claire.box, birth=BIRTH.isoformat(), code=f"{code[:4]} {code[4:]}"
    )
    link = answer.headers["location"]
    assert visitor.post(link, password=NEW).status == 302


@pytest.mark.parametrize("wrong", ["name", "birth", "code"])
def test_a_sealed_code_opens_nothing_when_one_of_three_is_wrong(
    house: House, claire: Person, wrong: str
) -> None:
    code = seal_code(claire.account, head_of(claire))
    right = {"name": claire.box, "birth": BIRTH.isoformat(), "code": code}
    other = {"name": unique("zz"), "birth": "1979-05-05", "code": f"{(int(code) + 1) % 10**8:08}"}
    answer = at(house).post("/recover/code", **(right | {wrong: other[wrong]}))
    assert answer.status == 401


def test_a_head_seals_codes_for_their_own_school_alone(hire: Engage) -> None:
    claire, other = with_second_address(hire("Claire")), with_second_address(hire("Karim"))
    head = head_of(claire)
    with pytest.raises(NotFound):
        seal_code(other.account, head)


def head_of(person: Person) -> Account:
    """The head of the school where this person works."""
    school = f"{person.account.pk:07}X"
    Post.objects.create(
        person=person.account.person, academy="poitiers", function="Professeure", uai=school
    )
    head = Account.objects.get(pk=engaged(person).account.pk)
    Role.objects.create(account=head, kind=Role.Kind.HEAD, uai=school)
    return head


def engaged(person: Person) -> Person:
    from tests.house.cast import engage

    return engage(person.house, "Sylvie")

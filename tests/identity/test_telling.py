"""What Préau writes to people: through Postfix, to their box and to their second address."""

import pytest
from django.utils import timezone

from preau.identity.actions.second_address import ask_to_prove
from preau.identity.actions.telling import tell, tell_at
from preau.identity.models import Notice, SecondAddress
from preau.kit.errors import WrongInput
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.waiting import eventually


def at_home(person: Person) -> str:
    return f"{person.box}@maison.example"


def subjects(person: Person) -> str:
    return str(person.visitor().get(person.path()).soup)


def test_a_notice_reaches_the_box_and_the_second_address(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    SecondAddress.objects.create(
        person=claire.account.person, address=at_home(claire), proved_at=timezone.now()
    )
    tell(claire.account, "Un nouvel appareil", "Bonjour,\n\nÀ l’instant.")
    outside = house.world.waits_for(at_home(claire)).message
    assert (str(outside["From"]), outside["Subject"], outside["Auto-Submitted"]) == (
        "Académie de Poitiers <assistance@ac-poitiers.fr>",
        "Un nouvel appareil",
        "auto-generated",
    )
    assert outside.get_content().split() == ["Bonjour,", "À", "l’instant."]
    assert eventually(lambda: "Un nouvel appareil" in subjects(claire))
    assert Notice.objects.filter(address=at_home(claire)).count() == 0


def test_an_address_that_was_not_proved_is_told_nothing(house: House, hire: Engage) -> None:
    karim = hire("Karim")
    SecondAddress.objects.create(person=karim.account.person, address=at_home(karim))
    tell(karim.account, "Une connexion", "Bonjour,")
    assert eventually(lambda: "Une connexion" in subjects(karim))
    assert house.world.received_by(at_home(karim)) == []


def test_a_letter_that_cannot_be_written_holds_up_no_other(house: House, hire: Engage) -> None:
    """A staff file may hold such an address; its letter is given up, the address is noted."""
    claire = hire("Claire")
    wrong = f"{claire.box}..x@maison.example"
    known = SecondAddress.objects.create(
        person=claire.account.person, address=wrong, proved_at=timezone.now()
    )
    tell_at("poitiers", [wrong, at_home(claire)], "Un code", "Bonjour,")
    assert house.world.waits_for(at_home(claire)).message["Subject"] == "Un code"
    assert eventually(lambda: not Notice.objects.filter(address=wrong).exists())
    known.refresh_from_db()
    assert known.failed_at is not None


@pytest.mark.parametrize("local", ["claire..x", "claire.", ".claire", "clairé", "a\x01b"])
def test_an_address_that_no_letter_can_have_is_not_recorded(hire: Engage, local: str) -> None:
    with pytest.raises(WrongInput):
        ask_to_prove(hire("Claire").account, f"{local}@maison.example")

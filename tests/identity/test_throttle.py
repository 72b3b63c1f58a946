"""Guessing is slow, tells nothing, and locks nobody out."""

from itertools import count
from statistics import median

from preau.identity.throttle import BY_NAME, BY_NETWORK, REFUSED, disguise
from preau.journal.actions import record
from tests.house.cast import PASSWORD
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.identity.factors import newcomer, signs_in, with_app

WRONG = f"{PASSWORD}?"
_places = count(1)


def refused(name: str, network: str, times: int) -> None:
    """As many wrong tries as that, written down as the entrance does."""
    for _ in range(times):
        record(REFUSED, by=disguise(name), academy="poitiers", network=network)


def place() -> str:
    return f"127.0.5.{next(_places)}"


def test_many_machines_that_try_one_person_do_not_shut_them_out_of_a_known_network(
    house: House, hire: Engage
) -> None:
    claire, own = hire("Claire"), place()
    assert signs_in(newcomer(house, source=own), claire).status == 302
    for number in range(BY_NAME):
        refused(claire.login, f"192.0.2.{number}", 1)
    assert signs_in(newcomer(house, source=place()), claire).status == 429
    assert signs_in(newcomer(house, source=own), claire).status == 302


def test_one_machine_that_tries_everybody_does_not_shut_its_school_out(
    house: House, hire: Engage
) -> None:
    claire, karim, school = hire("Claire"), hire("Karim"), place()
    assert signs_in(newcomer(house, source=school), claire).status == 302
    for number in range(BY_NETWORK):
        refused(f"personne{number}", school, 1)
    assert signs_in(newcomer(house, source=school), claire).status == 302
    assert signs_in(newcomer(house, source=school), karim).status == 429


def test_a_neighbour_of_the_staff_room_shuts_nobody_out_of_where_they_usually_are(
    house: House, hire: Engage
) -> None:
    claire, school = hire("Claire"), place()
    assert signs_in(newcomer(house, source=school), claire).status == 302
    refused(claire.login, school, BY_NAME - 1)
    assert signs_in(newcomer(house, source=school), claire).status == 302
    refused(claire.login, school, 1)
    assert signs_in(newcomer(house, source=school), claire).status == 429


def test_ones_own_browser_is_counted_by_itself(house: House, hire: Engage) -> None:
    claire, school = hire("Claire"), place()
    own, other = newcomer(house, source=school), newcomer(house, source=school)
    for visitor in (own, other):
        assert signs_in(visitor, claire).status == 302
        visitor.post("/sign-out")
    refused(claire.login, school, BY_NETWORK)
    assert signs_in(own, claire).status == 302
    own.post("/sign-out")
    tries = [signs_in(own, claire, f"{WRONG}{number}").status for number in range(9)]
    assert tries == [401] * 8 + [429]
    assert signs_in(other, claire).status == 429


def test_a_browser_of_somebody_else_is_no_key_to_mine(house: House, hire: Engage) -> None:
    claire, karim, school = hire("Claire"), hire("Karim"), place()
    thief = newcomer(house, source=school)
    assert signs_in(thief, karim).status == 302
    thief.post("/sign-out")
    tries = [signs_in(thief, claire, f"{WRONG}{number}").status for number in range(9)]
    assert tries == [401] * 8 + [429]


def test_tries_by_identifier_and_by_address_are_counted_together(
    house: House, hire: Engage
) -> None:
    claire, here = hire("Claire"), place()
    visitor = newcomer(house, source=here)
    for number in range(8):
        name = claire.address if number % 2 else claire.box
        visitor.post("/sign-in", identifier=name, password=f"{WRONG}{number}")
    assert signs_in(visitor, claire).status == 429


def test_a_right_password_alone_makes_no_network_known(house: House, hire: Engage) -> None:
    claire, thief = hire("Claire"), place()
    with_app(claire)
    assert signs_in(newcomer(house, source=thief), claire).location == "/sign-in/factor"
    for number in range(BY_NAME):
        refused(claire.login, f"192.0.2.{number}", 1)
    assert signs_in(newcomer(house, source=thief), claire).status == 429


def test_who_exists_and_who_does_not_are_refused_after_the_same_time(
    house: House, hire: Engage
) -> None:
    """Pair by pair, in turn, so that what else the machine does weighs on both alike."""
    claire = hire("Claire")
    differences, lasting = [], []
    for number in range(36):
        pair = [claire.box, f"{claire.box}9"]
        took = {}
        for name in pair if number % 2 else pair[::-1]:
            visitor = newcomer(house, source=f"127.0.4.{number + 1}")
            visitor.get("/sign-in")
            took[name] = visitor.post("/sign-in", identifier=name, password=WRONG).seconds
        differences.append(took[pair[0]] - took[pair[1]])
        lasting.append(took[pair[1]])
    assert abs(median(differences)) < 0.15 * median(lasting)

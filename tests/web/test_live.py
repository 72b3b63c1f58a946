"""What happens in a mailbox is told to its open pages within two seconds, and to nobody else."""

import json
import time

from tests.house.cast import Cast, open_school
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.listening import listening
from tests.house.postbag import SECRET, letter
from tests.house.visitor import Visitor
from tests.house.waiting import eventually

WITHIN = 2.0


def test_new_mail_is_told_within_two_seconds_of_its_delivery(house: House, hire: Engage) -> None:
    person = hire()
    with listening(person.visitor()) as ear:
        arrives(house, letter("Nouveau", to=person.address), person.address)
        person.program().waits_for("Nouveau")
        delivered = time.monotonic()
        eventually(lambda: ear.kinds("mailbox"))
        assert ear.heard[0][2] - delivered < WITHIN
        assert ear.kinds("mailbox")[0] == {"box": person.box, "folder": "INBOX"}


def test_what_another_program_does_is_told_too(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Déjà là"))
    with listening(person.visitor()) as ear, person.program().imap() as line:
        line.select("INBOX")
        line.uid("store", "1:*", "+FLAGS", r"(\Flagged)")
        eventually(lambda: ear.kinds("mailbox"))


def test_an_event_says_names_and_never_what_was_written(house: House, hire: Engage) -> None:
    person = hire()
    with listening(person.visitor()) as ear:
        arrives(house, letter("Confidentiel", to=person.address), person.address)
        eventually(lambda: ear.kinds("mailbox"))
        assert SECRET not in json.dumps(ear.heard)


def test_nobody_hears_of_anothers_box(house: House, hire: Engage, cast: Cast) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    with listening(karim.visitor()) as other, listening(claire.visitor()) as ear:
        arrives(house, letter("Pour Claire", to=claire.address), claire.address)
        eventually(lambda: ear.kinds("mailbox"))
        assert other.heard == []


def test_the_schools_box_is_heard_by_who_works_in_it(house: House, hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    school = open_school(members=(claire,))
    with listening(claire.visitor()) as ear, listening(karim.visitor()) as other:
        arrives(house, letter("Pour l’école", to=school.address), school.address)
        eventually(lambda: ear.kinds("mailbox"))
        assert (ear.kinds("mailbox")[0]["box"], other.heard) == (school.slug, [])


def test_a_letter_that_left_is_told_to_the_page_that_wrote_it(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = visitor.get(f"/mail/{person.box}/compose").location
    visitor.post(draft, version="0", htmx={}, to=person.address, subject=f"Vers moi {SECRET}")
    with listening(visitor) as ear:
        visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
        told = eventually(lambda: ear.kinds("dispatch"))[0]
    assert (told["state"], told["box"]) == ("sent", person.box)


def test_a_refused_letter_is_told_to_the_page_that_wrote_it(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = visitor.get(f"/mail/{person.box}/compose").location
    visitor.post(draft, version="0", htmx={}, to="personne@ac-poitiers.fr", subject=f"x {SECRET}")
    with listening(visitor) as ear:
        visitor.post(draft + "dispatch", version="1", warned="1", htmx={})
        assert eventually(lambda: ear.kinds("dispatch"))[0]["state"] == "refused"


def test_who_is_not_signed_in_hears_nothing(house: House, cast: Cast) -> None:
    assert Visitor(house.ports.web, house.host("poitiers")).get("/events").status == 401
    stranger = cast.claire.visitor()
    stranger.host = house.host("paris")
    assert stranger.get("/events").status == 401


def test_only_our_dovecot_may_tell_events(house: House) -> None:
    visitor = Visitor(house.ports.web, house.host("poitiers"))
    answer = visitor.request("POST", "/-/engine-events", {"X-Preau-Token": "x"}, b"{}")
    assert answer.status == 403

"""Junk whose sender is trusted or blocked: told, and mended by one button."""

import pytest

from preau.filters.senders import Senders, senders_of
from preau.identity.models import Mailbox
from tests.house.cast import Person
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import junk_mail, letter
from tests.house.visitor import Answer
from tests.house.waiting import eventually
from tests.traces.asking import ask, buttons, press, said

pytestmark = pytest.mark.engines
TITLES = {
    "junk": "It was taken for junk.",
    "blocked": "Its sender is blocked.",
    "here": "It is in your inbox.",
}


def story(person: Person, sender: Person, title: str) -> Answer:
    """Once the logs are read: the only message of that sender."""
    return eventually(lambda: _story(person, sender, title), 60)


def _story(person: Person, sender: Person, title: str) -> Answer | None:
    page = ask(person, sender.address)
    return page if [one[0] for one in said(page)] == [TITLES[title]] else None


def known(person: Person) -> Senders:
    return senders_of(Mailbox.objects.get(login=person.login))


def test_the_sender_of_junk_is_trusted_by_one_button(hire: Engage) -> None:
    alix, karim = hire("Alix"), hire("Karim")
    made = junk_mail("Objet", sender=karim.who)
    karim.program().send(made, alix.address, sender=karim.address)
    page = story(alix, karim, "junk")
    assert buttons(page) == [
        "Not junk: put it in my inbox", "And trust this sender from now on", "Open it",
    ]  # fmt: skip
    after = press(alix, page, "And trust")
    assert (after.toasts, said(after)[0][0]) == (["It is in your inbox."], TITLES["here"])
    assert known(alix) == Senders(trusted=frozenset({karim.address}))


def test_who_only_wears_a_trusted_name_is_told_apart(house: House, hire: Engage) -> None:
    alix, karim = hire("Alix"), hire("Karim")
    alix.visitor().post(f"/settings/senders/{alix.box}/trust", address=karim.address)
    arrives(house, junk_mail("Objet", sender=karim.who), alix.address)
    page = story(alix, karim, "junk")
    assert "You trust this sender, but nothing proved that it came from them:" in said(page)[0]
    assert buttons(page) == [
        "Not junk: put it in my inbox", "Open it", "Trusted and blocked senders",
    ]  # fmt: skip


def test_what_a_blocked_sender_wrote_is_brought_back(hire: Engage) -> None:
    alix, karim = hire("Alix"), hire("Karim")
    alix.visitor().post(f"/settings/senders/{alix.box}/block", address=karim.address)
    karim.program().send(letter("Objet", sender=karim.who), alix.address, sender=karim.address)
    page = story(alix, karim, "blocked")
    after = press(alix, page, "block no more")
    assert (said(after)[0][0], known(alix)) == (TITLES["here"], Senders())


def test_what_was_thought_later_explains_nothing(hire: Engage) -> None:
    alix, karim = hire("Alix"), hire("Karim")
    karim.program().send(junk_mail("Objet", sender=karim.who), alix.address, sender=karim.address)
    story(alix, karim, "junk")
    for verb in ("trust", "block"):
        alix.visitor().post(f"/settings/senders/{alix.box}/{verb}", address=karim.address)
        page = story(alix, karim, "junk")
        assert buttons(page)[1] == "And trust this sender from now on"

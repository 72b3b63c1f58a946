"""A program that stays outside: its owner is told why, in words that help, and nothing typed is kept."""

import smtplib

import pytest

from preau.identity.models import DeviceRefusal
from tests.house.cast import PASSWORD, Person
from tests.house.waiting import eventually
from tests.web_settings.devices import (
    Reason,
    added,
    newest,
    password_of,
    program,
    reasons,
    refused,
    told,
)


def test_a_device_does_what_was_ticked_and_nothing_else(person: Person) -> None:
    page = added(person.visitor(), may=["smtp"])
    with program(person, password_of(page)).smtp():
        pass
    refused(program(person, password_of(page)))
    eventually(lambda: reasons(person) == [(Reason.PROTOCOL, "imap")])
    assert "may not be used for reading" in told(person)


def test_the_usual_password_opens_no_protocol_and_the_page_says_so(person: Person) -> None:
    one = program(person, PASSWORD)
    refused(one)
    with pytest.raises(smtplib.SMTPAuthenticationError), one.smtp():
        pass
    eventually(lambda: len(reasons(person)) == 2)
    assert {protocol for _, protocol in reasons(person)} == {"imap", "smtp"}
    assert (Reason.MAIN, "imap") in reasons(person)
    assert "Your usual password was used for reading (IMAP)" in told(person)


def test_a_wrong_password_is_told_with_its_moment_and_nothing_of_it_is_kept(
    person: Person,
) -> None:
    refused(program(person, "pas-le-bon"))
    eventually(lambda: reasons(person) == [(Reason.WRONG, "imap")])
    assert "Password refused for reading (IMAP) just now , once, network 127.0.0.1" in told(person)
    kept = [str(value) for value in vars(person.account.refusals.get()).values()]
    assert "pas-le-bon" not in " ".join(kept)


@pytest.mark.parametrize(
    "spelt", [str.upper, lambda one: one.replace("-", ""), lambda one: one.replace("-", " ")]
)
def test_a_password_typed_in_another_way_is_recognised(person: Person, spelt: object) -> None:
    password = password_of(added(person.visitor()))
    refused(program(person, spelt(password)))  # type: ignore[operator]
    eventually(lambda: reasons(person) == [(Reason.MISTYPED, "imap")])


def test_the_right_password_under_a_wrong_name_is_told_to_its_owner(person: Person) -> None:
    password = password_of(added(person.visitor()))
    refused(program(person, password, name=person.box))
    eventually(lambda: reasons(person) == [(Reason.NAME, "imap")])
    assert "The user name is your whole address" in told(person)


def test_a_name_of_nobody_is_kept_under_nobody(person: Person) -> None:
    before = DeviceRefusal.objects.count()
    refused(program(person, "rien-de-bon", name="personne.inconnue@ac-poitiers.fr"))
    refused(program(person, "pas-le-bon"))  # heard after it
    eventually(lambda: reasons(person) == [(Reason.WRONG, "imap")])
    assert DeviceRefusal.objects.count() == before + 1


def test_once_it_works_from_there_the_page_is_calm_again(person: Person) -> None:
    refused(program(person, "pas-le-bon"))
    eventually(lambda: told(person))
    person.program().subjects()
    eventually(lambda: told(person) == "")


def test_the_page_of_a_new_device_says_by_itself_that_it_works_or_why_not(person: Person) -> None:
    visitor = person.visitor()
    page = added(visitor)
    first = f"/settings/devices/{newest(person).pk}/first"
    assert "Waiting for the device" in visitor.get(first, htmx={}).words
    refused(program(person, "pas-le-bon"))
    eventually(lambda: "Password refused" in visitor.get(first, htmx={}).words)
    program(person, password_of(page)).subjects()
    eventually(lambda: "It works" in visitor.get(first, htmx={}).words)
    assert visitor.get(first, htmx={}).one(".device-first").get("hx-get") is None

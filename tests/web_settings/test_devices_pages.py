"""Devices: added with a password shown once, known by their last use, taken back."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from preau.identity import tokens
from preau.identity.devices import devices_of
from preau.identity.models import DevicePassword
from preau.journal.models import Entry
from tests.house.cast import Cast, Person
from tests.house.fixtures import Engage
from tests.house.waiting import eventually
from tests.web_settings.devices import (
    ADD,
    CONFIRM,
    Reason,
    added,
    newest,
    password_of,
    program,
    reasons,
    refused,
    told,
)


def test_an_open_browser_is_not_enough_to_make_a_password(person: Person) -> None:
    form: dict[str, object] = {"name": "Chez moi", "may": ["imap"]}
    answer = person.visitor().post(f"{ADD}/thunderbird", form)  # type: ignore[arg-type]
    assert answer.location.partition("?")[0] == CONFIRM
    assert person.account.devices.filter(name="Chez moi").count() == 0


@pytest.mark.parametrize("kind", DevicePassword.Kind.values)
def test_each_kind_has_its_way_and_its_password_works(person: Person, kind: str) -> None:
    visitor = person.visitor()
    assert f"{ADD}/{kind}" in [link["href"] for link in visitor.get(ADD).all(".devices a")]
    page = added(visitor, kind, name="Mon appareil")
    assert (page.status, page.headers["cache-control"]) == (200, "no-store")
    with program(person, password_of(page)).imap() as line:
        assert line.select("INBOX")[0] == "OK"
    with program(person, password_of(page)).smtp():
        pass
    assert newest(person).kind == kind


def test_a_password_is_shown_once_and_only_its_digest_is_kept(person: Person) -> None:
    visitor = person.visitor()
    shown = password_of(added(visitor))
    device = newest(person)
    assert device.sha256 == tokens.digest(shown)
    assert shown not in json.dumps([str(one) for one in vars(device).values()])
    pages = ["/settings/devices", f"/settings/devices/{device.pk}"]
    assert [shown in visitor.get(page).text for page in pages] == [False, False]


@pytest.mark.parametrize("fields", [{"name": "  "}, {"may": []}])
def test_a_form_without_a_name_or_a_use_says_what_lacks(
    person: Person, fields: dict[str, object]
) -> None:
    page = added(person.visitor(), **fields)
    assert (page.status, len(page.all("[role=alert] .notice"))) == (422, 1)
    assert person.account.devices.count() == 1


def test_its_owner_is_told_and_the_journal_knows(person: Person) -> None:
    added(person.visitor(), name="Tablette du salon")
    person.program().waits_for("New device on your mailbox: Tablette du salon")
    entry = Entry.objects.get(verb="device.added", actor=person.login)
    assert entry.detail == {"name": "Tablette du salon"}


def test_nobody_sees_or_touches_another_persons_device(cast: Cast, person: Person) -> None:
    number = person.account.devices.get().pk
    stranger = cast.karim.visitor()
    paths = ["", "/first"]
    assert [stranger.get(f"/settings/devices/{number}{path}").status for path in paths] == [404] * 2
    verbs = ["/name", "/revocation", "/profile"]
    answers = [stranger.post(f"/settings/devices/{number}{verb}", name="x") for verb in verbs]
    assert [answer.status for answer in answers] == [404] * 3
    assert person.program().subjects() == []


def test_the_list_tells_the_last_use_its_protocol_and_its_network(person: Person) -> None:
    visitor = person.visitor()
    assert "Never used yet" in visitor.get("/settings/devices").words
    person.program().subjects()
    device = newest(person)
    eventually(device.uses.exists)
    page = visitor.get(f"/settings/devices/{device.pk}")
    assert "reading (IMAP), network 127.0.0.1" in page.words
    with person.program().imap():
        eventually(lambda: "Connected now" in visitor.get("/settings/devices").words)


def test_a_program_that_comes_back_at_once_is_written_down_once_a_minute(person: Person) -> None:
    device = newest(person)
    person.program().subjects()
    first = eventually(device.uses.first)
    for _ in range(3):
        person.program().subjects()
    refused(program(person, "pas-le-bon"))  # heard after them
    eventually(lambda: reasons(person) == [(Reason.WRONG, "imap")])
    assert [use.last_at for use in device.uses.all()] == [first.last_at]


def test_a_device_is_named_anew(person: Person) -> None:
    number = newest(person).pk
    page = person.visitor()
    page.post(f"/settings/devices/{number}/name", name="Salle  des maîtres")
    assert page.get(f"/settings/devices/{number}").one("h1").get_text() == "Salle des maîtres"


def test_the_page_costs_the_same_for_one_device_and_for_five(person: Person) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            devices_of(person.account)
        counts.append(len(asked))
        for number in range(4):
            added(person.visitor(), name=f"Appareil {number}")
    assert counts == [2, 2]


def test_one_device_is_put_out_from_its_page_and_the_others_stay(person: Person) -> None:
    visitor = person.visitor()
    password = password_of(added(visitor))
    program(person, password).subjects()
    answer = visitor.post(f"/settings/devices/{newest(person).pk}/revocation")
    page = visitor.follow(answer)
    assert page.toasts == ["“Chez moi” is shut out. Your other devices go on."]
    assert [link.get_text() for link in page.all(".device-name")] == ["Thunderbird"]
    refused(program(person, password))
    assert person.program().subjects("Trash") == []
    eventually(lambda: reasons(person) == [(Reason.REVOKED, "imap")])
    assert "“Chez moi” was removed, and still tries reading (IMAP)" in told(person)


def test_the_sheet_has_the_values_of_montpellier_and_no_password(hire: Engage) -> None:
    person = hire("Paul", academy="montpellier")
    page = person.visitor().get("/settings/devices/sheet/thunderbird")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.all("tr")]
    assert ["Incoming mail (IMAP)", "webmail.ac-montpellier.fr", "993", "SSL/TLS"] in rows
    assert tokens.SIGNS not in page.text

"""Devices: added with a password shown once, known by their last use, told why they stay outside."""

import imaplib
import json
import plistlib
import smtplib
import subprocess
import time
from pathlib import Path

import pytest

from preau.identity import tokens
from preau.identity.models import DevicePassword, DeviceRefusal
from preau.journal.models import Entry
from tests.house.cast import PASSWORD, Cast, Person
from tests.house.client import MailProgram
from tests.house.fixtures import Engage
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually

Reason = DeviceRefusal.Reason
ADD = "/settings/devices/add"
CONFIRM = "/settings/security/confirm"


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Gwenn")


def added(visitor: Visitor, kind: str = "thunderbird", **fields: object) -> Answer:
    visitor.post(CONFIRM, present=PASSWORD)
    form: dict[str, object] = {"name": "Chez moi", "may": ["imap", "smtp"]}
    return visitor.post(f"{ADD}/{kind}", form | fields)  # type: ignore[arg-type]


def password_of(page: Answer) -> str:
    return page.one(".value-secret .setting-value").get_text()


def newest(person: Person) -> DevicePassword:
    return person.account.devices.latest("pk")


def program(person: Person, password: str, name: str = "") -> MailProgram:
    return MailProgram(person.house, name or person.login, password)


def refused(one: MailProgram) -> None:
    with pytest.raises(imaplib.IMAP4.error), one.imap():
        pass


def reasons(person: Person) -> list[tuple[str, str]]:
    return list(person.account.refusals.order_by("pk").values_list("reason", "protocol"))


def told(person: Person) -> str:
    """What the page says of programs that stay outside."""
    shown = person.visitor().get("/settings/devices").all(".refusal")
    return " ".join(" ".join(one.get_text(" ").split()) for one in shown)


# Adding


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


def test_a_device_does_what_was_ticked_and_nothing_else(person: Person) -> None:
    page = added(person.visitor(), may=["smtp"])
    with program(person, password_of(page)).smtp():
        pass
    refused(program(person, password_of(page)))
    eventually(lambda: reasons(person) == [(Reason.PROTOCOL, "imap")])
    assert "may not be used for reading" in told(person)


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


# Looking


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
    assert [use.last_at for use in device.uses.all()] == [first.last_at]


def test_a_device_is_named_anew(person: Person) -> None:
    number = newest(person).pk
    page = person.visitor()
    page.post(f"/settings/devices/{number}/name", name="Salle  des maîtres")
    assert page.get(f"/settings/devices/{number}").one("h1").get_text() == "Salle des maîtres"


def test_the_page_costs_the_same_for_one_device_and_for_five(person: Person) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from preau.identity.devices import devices_of

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


# Taking back


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


# Why it stays outside


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


# The profile of an iPhone


def opened_profile(octets: bytes, authority: Path, tmp_path: Path) -> dict[str, object]:
    """What openssl finds inside, once it has checked who signed."""
    signed = tmp_path / "signed"
    signed.write_bytes(octets)
    said = subprocess.run(
        ["openssl", "cms", "-verify", "-inform", "DER", "-in", str(signed), "-CAfile", str(authority),
         "-purpose", "any", "-binary"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    return dict(plistlib.loads(said.stdout))


def test_a_signed_profile_holds_the_password_for_who_has_it(person: Person, tmp_path: Path) -> None:
    visitor = person.visitor()
    page = added(visitor, "apple")
    form = page.one('form[action$="/profile"]')
    answer = visitor.post(str(form["action"]), password=password_of(page))
    assert answer.headers["content-type"] == "application/x-apple-aspen-config"
    told = opened_profile(answer.body, person.house.authority, tmp_path)
    mail = told["PayloadContent"][0]  # type: ignore[index]
    wanted = {
        "PayloadType": "com.apple.mail.managed",
        "EmailAccountType": "EmailTypeIMAP",
        "EmailAddress": person.address,
        "IncomingMailServerUsername": person.login,
        "IncomingMailServerPortNumber": 993,
        "IncomingMailServerUseSSL": True,
        "IncomingPassword": password_of(page),
        "OutgoingMailServerPortNumber": 465,
    }
    assert {key: mail[key] for key in wanted} == wanted


def test_without_the_password_there_is_no_profile(person: Person) -> None:
    visitor = person.visitor()
    form = added(visitor, "apple").one('form[action$="/profile"]')
    answers = [visitor.post(str(form["action"]), password=typed) for typed in ("", "faux")]
    assert [answer.status for answer in answers] == [404, 404]


def link_of(person: Person) -> tuple[str, str]:
    """What the code on the screen holds, and the password beside it."""
    from preau.identity.actions import devices

    device, token = devices.add_device(
        person.account, "iPhone", "apple", ["imap", "smtp"], network="127.0.0.1"
    )
    return f"/device/{devices.issue_profile_link(device, token)}", token


def test_the_code_gives_the_profile_once_to_who_is_not_signed_in(
    person: Person, tmp_path: Path
) -> None:
    path, token = link_of(person)
    phone = Visitor(person.house.ports.web, person.house.host("poitiers"))
    looked = [phone.get(path) for _ in range(2)]
    assert [(page.status, token in page.text) for page in looked] == [(200, False)] * 2
    profile = opened_profile(phone.post(path).body, person.house.authority, tmp_path)
    assert profile["PayloadContent"][0]["IncomingPassword"] == token  # type: ignore[index]
    assert [phone.post(path).status, phone.get(path).status] == [404, 404]
    assert newest(person).sealed == ""


def test_the_code_of_another_device_takes_nothing_from_the_first(person: Person) -> None:
    phone = Visitor(person.house.ports.web, person.house.host("poitiers"))
    first, second = link_of(person)[0], link_of(person)[0]
    assert [phone.post(path).status for path in (second, first)] == [200, 200]


def test_the_code_of_a_device_put_out_or_too_old_gives_nothing(person: Person) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from preau.identity.actions import devices
    from preau.identity.models import OneTimeProof

    phone = Visitor(person.house.ports.web, person.house.host("poitiers"))
    gone, _ = link_of(person)
    devices.revoke(newest(person), network="127.0.0.1")
    late, _ = link_of(person)
    OneTimeProof.objects.filter(account=person.account, used_at__isnull=True).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert [phone.post(path).status for path in (gone, late, "/device/abc", "/device/1-abc")] == [
        404
    ] * 4


def test_other_telephones_read_the_values_from_the_code(person: Person) -> None:
    from preau.identity.actions import devices

    device, token = devices.add_device(
        person.account, "Android", "android", ["imap", "smtp"], network="127.0.0.1"
    )
    path = f"/device/{devices.issue_profile_link(device, token)}"
    phone = Visitor(person.house.ports.web, person.house.host("poitiers"))
    page = phone.post(path)
    values = [one.get_text() for one in page.all(".setting-value")]
    host = "messagerie.ac-poitiers.fr"
    assert values == [
        token, person.login, person.address, host, "993", "SSL/TLS", host, "465", "SSL/TLS"
    ]  # fmt: skip


def test_the_sheet_has_the_values_of_montpellier_and_no_password(hire: Engage) -> None:
    person = hire("Paul", academy="montpellier")
    page = person.visitor().get("/settings/devices/sheet/thunderbird")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.all("tr")]
    assert ["Incoming mail (IMAP)", "webmail.ac-montpellier.fr", "993", "SSL/TLS"] in rows
    assert tokens.SIGNS not in page.text


def test_a_new_place_is_told_to_the_owner_once(person: Person) -> None:
    """Through Dovecot's own door, as if it came from elsewhere."""
    device = newest(person)
    for network in ("176.132.10.7", "176.132.99.1", "92.184.1.1", "92.184.1.1"):
        report(person, device.pk, network)
        eventually(lambda network=network: device.uses.filter(network=network).exists())
    letters = eventually(lambda: told_of(person, "92.184.1.1"))
    time.sleep(1)  # for another that would be one too many
    assert [len(letters), len(told_of(person, "92.184.1.1"))] == [1, 1]
    assert told_of(person, "176.132.99.1") == []


def told_of(person: Person, network: str) -> list[str]:
    letters = [one.get_content() for one in person.program().find("New place")]
    return [text for text in letters if f"network {network}\r" in text.replace("\n", "\r")]


def report(person: Person, device: int, network: str) -> None:
    import http.client

    line = http.client.HTTPConnection("127.0.0.1", person.house.ports.web)
    key = person.house.places.secret("engine-events")
    told = {
        "login": person.login, "protocol": "imap", "network": network, "device": str(device),
        "master": "", "typed": "", "success": True,
    }  # fmt: skip
    line.request(
        "POST", "/-/engine-sign-ins?command=report", json.dumps(told),
        {"Authorization": f"Bearer {key}", "Host": "localhost"},
    )  # fmt: skip
    assert line.getresponse().status == 200
    line.close()


def test_who_is_not_dovecot_reports_nothing(person: Person) -> None:
    visitor = person.visitor()
    answer = visitor.request(
        "POST", "/-/engine-sign-ins", {"Authorization": "Bearer x"}, b'{"login": "x"}'
    )
    assert answer.status == 403

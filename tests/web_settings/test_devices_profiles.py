"""The profile of an iPhone, and the code that a telephone scans: each serves once."""

import plistlib
import subprocess
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from preau.identity.actions import devices
from preau.identity.models import OneTimeProof
from tests.house.cast import Person
from tests.house.visitor import Visitor
from tests.web_settings.devices import added, link_of, newest, password_of


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


def phone_of(person: Person) -> Visitor:
    """Of somebody who is not signed in there."""
    return Visitor(person.house.ports.web, person.house.host("poitiers"))


def test_the_code_gives_the_profile_once_to_who_is_not_signed_in(
    person: Person, tmp_path: Path
) -> None:
    path, token = link_of(person)
    phone = phone_of(person)
    looked = [phone.get(path) for _ in range(2)]
    assert [(page.status, token in page.text) for page in looked] == [(200, False)] * 2
    profile = opened_profile(phone.post(path).body, person.house.authority, tmp_path)
    assert profile["PayloadContent"][0]["IncomingPassword"] == token  # type: ignore[index]
    assert [phone.post(path).status, phone.get(path).status] == [404, 404]
    assert newest(person).sealed == ""


def test_the_code_of_another_device_takes_nothing_from_the_first(person: Person) -> None:
    phone = phone_of(person)
    first, second = link_of(person)[0], link_of(person)[0]
    assert [phone.post(path).status for path in (second, first)] == [200, 200]


def test_the_code_of_a_device_put_out_or_too_old_gives_nothing(person: Person) -> None:
    phone = phone_of(person)
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
    path, token = link_of(person, "android")
    phone = phone_of(person)
    page = phone.post(path)
    values = [one.get_text() for one in page.all(".setting-value")]
    host = "messagerie.ac-poitiers.fr"
    assert values == [
        token, person.login, person.address, host, "993", "SSL/TLS", host, "465", "SSL/TLS"
    ]  # fmt: skip

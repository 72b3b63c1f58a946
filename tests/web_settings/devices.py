"""What the tests of devices share: to add one, to come in by it, what is written down of those refused."""

import imaplib

import pytest

from preau.identity.actions import devices
from preau.identity.models import DevicePassword, DeviceRefusal
from tests.house.cast import PASSWORD, Person
from tests.house.client import MailProgram
from tests.house.visitor import Answer, Visitor

Reason = DeviceRefusal.Reason


ADD = "/settings/devices/add"


CONFIRM = "/settings/security/confirm"


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


def link_of(person: Person, kind: str = "apple") -> tuple[str, str]:
    """What the code on the screen holds, and the password beside it."""
    device, token = devices.add_device(
        person.account, "Mon téléphone", kind, ["imap", "smtp"], network="127.0.0.1"
    )
    return f"/device/{devices.issue_profile_link(device, token)}", token

"""A device that comes from where it never came: its owner is told, by what Dovecot reports."""

import http.client
import json

from tests.house.cast import Person
from tests.house.waiting import eventually
from tests.web_settings.devices import newest


def test_a_new_place_is_told_to_the_owner_once(person: Person) -> None:
    """Through Dovecot's own door, as if it came from elsewhere."""
    device = newest(person)
    networks = ("176.132.10.7", "176.132.99.1", "92.184.1.1", "92.184.1.1", "198.51.100.9")
    for network in networks:
        report(person, device.pk, network)
        eventually(lambda network=network: device.uses.filter(network=network).exists())
    eventually(lambda: told_of(person, networks[-1]))  # after whatever is told of the others
    assert [len(told_of(person, network)) for network in networks] == [0, 0, 1, 1, 1]


def told_of(person: Person, network: str) -> list[str]:
    letters = [one.get_content() for one in person.program().find("New place")]
    return [text for text in letters if f"network {network}\r" in text.replace("\n", "\r")]


def report(person: Person, device: int, network: str) -> None:
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

"""ManageSieve by a client that is not ours (sievelib): it sees our rules, and we keep its own."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sievelib.managesieve import Client

from tests.filters.rules import make, names, path
from tests.house.cast import Person
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter, unique

OWN = 'require ["fileinto", "mailbox"];\r\n# à moi\r\nif header :contains "subject" "Stage" {\r\n  fileinto :create "Stages";\r\n}\r\n'


@contextmanager
def client(person: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setenv("SSL_CERT_FILE", str(person.house.authority))
    line = Client("localhost", person.house.ports.managesieve)
    assert line.connect(person.login, person.device, starttls=True, authmech="PLAIN")
    yield line
    line.logout()


def test_rules_go_round_by_another_client(
    house: House, hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = hire("Ondine")
    make(person, "subject:contains", "réunion", name="Réunions", new_folder="Réunions")
    with client(person, monkeypatch) as line:
        assert line.listscripts() == ("preau", [])
        ours = line.getscript("preau")
        assert "# rule:[Réunions] #" in ours
        assert line.checkscript(ours)
        assert line.putscript("stages", OWN)
        assert line.setactive("stages")
    make(person, "subject:contains", "note", name="Notes", new_folder="Notes")
    assert names(person.visitor().get(path(person))) == ["Réunions", "stages", "Notes"]
    for subject, folder in (("réunion", "Réunions"), ("Stage", "Stages"), ("Note", "Notes")):
        one = unique(f"Une {subject}")
        arrives(house, letter(one), person.address)
        person.program().waits_for(one, folder)
    with client(person, monkeypatch) as line:
        assert line.listscripts() == ("preau", ["stages"])
        assert (
            line.getscript("stages").replace("\r\n", "\n").strip()
            == OWN.replace("\r\n", "\n").strip()
        )

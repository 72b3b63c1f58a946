"""A rule made on the page sorts what the world sends: SMTP, Postfix, Rspamd, LMTP, Sieve, a folder."""

import pytest

from preau.formats.mime.headers import parse_headers
from preau.formats.sieve.mark import MARK, marks
from tests.filters.rules import BASE, act, make, new_rule, path, sentences
from tests.house.cast import Person
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter, unique


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Régine")


def flags(person: Person, folder: str = "INBOX") -> list[str]:
    """Those that a rule sets, of the only message."""
    (worn,) = person.program().flags(folder).values()
    return sorted(set(worn.split()) - {"\\Recent", "$HasNoAttachment"})


def test_the_rule_of_the_guides_files_every_meeting(house: House, person: Person) -> None:
    """F-03, through the real path, with what says which rule it was."""
    shown = make(person, "subject:contains", "réunion", name="Réunions", new_folder="Réunions")
    assert shown.toasts == ["The rule “Réunions” is in force."]
    assert sentences(shown) == [
        "When the subject contains “réunion”: move it to “Réunions” and look at no other rule."
    ]
    subject = unique("Ordre du jour de la RÉUNION")
    forged = {MARK.replace("-", "_"): "abcd Autre"}
    arrives(house, letter(subject, **forged), person.address)
    filed = person.program().waits_for(subject, "Réunions")
    found = marks(parse_headers(filed.as_bytes()))
    assert [one.name for one in found] == ["Réunions"]
    assert person.program().subjects() == []


def test_mark_as_read_and_nothing_else(house: House, person: Person) -> None:
    """What other webmails cannot say (T-33)."""
    make(person, "sender:contains", "Lointaine", name="Lues", place="stays", read="1")
    subject = unique("Bulletin")
    arrives(house, letter(subject), person.address)
    person.program().waits_for(subject)
    assert flags(person) == ["\\Seen"]


def test_several_things_at_once(house: House, person: Person) -> None:
    answer = make(
        person, "inside:not", "", name="Dehors", new_folder="Dehors", tag="$label1", star="1",
        copy="Archive",
    )  # fmt: skip
    assert answer.status == 200
    subject = unique("Dehors")
    arrives(house, letter(subject), person.address)
    program = person.program()
    program.waits_for(subject, "Dehors")
    program.waits_for(subject, "Archive")
    assert flags(person, "Dehors") == ["$label1", "\\Flagged"]


def test_a_reply_goes_once_to_who_wrote(house: House, person: Person, hire: Engage) -> None:
    writer = hire("Basile")
    make(
        person, "subject:contains", "inscription", name="Réponse", place="stays",
        reply_subject="Bien reçu", reply_text="Votre demande est bien arrivée.",
    )  # fmt: skip
    for _ in range(2):
        sent = letter(unique("Une inscription"), sender=writer.who, to=person.who)
        writer.program().send(sent, person.address, sender=writer.address)
        person.program().waits_for(str(sent["Subject"]))
    answer = writer.program().waits_for("Bien reçu")
    assert str(answer["From"]) == person.who
    assert len(writer.program().find("Bien reçu")) == 1


def test_what_is_to_be_deleted_unseen_asks_twice(house: House, person: Person) -> None:
    visitor = person.visitor()
    action = new_rule(visitor, person)
    asked = BASE | {
        "choice": "subject:contains",
        "value": "loterie",
        "place": "discards",
        "name": "Loterie",
    }
    first = visitor.post(action, asked)
    assert (first.status, sentences(visitor.get(path(person)))) == (422, [])
    sure = str(first.one("input[name=sure]")["value"])
    visitor.post(action, asked, sure=sure)
    assert sentences(visitor.get(path(person))) == [
        "When the subject contains “loterie”: delete it without a trace."
    ]
    gone, kept = unique("Grande loterie"), unique("Conseil")
    arrives(house, letter(gone), person.address)
    arrives(house, letter(kept), person.address)
    person.program().waits_for(kept)
    assert person.program().find(gone) == []


def test_a_rule_that_is_off_does_nothing(house: House, person: Person) -> None:
    make(person, "subject:contains", "Note", name="Notes", new_folder="Notes")
    off = act(person, "switch", at="0", on="0")
    assert off.one("[role=switch]")["aria-checked"] == "false"
    subject = unique("Note")
    arrives(house, letter(subject), person.address)
    person.program().waits_for(subject)


def test_a_forward_leaves_where_the_academie_lets_it(house: House, hire: Engage) -> None:
    """F-06: with a notice in Montpellier; a copy stays, and no rule is told outside."""
    person = hire("Zélie", academy="montpellier")
    address = f"{unique('collegue')}@lointain.example"
    shown = make(person, "subject:contains", "Note", name="Suivi", place="stays", forward=address)
    assert f"Sends a copy of messages to {address}." in shown.words
    subject = unique("Note de service")
    arrives(house, letter(subject), person.address)
    person.program().waits_for(subject)
    got = house.world.waits_for(address)
    assert (got.sender, got.message.get_all(MARK)) == (person.login, None)


LISTED = [("x@education.gouv.fr", 302), ("x@lointain.example", 422), ("x@education.gouv.fr.lointain.example", 422)]  # fmt: skip


@pytest.mark.parametrize(("address", "status"), LISTED)
def test_a_forward_goes_to_listed_domains_only(hire: Engage, address: str, status: int) -> None:
    person = hire("Yann", academy="paris")
    visitor = person.visitor()
    given = BASE | {"choice": "subject:is", "value": "a", "place": "stays", "forward": address}
    assert visitor.post(new_rule(visitor, person), given).status == status

"""Rules on mail that is there already, undone to the letter; folders that change their name."""

import re

import pytest

from preau.filters.models import Run
from tests.filters.rules import act, make, path, sentences
from tests.house.cast import Person
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter, unique
from tests.house.visitor import Answer
from tests.house.waiting import eventually
from tests.traces.asking import ask, said


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Ursule")


def state(person: Person) -> dict[str, list[tuple[str, str]]]:
    """Every folder's subjects with their flags, in order: what a person would see."""
    program = person.program()
    with program.imap() as line:
        folders = [one.decode().rpartition(' "/" ')[2] for one in line.list()[1]]
        return {folder: sorted(lines(line, folder)) for folder in folders}


def lines(line, folder: str) -> list[tuple[str, str]]:
    line.select(folder, readonly=True)
    found = line.uid("fetch", "1:*", "(FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
    heads = [one for one in found if isinstance(one, tuple)]
    return [
        (one[1].decode(), re.sub(r"UID \d+ |^\d+ |\\Recent ?", "", one[0].decode()))
        for one in heads
    ]


def finished(person: Person, number: int, wanted: str) -> Run:
    return eventually(lambda: Run.objects.filter(pk=number, state=wanted).first())


def run(person: Person, ident: str) -> tuple[Answer, int]:
    visitor = person.visitor()
    shown = visitor.follow(visitor.post(path(person, f"rule/{ident}/run")))
    return shown, int(shown.url.rpartition("/")[2])


def ident_of(shown: Answer) -> str:
    return str(shown.one(".rule-name a")["href"]).rpartition("/")[2]


def test_a_run_sorts_what_is_there_and_undo_restores_it(house: House, person: Person) -> None:
    """W-18: the exact prior state."""
    program = person.program()
    some = [letter(f"Réunion {n}" if n % 3 else f"Autre {n}") for n in range(250)]
    program.keep(*some[:240], flags="(projet)")
    program.keep(*some[240:], flags="(\\Seen \\Flagged)")
    shown = make(
        person, "subject:contains", "réunion", name="Réunions", new_folder="Reunions", copy="Archive",
        star="1", tag="$label2",
    )  # fmt: skip
    before = state(person)
    _, number = run(person, ident_of(shown))
    done = finished(person, number, "done")
    expected = sum("Réunion" in str(one["Subject"]) for one in some)
    assert (done.looked_at, done.touched) == (250, expected)
    after = state(person)
    assert [len(after[name]) for name in ("Reunions", "Archive", "INBOX")] == [
        expected, expected, 250 - expected,
    ]  # fmt: skip
    assert all("\\Flagged" in flags and "$label2" in flags for _, flags in after["Reunions"])
    page = person.visitor().get(path(person, f"runs/{number}"))
    assert f"Done: {expected} messages of 250 changed." in page.one(".settings-page").get_text()
    assert [len([1 for _, flags in after[name] if f"preau-rule-{ident_of(shown)}" in flags]) for name in after] == [
        expected if name in ("Reunions", "Archive") else 0 for name in after
    ]  # fmt: skip
    person.visitor().post(path(person, f"runs/{number}/undo"))
    finished(person, number, "undone")
    assert state(person) == before


def test_a_message_says_which_rule_moved_it_later_on(house: House, person: Person) -> None:
    """F-05, in the reader and for who misses it; it shows as no tag."""
    subject = unique("Réunion")
    arrives(house, letter(subject), person.address)
    person.program().waits_for(subject)
    shown = make(person, "subject:contains", "réunion", name="Mes réunions", new_folder="Reunions")
    _, number = run(person, ident_of(shown))
    finished(person, number, "done")
    (link,) = [one for one in ask(person, subject).all("a") if "/m/" in str(one["href"])]
    opened = person.visitor().get(str(link["href"]))
    filed = opened.one(".message-filed")
    assert " ".join(filed.get_text().split()) == "Filed by your rule “Mes réunions”"
    assert filed.select_one("a")["href"] == path(person, f"rule/{ident_of(shown)}")
    assert opened.all(".tag") == []
    eventually(lambda: "Your rule “Mes réunions” put it there, run on old mail, WHEN." in told(person, subject))  # fmt: skip


def told(person: Person, subject: str) -> list[str]:
    """What the page of missing messages says, once the engines' logs are read."""
    return [line for story in said(ask(person, subject)) for line in story]


def test_nothing_is_deleted_or_sent_for_old_mail(house: House, person: Person) -> None:
    program = person.program()
    program.keep(letter("Loterie"))
    visitor = person.visitor()
    action = str(visitor.get(path(person, "new")).one("#rule-form")["action"])
    given = {"choice": "subject:contains", "value": "loterie", "place": "discards", "name": "L",
             "needs": "all", "is_on": "1", "sure": action.rpartition("/")[2]}  # fmt: skip
    visitor.post(action, given)
    _, number = run(person, action.rpartition("/")[2])
    finished(person, number, "done")
    assert [len(program.subjects(name)) for name in ("INBOX", "Trash")] == [0, 1]


def test_a_rule_follows_the_folder_that_another_program_renames(
    house: House, person: Person
) -> None:
    make(person, "subject:contains", "Conseil", name="Conseils", new_folder="Conseils")
    with person.program().imap() as line:
        assert line.rename("Conseils", "Instances")[0] == "OK"
    wanted = (
        "When the subject contains “Conseil”: move it to “Instances” and look at no other rule."
    )
    eventually(lambda: sieve_names(person, "Instances"))
    subject = unique("Conseil d'administration")
    arrives(house, letter(subject), person.address)
    person.program().waits_for(subject, "Instances")
    assert sentences(person.visitor().get(path(person))) == [wanted]


def sieve_names(person: Person, folder: str) -> bool:
    return f'fileinto "{folder}"' in person.visitor().get(path(person, "filters.sieve")).text


def test_a_folder_that_is_deleted_is_missed_and_no_mail_is_lost(
    house: House, person: Person
) -> None:
    make(person, "subject:contains", "Conseil", name="Conseils", new_folder="Conseils")
    with person.program().imap() as line:
        assert line.delete("Conseils")[0] == "OK"
    shown = person.visitor().get(path(person))
    assert (
        "The folder “Conseils” is no longer there: these messages stay in the inbox." in shown.words
    )
    subject = unique("Conseil de classe")
    arrives(house, letter(subject), person.address)
    person.program().waits_for(subject)


def test_a_run_that_is_not_ones_own_is_not_there(person: Person, hire: Engage) -> None:
    person.program().keep(letter("Réunion"))
    shown = make(person, "subject:contains", "réunion", name="R", new_folder="R")
    _, number = run(person, ident_of(shown))
    other = hire("Victor")
    assert other.visitor().get(path(other, f"runs/{number}")).status == 404
    assert other.visitor().post(path(other, f"runs/{number}/undo")).status == 404
    act(person, "switch", at="0", on="0")

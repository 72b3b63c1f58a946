"""The three steps of making room: what they say they free is what Dovecot counts less."""

import random
import time

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.space.errands import CORPORA, Asked, ask, at_once, exact, octets

YEAR = 366 * 24 * 3600.0
BIG = ("plan.bin", "application/octet-stream", bytes(range(256)) * 6000)


@pytest.fixture
def person(hire: Engage) -> Person:
    return hire("Solène")


def clean(person: Person, *what: str) -> Asked:
    visitor = person.visitor()
    answer = visitor.post(f"/space/{person.box}/cleanup", {"what": list(what)})
    assert answer.status == 302, answer.words
    return Asked(visitor, answer.location)


def corpus(count: int, seed: int) -> list[bytes]:
    files = sorted((CORPORA / "spamassassin").rglob("*.eml"))
    if not files:
        pytest.skip("The corpora are not here.")
    return [path.read_bytes() for path in random.Random(seed).sample(files, count)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_the_second_step_says_is_what_dovecot_counts_less(person: Person, seed: int) -> None:
    program = person.program()
    program.keep(*corpus(12, seed), folder="Trash")
    program.keep(*corpus(9, seed + 100), folder="Junk")
    program.keep(*corpus(6, seed + 200))
    before = octets(person)
    errand = clean(person, "trash", "junk")
    said = exact(errand.settled())
    at_once(errand.do("yes"))
    done = exact(errand.settled())
    assert (before - octets(person), done) == (said, said)
    assert len(program.letters()) == 6


def test_until_it_begins_a_deletion_is_undone_and_nothing_was_touched(person: Person) -> None:
    program = person.program()
    program.keep(letter("Jetée"), folder="Trash")
    errand = clean(person, "trash")
    errand.settled()
    errand.do("yes")
    assert errand.heading().startswith("Deleting in ")
    errand.do("stop")
    assert errand.heading() == "Stopped"
    assert errand.page().one("#errand [role=status] p").get_text() == "Nothing was changed."
    assert len(program.find("Jetée", "Trash")) == 1


def test_each_offer_takes_what_it_names_and_leaves_what_has_a_star(person: Person) -> None:
    program = person.program()
    old = time.time() - YEAR
    program.keep(letter("Vieux plan", attachments=(BIG,)), at=old)
    program.keep(letter("Vieux plan suivi", attachments=(BIG,)), at=old, flags=r"(\Flagged)")
    program.keep(letter("Plan neuf", attachments=(BIG,)))
    program.keep(letter("Envoi lourd", attachments=(BIG,)), folder="Sent")
    program.keep(letter("Vieille lettre", List_Id="<info.lointain.example>"), at=old)
    program.keep(letter("Lettre neuve", List_Id="<info.lointain.example>"))
    for what, left in (
        ("heavy", ["Vieux plan suivi", "Plan neuf", "Vieille lettre", "Lettre neuve"]),
        ("lists", ["Vieux plan suivi", "Plan neuf", "Lettre neuve"]),
        ("sent", ["Vieux plan suivi", "Plan neuf", "Lettre neuve"]),
    ):
        errand = clean(person, what)
        errand.settled()
        at_once(errand.do("yes"))
        errand.settled()
        assert [one.removesuffix(" couleuvrine") for one in program.subjects()] == left
    assert program.subjects("Sent") == []


def test_of_two_the_same_the_filed_one_stays(person: Person) -> None:
    program = person.program()
    program.make_folder("Réunions")
    twice = letter("En double", message_id="<double@x.example>")
    came_again = letter("En double", message_id="<double@x.example>", Received="by elsewhere")
    came_again.replace_header("Date", twice["Date"])
    other = letter("En double", "Autre texte.", message_id="<double@x.example>")
    program.keep(twice, other)
    program.keep(came_again, folder="Réunions")
    errand = clean(person, "twins")
    assert "Delete 1 message" in errand.settled().words
    at_once(errand.do("yes"))
    errand.settled()
    assert (len(program.letters()), len(program.letters("Réunions"))) == (1, 1)
    assert "Autre texte." in program.letters()[0].get_content()


def test_nobody_else_sees_or_begins_an_errand(person: Person, hire: Engage) -> None:
    person.program().keep(letter("Privée"), folder="Trash")
    errand = clean(person, "trash")
    errand.settled()
    stranger = hire("Karim").visitor()
    assert stranger.get(errand.url).status == 404
    assert stranger.post(f"{errand.url}deed", do="yes").status == 404
    assert stranger.post(f"/space/{person.box}/ask", do="pack all").status == 404
    assert stranger.get(f"/space/{person.box}/").status == 404


def test_nonsense_is_refused_in_a_sentence(person: Person) -> None:
    visitor = person.visitor()
    for do in ("", "clean", "clean nothing", "explode all", "pack folder:", "clean archive:x"):
        assert visitor.post(f"/space/{person.box}/ask", do=do).status == 422
    assert visitor.post(f"/space/{person.box}/cleanup").status == 422


def test_a_part_of_the_picture_is_deleted_by_its_menu(person: Person) -> None:
    program = person.program()
    program.keep(letter("D’Irène"), letter("De Paul", sender="Paul <paul@x.example>"))
    errand = ask(person, "clean sender:paul@x.example")
    before, said = octets(person), exact(errand.settled())
    at_once(errand.do("yes"))
    errand.settled()
    assert before - octets(person) == said
    assert len(program.find("D’Irène")) == len(program.letters()) == 1

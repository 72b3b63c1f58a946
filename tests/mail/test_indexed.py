"""What the index of words answers by itself is what Dovecot answers from it."""

import io
import random
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from preau.engines.dovecot.types import State
from preau.formats.stems import words
from preau.identity.doors import doveadm
from preau.mail import access, everywhere, indexed, searching
from tests.house.cast import MEGABYTE, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
FOLDERS = ("mimekit-messages", "nodemailer", "spamassassin")
ASKED = 150
LONGEST = 300.0

pytestmark = pytest.mark.engines


def uids(person: Person, text: str, key: str = "inbox", **more: str) -> list[int]:
    search = searching.search_for(text, **more)
    assert search is not None
    with access.desk(person.account, person.box) as desk:
        desk.select(key)
        return list(searching.uids(desk.login, desk.box, search))


def by_dovecot(
    monkeypatch: pytest.MonkeyPatch, person: Person, text: str, key: str = "inbox", **more: str
) -> list[int]:
    with monkeypatch.context() as patch:
        patch.setattr(indexed, "having", lambda *_: None)
        return uids(person, text, key, **more)


def is_answered_by_the_index(person: Person, text: str, key: str = "inbox") -> bool:
    search = searching.search_for(text)
    assert search is not None
    assert search.parted is not None
    with access.desk(person.account, person.box) as desk:
        desk.select(key)
        asked = [question for question, _ in search.parted.questions]
        return indexed.having(desk.login, desk.box, asked) is not None


def has_words(text: str) -> bool:
    """Or none that says something."""
    search = searching.search_for(text)
    return search is not None and search.parted is not None


def subjects(person: Person, text: str, key: str = "all") -> list[str]:
    search = searching.search_for(text)
    assert search is not None
    with access.desk(person.account, person.box) as desk:
        desk.select(key)
        found = searching.uids(desk.login, desk.box, search)
        return sorted(one.subject.decode().split()[0] for one in desk.box.summaries(found))


@pytest.mark.skipif(not CORPORA.exists(), reason="../shared/corpora is not here.")
def test_foreign_letters_are_found_by_the_same_words(
    hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = hire(quota=500 * MEGABYTE)
    for name in FOLDERS:
        call_command(
            "import", str(CORPORA / name), to=person.login, folder=f"C/{name}", stdout=io.StringIO()
        )
    doveadm(LONGEST).index(person.login)
    asked = typed()
    there = [uids(person, text, "all") for text in asked]
    with_words = [text for text in asked if has_words(text)]
    left_to_dovecot = [t for t in with_words if not is_answered_by_the_index(person, t, "all")]
    assert (len(with_words) > ASKED / 2, left_to_dovecot) == (True, [])
    others = [
        (text, found, dovecots)
        for text, found in zip(asked, there, strict=True)
        if found != (dovecots := by_dovecot(monkeypatch, person, text, "all"))
    ]
    assert others == []
    assert sum(map(bool, there)) > ASKED / 2


def typed() -> list[str]:
    """Words that stand in these letters, in each way one may ask for them."""
    by = random.Random(7)
    files = sorted(one for name in FOLDERS for one in (CORPORA / name).glob("*.eml"))
    found: list[str] = []
    while len(found) < ASKED:
        text = by.choice(files).read_bytes().decode("utf-8", "replace")
        some = [w for w in words(re.sub(r"<[^>]*>", " ", text)) if 1 < len(w) < 25]
        if len(some) > 3:
            one, two, three = by.sample(some, 3)
            found += [
                one, f"objet:{one}", f"corps:{two}", f"{one} {two}", f"{one} OU {two}",
                f"{one} -{two}", f"({one} OU {two}) -{three}", f"de:{one}", f"à:{two}", one[:3],
                f'"{one} {two}"', f"{one}.{two}", f"est:nonlu {one}", f"-{one}", f"de:{one}@{two}",
                f"de:{one[0]} objet:{two}", f"{one[0]} {two}", f"-(de:{one[0]} objet:{two})",
            ]  # fmt: skip
    return found


def test_order_and_conditions_stay_those_of_the_folder(
    hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = hire()
    program = person.program()
    for number, size in enumerate((900, 10, 4000), 1):
        program.keep(letter(str(number), "hirondelle " + "x " * size), at=1_700_000_000 + number)
    assert is_answered_by_the_index(person, "hirondelle")
    for wish in ({}, {"order": "oldest"}, {"order": "largest"}, {"quick_filter": "unread"}):
        found = uids(person, "hirondelle", **wish)
        assert len(found) == 3
        assert found == by_dovecot(monkeypatch, person, "hirondelle", **wish)


def test_everything_is_found_where_it_is_now(hire: Engage) -> None:
    person = hire()
    program = person.program()
    program.keep(letter("Un", "hirondelle"))
    with program.imap() as box:
        box.create("Oiseaux")
        box.create("Autres")
    program.keep(letter("Deux", "hirondelle"), folder="Oiseaux")
    program.keep(letter("Trois", "mésange"), folder="Autres")
    assert is_answered_by_the_index(person, "hirondelle", "all")
    assert subjects(person, "hirondelle") == ["Deux", "Un"]
    with program.imap() as box:
        box.rename("Oiseaux", "Ailleurs")
        box.rename("Autres", "Oiseaux")
        box.select("INBOX")
        box.uid("MOVE", "1:*", "Ailleurs")
    assert is_answered_by_the_index(person, "hirondelle", "all")
    assert (subjects(person, "hirondelle"), subjects(person, "mésange")) == (
        ["Deux", "Un"],
        ["Trois"],
    )
    with program.imap() as box:
        box.delete("Ailleurs")
    program.keep(letter("Quatre", "hirondelle"))
    assert subjects(person, "hirondelle") == ["Quatre"]


@pytest.mark.parametrize(
    "name", ["Élèves & familles", 'Dit "le (petit)" {3}', "Fin\\", "X-REAL-UID 7)"]
)
def test_a_folder_of_any_name_is_searched_with_the_others(hire: Engage, name: str) -> None:
    person = hire()
    program = person.program()
    program.make_folder(name)
    program.keep(letter("Un", "hirondelle"), folder=name)
    program.keep(letter("Deux", "hirondelle"))
    assert is_answered_by_the_index(person, "hirondelle", "all")
    assert subjects(person, "hirondelle") == ["Deux", "Un"]


def test_what_was_erased_is_not_found(hire: Engage) -> None:
    person = hire()
    program = person.program()
    program.keep(letter("Un", "hirondelle"), letter("Deux", "hirondelle"))
    assert is_answered_by_the_index(person, "hirondelle")
    with program.imap() as box:
        box.select("INBOX")
        box.store("1", "+FLAGS", "\\Deleted")
        assert subjects(person, "hirondelle", "inbox") == ["Deux"]
        box.expunge()
    assert (subjects(person, "hirondelle", "inbox"), subjects(person, "hirondelle")) == (
        ["Deux"],
    ) * 2


def test_drafts_are_indexed_when_they_are_searched(hire: Engage) -> None:
    person = hire()
    program = person.program()
    program.keep(letter("Un", "hirondelle"), folder="Drafts")
    assert is_answered_by_the_index(person, "hirondelle", "drafts")
    assert subjects(person, "hirondelle", "drafts") == ["Un"]


def test_a_folder_that_is_far_behind_is_dovecots(
    hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = hire()
    person.program().keep(letter("Un", "hirondelle"), folder="Drafts")
    monkeypatch.setattr(indexed, "MOST_LATE", 0)
    assert not is_answered_by_the_index(person, "hirondelle", "drafts")
    assert subjects(person, "hirondelle", "drafts") == ["Un"]


def test_a_message_erased_while_its_place_was_asked_for_is_not_known() -> None:
    state = State("virtual/All", 1, 4, 3)
    real = {1: ("INBOX", 7), 2: ("Sent", 5)}
    view = everywhere.View(state).grown(real, {"INBOX": "a", "Sent": "b"}).seen(state, [3, 2, 1])
    assert view.newest == {"INBOX": 7, "Sent": 5}
    assert view.uids_of({"INBOX": [7], "Sent": [6]}, [3, 2, 1]) == {1}


def test_a_choice_between_words_and_marks_is_dovecots(hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Un", "hirondelle"), letter("Deux", "mésange"), flags="\\Seen")
    person.program().keep(letter("Trois", "mésange"))
    search = searching.search_for("hirondelle OU est:nonlu")
    assert search is not None
    assert search.parted is None
    assert subjects(person, "hirondelle OU est:nonlu", "inbox") == ["Trois", "Un"]


def test_words_are_found_while_nobody_reads_the_index(house: House, hire: Engage) -> None:
    person = hire()
    person.program().keep(letter("Un", "hirondelle"))
    with house.without("words"):
        assert not is_answered_by_the_index(person, "hirondelle")
        assert subjects(person, "hirondelle") == ["Un"]
    assert is_answered_by_the_index(person, "hirondelle")


def test_the_view_of_everything_is_remembered_for_the_boxes_looked_into_last(
    hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = hire(), hire()
    for person in (first, second):
        person.program().keep(letter("Un", "hirondelle"))
    monkeypatch.setattr(everywhere, "MOST_REMEMBERED", 1)
    everywhere._remembered.clear()
    assert [subjects(one, "hirondelle") for one in (first, second, first)] == [["Un"]] * 3
    assert list(everywhere._remembered) == [first.login]

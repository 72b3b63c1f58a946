"""Words that must follow one another, where the index knows only that they are there."""

import pytest

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.types import Whole
from preau.mail import access, following, searching
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import letter

ORDERED, APART = "Le taux d’hygrométrie.", "L’hygrométrie, à quel taux ?"


def found(person: Person, text: str) -> list[str]:
    """Subjects, newest first, as a search of the inbox reads them."""
    search = searching.search_for(text)
    assert search is not None
    with access.desk(person.account, person.box) as desk:
        desk.select("inbox")
        uids = searching.uids(desk.login, desk.box, search)
        return [one.subject.decode().split()[0] for one in desk.box.summaries(uids)]


def keep(person: Person, *texts: str) -> None:
    """Subjects are numbers, the highest is the newest."""
    letters = [letter(str(number), text) for number, text in enumerate(texts, 1)]
    for number, one in enumerate(letters):
        person.program().keep(one, at=1_700_000_000 + number)


PHRASE = '"taux d’hygrométrie"'


@pytest.mark.parametrize(
    ("text", "most", "subjects"),
    [
        (PHRASE, following.MOST, ["3", "1"]),
        (PHRASE, 1, ["3", "2", "1"]),
        (f"taux -{PHRASE}", following.MOST, ["4", "2"]),
        (f"taux -{PHRASE}", 1, ["4", "3", "2", "1"]),
    ],
)
def test_words_follow_one_another_in_the_newest_letters_and_none_beyond_is_hidden(
    hire: Engage, monkeypatch: pytest.MonkeyPatch, text: str, most: int, subjects: list[str]
) -> None:
    monkeypatch.setattr(following, "MOST", most)
    person = hire()
    keep(person, ORDERED, APART, ORDERED, APART)
    assert found(person, text) == subjects


def test_a_letter_is_read_once_for_a_phrase(hire: Engage, monkeypatch: pytest.MonkeyPatch) -> None:
    person, read = hire(), list[int]()
    keep(person, ORDERED, APART)
    wholes = Box.wholes

    def counted(box: Box, uids: list[int]) -> list[Whole]:
        read.extend(uids)
        return wholes(box, uids)

    monkeypatch.setattr(Box, "wholes", counted)
    assert [found(person, PHRASE) for _ in range(2)] == [["1"]] * 2
    keep(person, ORDERED)
    assert found(person, PHRASE) == ["1", "1"]
    assert len(read) == 3


def test_a_letter_too_long_to_be_read_is_not_hidden(hire: Engage) -> None:
    person = hire()
    keep(person, APART, APART + " mot" * following.LONGEST)
    assert found(person, PHRASE) == ["2"]


def test_what_was_not_read_in_a_search_stays_found_in_the_next(
    hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the pages of a list would not follow one another."""
    person = hire()
    keep(person, APART, APART)
    monkeypatch.setattr(following, "MOST_OCTETS", 0)
    assert found(person, PHRASE) == ["2", "1"]
    monkeypatch.undo()
    assert found(person, PHRASE) == ["2", "1"]

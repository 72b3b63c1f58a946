"""What a browser may tell of new mail: as much as was chosen, and nothing of the quiet folders."""

import pytest

from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, STRANGER, letter


def told(person: Person, folder: str = "INBOX") -> list[tuple[str, str]]:
    news = person.visitor().get(f"/mail/{person.box}/news", folder=folder, seconds="3600").json
    return [(one["title"], one["body"]) for one in news["notices"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("off", []),
        ("discreet", [("New message", "Inbox")]),
        ("full", [("Irène Lointaine", f"Sortie {SECRET}")]),
    ],
)
def test_as_much_is_told_as_was_chosen(
    hire: Engage, wish: str, said: list[tuple[str, str]]
) -> None:
    person = hire().prefers(notices=wish)
    person.program().keep(letter("Sortie", sender=STRANGER))
    assert told(person) == said


def test_what_was_read_or_is_old_is_not_told(hire: Engage) -> None:
    person = hire().prefers(notices="full")
    person.program().keep(letter("Lu"), flags=r"(\Seen)")
    person.program().keep(letter("Ancien"), at=1_500_000_000)
    assert told(person) == []


def test_quiet_folders_tell_nothing_and_ones_own_do(hire: Engage) -> None:
    person = hire().prefers(notices="discreet")
    person.program().make_folder("Réunions")
    person.program().keep(letter(), folder="Junk")
    person.program().keep(letter(), folder="Réunions")
    assert (told(person, "Junk"), told(person, "Réunions"), told(person, "Nulle part")) == (
        [], [("New message", "Réunions")], [],
    )  # fmt: skip


def test_many_at_once_are_told_once(hire: Engage) -> None:
    person = hire().prefers(notices="full")
    person.program().keep(*[letter() for _ in range(5)])
    assert told(person) == [("More than 3 new messages", "Inbox")]


def test_a_box_of_others_tells_nothing(hire: Engage) -> None:
    person, other = hire(), hire()
    assert person.visitor().get(f"/mail/{other.box}/news").status == 404

"""A mailbox is told once that it fills, also when it has no room for the letter."""

import pytest

from preau.grace import rules
from preau.grace.models import Fullness
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.house.waiting import eventually

ROOM = 400_000


@pytest.mark.parametrize(
    ("percent", "told", "level"),
    [
        (79, 0, 0),
        (80, 0, 80),
        (94, 80, 80),
        (95, 80, 95),
        (100, 0, 95),
        (91, 95, 95),
        (90, 95, 80),
        (79, 95, 80),
        (76, 80, 80),
        (75, 80, 0),
        (10, 95, 0),
    ],
)
def test_a_level_is_left_five_points_lower_than_it_is_reached(
    percent: int, told: int, level: int
) -> None:
    assert rules.level(percent, told) == level


def told(person: Person) -> int:
    found = Fullness.objects.filter(mailbox__login=person.login).first()
    return found.told if found else 0


def keep(person: Person, octets: int) -> None:
    files = (("a.bin", "application/octet-stream", b"x" * (octets * 73 // 100)),)
    person.program().keep(letter("Lourd", attachments=files))


@pytest.mark.engines
def test_filling_and_emptying_writes_one_letter_a_level(hire: Engage) -> None:
    """80 %, then 95 %, then emptied, then 80 % again: three letters, and none in between."""
    person = hire(quota=ROOM)
    program = person.program()
    keep(person, ROOM * 83 // 100)
    program.waits_for("Your mailbox is 8")
    keep(person, ROOM * 14 // 100)
    program.waits_for("Your mailbox is 9")
    with program.imap() as line:
        line.select("INBOX")
        line.store("1:*", "+FLAGS", "\\Deleted")
        line.expunge()
    eventually(lambda: told(person) == 0)
    keep(person, ROOM * 83 // 100)
    again = program.waits_for("Your mailbox is 8")
    assert again["Auto-Submitted"] == "auto-generated"
    assert f"/space/{person.box}/cleanup" in again.get_content()
    assert [one for one in program.subjects() if "Your mailbox" in one] == [str(again["Subject"])]

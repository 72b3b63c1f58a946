"""What is missing or wrong is told by the field it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from preau.absence.models import Absence
from preau.absence.wish import Wish, mistakes, plain
from preau.academies.hours import Hours

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GOOD = Wish(
    is_on=True,
    first_day=date(2026, 12, 19),
    last_day=date(2027, 1, 3),
    inside_text="Dedans",
    outside_text="Dehors",
)
NOBODY = Absence.Outside.NOBODY
WRONG: list[tuple[str, dict[str, object], list[str]]] = [
    ("all is there", {}, []),
    ("no first day", {"first_day": None}, ["first_day"]),
    ("no day at all", {"first_day": None, "last_day": None}, ["first_day", "last_day"]),
    ("backwards", {"last_day": date(2026, 12, 18)}, ["last_day"]),
    ("one day is enough", {"last_day": date(2026, 12, 19)}, []),
    ("over already", {"first_day": date(2026, 11, 1), "last_day": date(2026, 11, 21)}, ["last_day"]),
    ("until today", {"first_day": date(2026, 11, 1), "last_day": date(2026, 11, 22)}, []),
    ("more than a year", {"last_day": date(2027, 12, 20)}, ["last_day"]),
    ("hours backwards", {"last_day": date(2026, 12, 19), "from_hour": time(14), "until_hour": time(9)}, ["until_hour"]),
    ("no half day", {"halves": "0" * 14}, ["halves"]),
    ("no such week", {"halves": "11"}, ["halves"]),
    ("no Wednesday in it", {"last_day": date(2026, 12, 20), "halves": "00001100000000"}, ["halves"]),
    ("nothing to say inside", {"inside_text": " \n"}, ["inside_text"]),
    ("nothing to say outside", {"outside_text": ""}, ["outside_text"]),
    ("nobody to say it to", {"outside_text": "", "outside": NOBODY}, []),
    ("a novel", {"inside_text": "x" * 5001}, ["inside_text"]),
    ("off: nothing is asked", {"is_on": False, "first_day": None, "inside_text": ""}, []),
]  # fmt: skip


@pytest.mark.parametrize(("about", "changes", "fields"), WRONG, ids=[one[0] for one in WRONG])
def test_mistakes_stand_at(about: str, changes: dict[str, object], fields: list[str]) -> None:
    assert list(mistakes(replace(GOOD, **changes), Hours(), NOW)) == fields  # type: ignore[arg-type]


def test_a_text_keeps_its_lines_and_nothing_else_of_control() -> None:
    assert plain("Bonjour,\r\n\r\nà\tbientôt\x00\x1b.\x85Fin\n\n") == "Bonjour,\n\nà bientôt.\nFin"

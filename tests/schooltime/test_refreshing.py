"""An operator brings a newer calendar; the doctor says when one is needed."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from preau.engines.places import Places
from preau.ops.doctor.finding import note, well, wrong
from preau.ops.doctor.schooltime import MEND, reach
from preau.schooltime.calendar import Holiday
from preau.schooltime.kept import SHIPPED, calendar, written
from tests.schooltime.test_exports import PIECES, event, ics


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PLACES = Places(tmp_path, tmp_path / "run")


def preau_holidays(*words: str) -> str:
    out = StringIO()
    call_command("holidays", *words, stdout=out)
    return out.getvalue()


def a_file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_what_is_shipped_is_in_force_until_somebody_brings_newer(tmp_path: Path) -> None:
    assert written(calendar()) == SHIPPED.read_text(encoding="utf-8")
    said = preau_holidays("refresh", a_file(tmp_path, "zones.ics", PIECES))
    assert calendar().source == "zones.ics"
    assert "Known until: 2027-07-03." in said
    assert calendar().on(date(2027, 2, 13), "A") == Holiday(
        date(2027, 2, 13), date(2027, 2, 28), "A", "Vacances d’hiver"
    )


def test_what_was_known_of_the_time_before_is_kept(tmp_path: Path) -> None:
    preau_holidays("refresh", a_file(tmp_path, "zones.ics", PIECES))
    before = calendar().on(date(2026, 10, 20), "B")
    assert before == Holiday(date(2026, 10, 17), date(2026, 11, 1), "B", "Vacances de la Toussaint")
    assert calendar().on(date(2027, 4, 20), "B") is None


def test_one_file_a_zone_is_brought_in_one_go(tmp_path: Path) -> None:
    files = [
        a_file(
            tmp_path,
            f"Zone-{zone}.ics",
            ics(event("Vacances de Noël", zone, "20281223", "20290108")),
        )
        for zone in ("Zone A", "Zone B", "Zone C")
    ]
    preau_holidays("refresh", *files)
    assert calendar().on(date(2029, 1, 7), "C") == Holiday(
        date(2028, 12, 23), date(2029, 1, 7), "C", "Vacances de Noël"
    )


def test_a_wrong_file_changes_nothing(tmp_path: Path) -> None:
    before = calendar()
    wrong_ones = [
        a_file(tmp_path, "page.html", "<html>"),
        "/nowhere.ics",
        "http://127.0.0.1:1/a.ics",
    ]
    for file in wrong_ones:
        with pytest.raises(CommandError, match="Nothing was changed"):
            preau_holidays("refresh", file)
    assert calendar() == before


REACH = [
    (date(2026, 11, 22), well("holidays", "of zones A, B and C are known until 2028-07-04")),
    (date(2027, 7, 6), note("holidays", "of zones A, B and C are known until 2028-07-04", MEND)),
    (
        date(2028, 7, 4),
        wrong(
            "holidays",
            "of zones A, B and C are known until 2028-07-04: those of this year are not.",
            MEND,
        ),
    ),
]


@pytest.mark.parametrize(("today", "told"), REACH)
def test_the_doctor_says_how_far_they_reach(today: date, told: object) -> None:
    assert list(reach(today)) == [told]

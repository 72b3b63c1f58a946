"""An académie's hours, as its file says them."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from preau.academies.hours import Hours
from preau.academies.loader import WrongAcademy, load_folder
from tests.academies.conftest import Folder

WRITTEN = 'morning = "08:00-12:00"'


def test_the_hours_are_read_as_times() -> None:
    hours = Hours()
    assert (hours.of_morning, hours.of_afternoon) == (
        (time(8), time(12)),
        (time(13, 30), time(18)),
    )


@pytest.mark.parametrize("wrong", ["8-12", "12:00-08:00", "08:00", "08:00-25:00", "08:00 - 12:00"])
def test_hours_that_are_none_are_refused(folder: Folder, wrong: str) -> None:
    with pytest.raises(WrongAcademy, match="must be two times"):
        load_folder(folder((WRITTEN, f'morning = "{wrong}"')))


def test_the_clocks_and_the_holidays_of_a_place_are_read(folder: Folder) -> None:
    more = f'{WRITTEN}\ntimezone = "America/Martinique"\nholidays = ["good-friday", "05-22"]'
    (read,) = load_folder(folder((WRITTEN, more)))
    assert (read.hours.clock, read.hours.holidays) == (
        ZoneInfo("America/Martinique"),
        ("good-friday", "05-22"),
    )


@pytest.mark.parametrize("wrong", ["Paris", "UTC+1", "../Europe/Paris", ""])
def test_clocks_that_are_nowhere_are_refused(folder: Folder, wrong: str) -> None:
    with pytest.raises(WrongAcademy, match="must be a time zone such as Europe/Paris"):
        load_folder(folder((WRITTEN, f'{WRITTEN}\ntimezone = "{wrong}"')))


@pytest.mark.parametrize("wrong", ["12-32", "1-5", "26-12", "easter", "2026-12-26", ""])
def test_days_that_are_none_are_refused(folder: Folder, wrong: str) -> None:
    with pytest.raises(WrongAcademy, match="must be a month and a day such as 12-26, or good-fri"):
        load_folder(folder((WRITTEN, f'{WRITTEN}\nholidays = ["12-26", "{wrong}"]')))

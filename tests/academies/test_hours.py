"""An académie's hours, as its file says them."""

from datetime import time

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

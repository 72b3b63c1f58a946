"""What clocks show, and the moment it is, on both sides of a change of clocks."""

from datetime import UTC, datetime

import pytest

from preau.formats.walltime import WallTime, at, naive

PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ("2026-11-23T08:00", PARIS, "2026-11-23T07:00"),
        ("2026-07-06T08:00", PARIS, "2026-07-06T06:00"),
        # The Friday before and the Monday after clocks change: 8 o'clock stays 8 o'clock.
        ("2027-03-26T08:00", PARIS, "2027-03-26T07:00"),
        ("2027-03-29T08:00", PARIS, "2027-03-29T06:00"),
        # 2:30 does not exist that night, and exists twice the other.
        ("2027-03-28T02:30", PARIS, "2027-03-28T01:30"),
        ("2026-10-25T02:30", PARIS, "2026-10-25T00:30"),
        ("2026-11-23T08:00", "Indian/Reunion", "2026-11-23T04:00"),
    ],
)
def test_a_wall_time_is_one_moment(wall: str, zone: str, moment: str) -> None:
    assert WallTime(wall, zone).moment == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_a_moment_is_what_clocks_show_there() -> None:
    moment = datetime(2026, 7, 6, 6, 0, 30, tzinfo=UTC)
    assert at(moment, PARIS) == WallTime("2026-07-06T08:00", PARIS)


@pytest.mark.parametrize("text", ["", "hier", "2026-13-01T08:00", "2026-11-23T08:00+01:00"])
def test_what_is_no_local_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        naive(text)

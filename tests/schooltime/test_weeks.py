"""A person says which half days they work."""

import pytest

from preau.academies.registry import academies
from preau.kit.errors import WrongInput
from preau.schooltime.actions.weeks import set_week
from preau.schooltime.queries import rhythm_of, week_of, weeks_of
from preau.schooltime.week import Week

NO_FRIDAY = Week("11111111000000", in_holidays=True)


@pytest.mark.django_db
def test_a_week_is_kept_and_changed() -> None:
    set_week("adurand@ac-poitiers.fr", Week("10101010100000"))
    set_week("adurand@ac-poitiers.fr", NO_FRIDAY)
    assert week_of("adurand@ac-poitiers.fr") == NO_FRIDAY
    assert weeks_of(["adurand@ac-poitiers.fr", "x@ac-poitiers.fr"]) == {
        "adurand@ac-poitiers.fr": NO_FRIDAY
    }


@pytest.mark.django_db
def test_who_said_nothing_has_the_hours_of_the_academy() -> None:
    amiens = academies().of("amiens")
    found = rhythm_of("somebody@example.org", amiens)
    assert (found.zone, found.week, found.hours) == ("B", Week(), amiens.hours)


@pytest.mark.django_db
@pytest.mark.parametrize("halves", ["0" * 14, "1" * 13, "1" * 15, "1111111111000x", ""])
def test_a_week_without_work_or_shape_is_refused(halves: str) -> None:
    with pytest.raises(WrongInput):
        set_week("adurand@ac-poitiers.fr", Week(halves))


def test_days_without_any_work_are_told_apart() -> None:
    assert NO_FRIDAY.free_weekdays == [4]
    assert Week().free_weekdays == []

"""A row that two workers saw is done by one of them."""

import pytest

from preau.identity.models import RecoveryRequest
from preau.identity.taking import taken
from tests.house.postbag import unique


@pytest.mark.usefixtures("house")
def test_of_two_who_saw_a_row_one_gets_it() -> None:
    name = unique("jamais-lu")
    made = [
        RecoveryRequest.objects.create(academy="nulle-part", host="", network="", name=name)
        for _ in range(3)
    ]
    first, second = taken(made), taken(list(reversed(made)))
    pairs = [(next(first).pk, next(second).pk), (next(first, None), next(second, None))]
    numbers = [one.pk for one in made]
    assert pairs == [(numbers[0], numbers[2]), (made[1], None)]

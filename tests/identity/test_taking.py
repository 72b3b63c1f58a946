"""A row that two workers saw is done by one of them; one that fails waits, alone."""

from datetime import timedelta

from preau.identity.actions.recovering import forget_unanswered
from preau.identity.models import RecoveryRequest
from preau.identity.taking import answer_each, taken
from tests.house.installation import House
from tests.house.postbag import unique


def requests(count: int) -> list[RecoveryRequest]:
    name = unique("jamais-lu")
    return [
        RecoveryRequest.objects.create(academy="nulle-part", host="", network="", name=name)
        for _ in range(count)
    ]


def test_of_two_who_saw_a_row_one_gets_it(house: House) -> None:
    with house.without("worker"):
        made = requests(3)
        first, second = taken(made), taken(list(reversed(made)))
        pairs = [(next(first).pk, next(second).pk), (next(first, None), next(second, None))]
    numbers = [one.pk for one in made]
    assert pairs == [(numbers[0], numbers[2]), (made[1], None)]


def test_one_that_cannot_be_answered_waits_and_keeps_nobody(house: House) -> None:
    answered = []

    def answer(request: RecoveryRequest) -> None:
        if request.pk == made[1].pk and not answered[1:]:
            raise ValueError("The directory said something odd.")
        answered.append(request.pk)

    with house.without("worker"):
        made = requests(3)
        numbers = [one.pk for one in made]
        assert answer_each(made, answer) == 2
        assert [one.pk for one in RecoveryRequest.objects.filter(pk__in=numbers)] == [numbers[1]]
        assert answer_each(made, answer) == 1
    assert answered == [numbers[0], numbers[2], numbers[1]]


def test_what_nobody_could_answer_is_forgotten_after_an_hour(house: House) -> None:
    with house.without("worker"):
        made = requests(1)[0]
        soon, late = (made.made_at + timedelta(minutes=minutes) for minutes in (59, 61))
        assert [forget_unanswered(soon), forget_unanswered(late)] == [0, 1]

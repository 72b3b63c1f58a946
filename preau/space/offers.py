"""What can most likely go, by kind; what is starred is never offered."""

from collections.abc import Callable
from datetime import date, timedelta

from preau.engines.dovecot.types import Weight
from preau.space.choosing import Picked
from preau.space.weighing import Shelf

MB = 1024 * 1024
BIG = MB
OLD = timedelta(days=365)
# What a newsletter said is seldom looked up after a half-year.
STALE = timedelta(days=183)
_NOT_OURS = frozenset({"trash", "junk", "drafts"})

Test = Callable[[Shelf, Weight, date], bool]


def in_trash(shelf: Shelf, _weight: Weight, _today: date) -> bool:
    return shelf.role == "trash"


def in_junk(shelf: Shelf, _weight: Weight, _today: date) -> bool:
    return shelf.role == "junk"


def is_heavy_and_old(shelf: Shelf, weight: Weight, today: date) -> bool:
    return (
        shelf.role not in _NOT_OURS | {"sent"}
        and _has_big_files(weight)
        and today - weight.day > OLD
    )


def is_old_newsletter(shelf: Shelf, weight: Weight, today: date) -> bool:
    return (
        shelf.role not in _NOT_OURS | {"sent"}
        and weight.is_list
        and _is_free(weight)
        and today - weight.day > STALE
    )


def is_sent_with_files(shelf: Shelf, weight: Weight, _today: date) -> bool:
    return shelf.role == "sent" and _has_big_files(weight)


def _has_big_files(weight: Weight) -> bool:
    return weight.size >= BIG and "$HasAttachment" in weight.flags and _is_free(weight)


def _is_free(weight: Weight) -> bool:
    return "\\Flagged" not in weight.flags


# In the order in which they are offered; copies (`twins`) need the messages themselves.
TESTS: dict[str, Test] = {
    "trash": in_trash,
    "junk": in_junk,
    "heavy": is_heavy_and_old,
    "sent": is_sent_with_files,
    "lists": is_old_newsletter,
}


def pick(shelves: list[Shelf], name: str, today: date) -> Picked:
    test = TESTS[name]
    return picked_by(shelves, lambda shelf, weight: test(shelf, weight, today))


def picked_by(shelves: list[Shelf], test: Callable[[Shelf, Weight], bool]) -> Picked:
    found = ((shelf.name, _uids(shelf, test)) for shelf in shelves)
    return {name: uids for name, uids in found if uids}


def _uids(shelf: Shelf, test: Callable[[Shelf, Weight], bool]) -> set[int]:
    return {weight.uid for weight in shelf.living if test(shelf, weight)}

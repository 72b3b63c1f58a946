"""Messages chosen in several folders, and what they weigh: as an errand's row holds them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from preau.formats.imap.request import read_uid_set, uid_set
from preau.mail.selection import Selection
from preau.space.weighing import Shelf

Picked = dict[str, set[int]]
"""UIDs by the name of their folder."""


@dataclass(frozen=True)
class Chosen:
    """Some of one folder, under one UIDVALIDITY. `octets` is what they weigh."""

    folder: str
    uidvalidity: int
    uids: tuple[int, ...]
    octets: int

    @property
    def selection(self) -> Selection:
        return Selection(self.folder, self.uidvalidity, self.uids)


def chosen_of(shelves: Iterable[Shelf], picked: Picked) -> list[Chosen]:
    """Only what is really there."""
    return [one for shelf in shelves if (one := _of_shelf(shelf, picked.get(shelf.name, set())))]


def _of_shelf(shelf: Shelf, uids: set[int]) -> Chosen | None:
    found = [weight for weight in shelf.weights if weight.uid in uids]
    if not found:
        return None
    octets = sum(weight.size for weight in found)
    return Chosen(shelf.name, shelf.uidvalidity, tuple(one.uid for one in found), octets)


def together(picks: Iterable[Picked]) -> Picked:
    """What is in any of them, once."""
    union: Picked = {}
    for picked in picks:
        for folder, uids in picked.items():
            union[folder] = union.get(folder, set()) | uids
    return union


def written(chosen: Iterable[Chosen]) -> list[Any]:
    return [[c.folder, c.uidvalidity, uid_set(c.uids).decode(), c.octets] for c in chosen]


def read(lines: Iterable[Any]) -> list[Chosen]:
    return [
        Chosen(folder, validity, tuple(read_uid_set(uids.encode())), octets)
        for folder, validity, uids, octets in lines
    ]


def count(chosen: Iterable[Chosen]) -> tuple[int, int]:
    """How many, and their octets."""
    every = list(chosen)
    return sum(len(one.uids) for one in every), sum(one.octets for one in every)

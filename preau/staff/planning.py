"""What a staff source would change here: compared with what is known, nothing written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from preau.academies.academy import Academy
from preau.academies.rules import Unnameable
from preau.formats.names import letters
from preau.identity.models import Account, Person
from preau.staff.comparing import Change, compare, open_elsewhere
from preau.staff.names import FreeNames, Names
from preau.staff.records import Mistake, StaffRecord, Told

T = TypeVar("T")
AT_ONCE = 500


@dataclass(frozen=True)
class Opening:
    """An account to open; `person` is known when they had, or have, one elsewhere.

    `comes_from`: their accounts in other académies, which close when the first post here begins.
    """

    record: StaffRecord
    names: Names
    person: Person | None = None
    comes_from: tuple[Account, ...] = ()


@dataclass
class Part:
    """What some hundred people become; written together or not at all."""

    openings: list[Opening] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    same: list[StaffRecord] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


def planned(academy: Academy, people: Iterable[StaffRecord], names: FreeNames) -> Iterator[Part]:
    """A part is compared only when it is asked for: after the one before it was written."""
    for some in batched(people, AT_ONCE):
        known = people_known(some)
        part = Part()
        for record in some:
            try:
                _place(part, academy, record, known.get(record.numen_hash), names)
            except (WrongPerson, Unnameable) as error:
                part.mistakes.append(Mistake(record.place, str(error)))
        yield part


def people_known(records: Iterable[StaffRecord]) -> dict[str, Person]:
    """By the hash of the NUMEN, with all that is compared."""
    hashes = [one.numen_hash for one in records if one.numen_hash]
    found = Person.objects.filter(numen_hash__in=hashes)
    wanted = ("posts", "accounts", "accounts__departure", "second_address")
    return {str(one.numen_hash): one for one in found.prefetch_related(*wanted)}


class WrongPerson(ValueError):
    """The NUMEN is somebody else's; str() says what does not fit, never the NUMEN."""


def _place(
    part: Part, academy: Academy, record: StaffRecord, person: Person | None, names: FreeNames
) -> None:
    if person is not None:
        check_same(person, record)
    accounts = list(person.accounts.all()) if person else []
    own = next((one for one in accounts if one.academy == academy.slug), None)
    if person is not None and own is not None:
        change = compare(academy, record, person, own, names)
        part.changes.append(change) if change.told else part.same.append(record)
    elif record.told is Told.LEFT:
        part.same.append(record)
    else:
        elsewhere = open_elsewhere(person, academy.slug) if person else ()
        made = names.name(record.given_name, record.family_name, record.identifier)
        part.openings.append(Opening(record, made, person, elsewhere))


def check_same(person: Person, record: StaffRecord) -> None:
    """A person may change name, and a birth date may be corrected: not both. Raises WrongPerson."""
    name = (letters(person.given_name), letters(person.family_name))
    told = (letters(record.given_name), letters(record.family_name))
    if name == told:
        return
    days = {person.birth_date, record.birth_date}
    if None not in days and len(days) > 1:
        raise WrongPerson("this NUMEN is that of somebody with another name and birth date.")
    if None in days and name[0] != told[0] and name[1] != told[1]:
        raise WrongPerson("this NUMEN is that of somebody with another name and first name.")


def batched(values: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(values)
    while part := list(islice(left, size)):
        yield part

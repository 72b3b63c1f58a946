"""Whom an account writes to, learnt from what it sends."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from preau.formats import names
from preau.identity.models import Account
from preau.people.models import Correspondent
from preau.people.words import kept, of_name

_AT_ONCE = 500
_LONGEST_NAME = 200
_LONGEST_ADDRESS = 255


def remember(account: Account, addresses: Iterable[tuple[str, str]], at: datetime) -> None:
    """Count one letter sent at `at` to each (name, address), as `getaddresses` gives them.

    Telling the same letter again, at the same `at`, counts nothing: a worker may retry. Two
    letters at once may meet on one correspondent: whoever comes second adds to the first's row.
    """
    people = _distinct(addresses)
    for part in _parts(sorted(people.items())):
        with transaction.atomic():
            _count(account, dict(part), at)
            _rename(account, dict(part))


def _distinct(addresses: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names by address; the first name given wins, what is no address is left out."""
    people: dict[str, str] = {}
    for name, address in addresses:
        key = address.strip().lower()
        if "@" in key and key.isprintable() and len(key) <= _LONGEST_ADDRESS:
            people[key] = people.get(key) or _one_line(name)
    return people


def _one_line(name: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in name)
    return " ".join(printable.split())[:_LONGEST_NAME]


def _parts(items: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    left = iter(items)
    while part := list(islice(left, _AT_ONCE)):
        yield part


def _count(account: Account, people: dict[str, str], at: datetime) -> None:
    new = [
        Correspondent(
            account=account,
            address=address,
            name=name,
            all_words=_words(name, address),
            times=1,
            last_at=at,
        )
        for address, name in people.items()
    ]
    Correspondent.objects.bulk_create(new, ignore_conflicts=True)
    # The rows just made have this very `last_at`, and so has a letter told twice.
    known = Correspondent.objects.filter(account=account, address__in=people).exclude(last_at=at)
    latest = Greatest(F("last_at"), Value(at, output_field=DateTimeField()))
    known.update(times=F("times") + 1, last_at=latest)


def _rename(account: Account, people: dict[str, str]) -> None:
    """The name last written stands; a letter without names changes none."""
    known = Correspondent.objects.filter(account=account, address__in=people)
    for pk, address, name in known.values_list("pk", "address", "name"):
        given = people[address]
        if given and given != name:
            words = _words(given, address)
            Correspondent.objects.filter(pk=pk).update(name=given, all_words=words)


def _words(name: str, address: str) -> str:
    """The domain too: an outside correspondent is often known by it (mairie-niort.fr)."""
    return kept(of_name(name) + names.words(address))

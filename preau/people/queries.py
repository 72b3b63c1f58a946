"""Who is meant by these few letters? People I write to first, then the académie's directory."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from preau.formats import names
from preau.identity.models import Account
from preau.people.models import Correspondent, Listing, ListingWord
from preau.people.words import Typed, typed

# A beginning with more lines than this (8 % of 50 000) is “common”: counting further tells
# nothing, reading further is slow. Only words that are all common, and hardly ever together,
# hide someone; one more letter finds them.
COMMON = 4000
# So many are read first: enough for one word, and for several that often stand together.
FEW = 100


class Source(StrEnum):
    CORRESPONDENT = "correspondent"
    PERSON = "person"
    BOX = "box"


@dataclass(frozen=True)
class Suggestion:
    """A recipient to offer. `detail` is function and school, empty for who is outside."""

    name: str
    address: str
    detail: str
    source: Source


def suggest(account: Account, text: str, limit: int = 8) -> list[Suggestion]:
    """The best `limit` for what is typed, accents and case apart; nothing typed: the usual ones.

    Every word typed must begin a word of the name, address, function or school.
    Among 50 000 it takes 1 to 5 ms for a name, 20 ms for several common words (SQLite and
    PostgreSQL, two cores).
    """
    wanted = typed(text)
    usual = _correspondents(account, wanted, limit)
    if len(usual) == limit or not wanted.beginnings:
        return usual
    known = {one.address for one in usual}
    others = _listed(account.academy, wanted, enough=limit * 2)
    return (usual + [one for one in others if one.address not in known])[:limit]


def _correspondents(account: Account, wanted: Typed, limit: int) -> list[Suggestion]:
    found = list(_written_to(account, wanted)[:limit])
    listed = _listings_of(account.academy, [one.address for one in found])
    return [_usual(one, listed.get(one.address)) for one in found]


def _written_to(account: Account, wanted: Typed) -> QuerySet[Correspondent]:
    found = Correspondent.objects.filter(account=account).order_by("-times", "-last_at", "pk")
    for condition in wanted.conditions:
        found = found.filter(all_words__contains=condition)
    if wanted.domain is not None:
        return found.filter(address__contains=f"@{wanted.domain}")
    if wanted.text and not wanted.beginnings:
        # A script that folds to nothing: as it is written, then.
        return found.filter(name__icontains=wanted.text)
    return found


def _listings_of(academy: str, addresses: list[str]) -> dict[str, Listing]:
    if not addresses:
        return {}
    found = Listing.objects.filter(academy=academy, address__in=addresses)
    return {one.address: one for one in found}


def _usual(one: Correspondent, listing: Listing | None) -> Suggestion:
    if listing is None:
        return Suggestion(one.name, one.address, "", Source.CORRESPONDENT)
    return Suggestion(listing.name, one.address, listing.detail, Source.CORRESPONDENT)


def _listed(academy: str, wanted: Typed, enough: int) -> list[Suggestion]:
    rarest = _rarest(academy, wanted.beginnings)
    found: dict[int, Listing] = {}
    for rank in ListingWord.Rank.values:
        lines = _starting_with(academy, rarest).filter(rank=rank).order_by("word", "listing_id")
        for part in (lines[:FEW], lines[FEW:COMMON]):
            if len(found) < enough:
                found |= _matching(part, wanted)
    ranked = sorted(found.values(), key=lambda one: _order(one, wanted))
    return [_offered(one) for one in ranked]


def _rarest(academy: str, beginnings: tuple[str, ...]) -> str:
    """The beginning that finds fewest: the others are then checked on its few lines."""
    if len(beginnings) == 1:
        return beginnings[0]
    counts = {one: _starting_with(academy, one)[:COMMON].count() for one in beginnings}
    return min(beginnings, key=lambda one: (counts[one], -len(one)))


def _starting_with(academy: str, beginning: str) -> QuerySet[ListingWord]:
    # Naming every rank lets the index (academy, rank, word) be used as ranges.
    found = ListingWord.objects.filter(academy=academy, rank__in=ListingWord.Rank.values)
    after = names.after_all_starting_with(beginning)
    found = found.filter(word__gte=beginning)
    return found if after is None else found.filter(word__lt=after)


def _matching(part: QuerySet[ListingWord], wanted: Typed) -> dict[int, Listing]:
    """Those of a slice of the index that say all that is typed.

    A slice, not a join: the plan is then the same whatever the statistics say, where a join makes
    PostgreSQL read the whole directory for two common first names.
    """
    found = Listing.objects.filter(pk__in=part.values("listing_id"))
    for condition in wanted.conditions:
        found = found.filter(all_words__contains=condition)
    if wanted.domain is not None:
        found = found.filter(address__contains=f"@{wanted.domain}")
    return {one.pk: one for one in found[:FEW]}


def _order(one: Listing, wanted: Typed) -> tuple[int, str, int]:
    """Those whose name says it all first, then as a directory is printed."""
    elsewhere = sum(condition not in one.name_words for condition in wanted.conditions)
    return elsewhere, one.name_words, one.pk


def _offered(one: Listing) -> Suggestion:
    return Suggestion(one.name, one.address, one.detail, Source(one.kind))

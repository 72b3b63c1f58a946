"""What fills a mailbox: by folder, by sender, by year, its heaviest messages, what could go."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone

from preau.engines.dovecot.types import Folder, Weight
from preau.engines.errors import Conflict, Missing
from preau.identity.models import Mailbox
from preau.mail.access import Desk
from preau.mail.actions import detaching
from preau.mail.reading import read_letter
from preau.space import offers, twins
from preau.space.models import Survey
from preau.space.weighing import Shelf, Tell, stamp, weigh

MOST_SENDERS = 12
MOST_FILES = 12
# More than this is counted by the worker: 10 000 messages take half a second.
IN_A_PAGE = 20_000


@dataclass(frozen=True)
class Part:
    """A share of the mailbox. `key` is a folder's key, an address or a year; "" for the rest."""

    key: str
    name: str
    messages: int
    octets: int


@dataclass(frozen=True)
class Heavy:
    """A message with attachments, in the folder of that key. `spare`: octets of those that its
    owner may keep in their files instead."""

    folder: str
    ident: str
    subject: str
    sender: str
    day: str
    octets: int
    spare: int = 0


@dataclass(frozen=True)
class Found:
    """`waiting` is deleted and not erased yet: it still counts. `offers` by name. Senders and
    years are those of what the view of all messages shows."""

    messages: int = 0
    octets: int = 0
    folders: list[Part] = field(default_factory=list)
    senders: list[Part] = field(default_factory=list)
    years: list[Part] = field(default_factory=list)
    heaviest: list[Heavy] = field(default_factory=list)
    offers: list[Part] = field(default_factory=list)
    waiting: Part | None = None


def survey(desk: Desk, tell: Tell = lambda _count: None, today: date | None = None) -> Found:
    shelves = weigh(desk.box, desk.folders(), tell)
    senders = _most(_by(_seen(shelves), lambda one: one.sender), MOST_SENDERS)
    return replace(numbers(shelves, today), senders=senders, heaviest=_heaviest(desk, shelves))


def numbers(shelves: list[Shelf], today: date | None = None) -> Found:
    """Without a word of any message."""
    living = [weight for shelf in shelves for weight in shelf.living]
    return Found(
        messages=len(living),
        octets=sum(one.size for one in living),
        folders=[_folder(shelf) for shelf in shelves],
        years=_by(_seen(shelves), lambda one: str(one.day.year)),
        offers=_offers(shelves, today or timezone.localdate()),
        waiting=_waiting(shelves),
    )


def _seen(shelves: Iterable[Shelf]) -> list[Weight]:
    return [weight for shelf in shelves if shelf.is_seen_in_all for weight in shelf.living]


def keep(mailbox: Mailbox, found: Found, seen: str) -> Survey:
    """As the one survey of its mailbox; `seen` is the stamp of before it was made."""
    values = {"stamp": seen, "found": asdict(found), "made_at": timezone.now()}
    return Survey.objects.update_or_create(mailbox=mailbox, defaults=values)[0]


def kept(row: Survey) -> Found:
    lines: dict[str, Any] = row.found
    return Found(
        messages=lines["messages"],
        octets=lines["octets"],
        folders=[Part(**one) for one in lines["folders"]],
        senders=[Part(**one) for one in lines["senders"]],
        years=[Part(**one) for one in lines["years"]],
        heaviest=[Heavy(**one) for one in lines["heaviest"]],
        offers=[Part(**one) for one in lines["offers"]],
        waiting=Part(**lines["waiting"]) if lines["waiting"] else None,
    )


def years(desk: Desk) -> list[str]:
    """Those of the last survey, the newest first."""
    row = Survey.objects.filter(mailbox=desk.mailbox).first()
    return sorted((part.key for part in kept(row).years), reverse=True) if row else []


def fresh(desk: Desk) -> Found | None:
    """What is known while nothing changed, else counted now; None where that is the worker's."""
    now = stamp(desk.mailbox, desk.folders())
    row = Survey.objects.filter(mailbox=desk.mailbox).first()
    if row is not None and row.stamp == now:
        return kept(row)
    if is_long(desk.folders()):
        return None
    found = survey(desk)
    keep(desk.mailbox, found, now)
    return found


def is_long(folders: Iterable[Folder]) -> bool:
    """Whether counting takes longer than a page may."""
    return sum(folder.messages for folder in folders) > IN_A_PAGE


def _part(key: str, name: str, weights: Iterable[Weight]) -> Part:
    every = list(weights)
    return Part(key, name, len(every), sum(one.size for one in every))


def _folder(shelf: Shelf) -> Part:
    return _part(shelf.key, shelf.name, shelf.living)


def _by(weights: Iterable[Weight], kind: Callable[[Weight], str]) -> list[Part]:
    """The heaviest first."""
    groups: dict[str, list[Weight]] = defaultdict(list)
    for one in weights:
        groups[kind(one)].append(one)
    parts = [_part(key, key, group) for key, group in groups.items()]
    return sorted(parts, key=lambda part: (-part.octets, part.key))


def _most(parts: list[Part], most: int) -> list[Part]:
    """The first of them, and all others as one."""
    named = [part for part in parts if part.key]
    shown, rest = named[:most], named[most:] + [part for part in parts if not part.key]
    if not rest:
        return shown
    others = Part("", "", sum(p.messages for p in rest), sum(p.octets for p in rest))
    return [*shown, others]


def _heaviest(desk: Desk, shelves: list[Shelf]) -> list[Heavy]:
    every = [
        (weight, shelf)
        for shelf in shelves
        for weight in shelf.living
        if "$HasAttachment" in weight.flags
    ]
    first = sorted(every, key=lambda pair: -pair[0].size)[:MOST_FILES]
    found = (_heavy(desk, shelf, weight) for weight, shelf in first)
    return [one for one in found if one]


def _heavy(desk: Desk, shelf: Shelf, weight: Weight) -> Heavy | None:
    """None for one that is gone meanwhile."""
    try:
        desk.box.keep_open(shelf.name, uidvalidity=shelf.uidvalidity)
        letter = read_letter(desk.box, weight.uid)
    except (Missing, Conflict):
        return None
    return Heavy(
        folder=shelf.key,
        ident=f"{shelf.uidvalidity}-{weight.uid}",
        subject=letter.subject,
        sender=weight.sender,
        day=weight.day.isoformat(),
        octets=weight.size,
        spare=detaching.weight(letter),
    )


def _offers(shelves: list[Shelf], today: date) -> list[Part]:
    parts = []
    for name in offers.TESTS:
        picked = offers.pick(shelves, name, today)
        weights = (
            weight
            for shelf in shelves
            for weight in shelf.living
            if weight.uid in picked.get(shelf.name, ())
        )
        parts.append(_part(name, name, weights))
    return [*parts, _copies(shelves)]


def _copies(shelves: list[Shelf]) -> Part:
    """At most so much: they are compared only when one asks for it."""
    spare = [weight for places in twins.alike(shelves) for _shelf, weight in places[1:]]
    return _part("twins", "twins", spare)


def _waiting(shelves: list[Shelf]) -> Part | None:
    part = _part("", "", (w for shelf in shelves for w in shelf.weights if "\\Deleted" in w.flags))
    return part if part.messages else None

"""The same message twice: one Message-ID, the same content; what the way added does not count."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256

from preau.engines.dovecot.types import Weight
from preau.engines.errors import Missing
from preau.mail.access import Desk
from preau.space.choosing import Picked
from preau.space.weighing import Shelf, Tell

# One's own letter lies in Sent and, sent to oneself, in the inbox: neither is one too many.
_ELSEWHERE = frozenset({"trash", "junk", "drafts", "sent"})
_FIELDS = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Content-[A-Za-z-]+):(?:[^\r\n]|\r\n[ \t])*",
    re.MULTILINE | re.IGNORECASE,
)
Place = tuple[Shelf, Weight]


def alike(shelves: Iterable[Shelf]) -> list[list[Place]]:
    """Messages that may be the same: by their Message-ID, two at least."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    for shelf in shelves:
        if shelf.role not in _ELSEWHERE:
            for weight in shelf.living:
                if weight.message_id:
                    by_name[weight.message_id].append((shelf, weight))
    return [places for places in by_name.values() if len(places) > 1]


def too_many(desk: Desk, shelves: Iterable[Shelf], tell: Tell) -> Picked:
    """Those that may go: of each content, all but the one that is best kept.

    Each message that has a namesake is read once, which takes its time.
    """
    picked: Picked = defaultdict(set)
    seen = 0
    for places in alike(shelves):
        seen += len(places)
        tell(seen)
        for same in _by_content(desk, places):
            for shelf, weight in sorted(same, key=_worth)[:-1]:
                if "\\Flagged" not in weight.flags:
                    picked[shelf.name].add(weight.uid)
    return dict(picked)


def _by_content(desk: Desk, places: list[Place]) -> Iterator[list[Place]]:
    by_hash: dict[str, list[Place]] = defaultdict(list)
    for shelf, weight in places:
        try:
            desk.box.keep_open(shelf.name, uidvalidity=shelf.uidvalidity)
            by_hash[content_hash(desk.box.raw(weight.uid))].append((shelf, weight))
        except Missing:
            continue
    return (same for same in by_hash.values() if len(same) > 1)


def content_hash(raw: bytes) -> str:
    """Of what its author wrote: who, to whom, when, the body. Not of Received and the like."""
    head, _, body = raw.partition(b"\r\n\r\n")
    made = sha256(b"\n".join(sorted(_FIELDS.findall(head))))
    made.update(b"\n\n" + body)
    return made.hexdigest()


def _worth(place: Place) -> tuple[bool, bool, bool, bool, int]:
    """The larger, the better kept: starred, filed by hand, answered, read, then the first come."""
    shelf, weight = place
    return (
        "\\Flagged" in weight.flags,
        shelf.role != "inbox",
        "\\Answered" in weight.flags,
        "\\Seen" in weight.flags,
        -weight.uid,
    )

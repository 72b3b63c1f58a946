"""What came while somebody was away and waits for them, by importance; each message stands once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from preau.absence.models import Absence
from preau.academies.registry import academies
from preau.engines.dovecot.types import Summary
from preau.formats.imap.request import quote
from preau.mail.access import Desk

# Of each kind, the newest; the rest is counted.
SHOWN = 25
EVERYWHERE = "all"
_OWN = frozenset({"sent", "drafts"})


class Kind(StrEnum):
    """In the order of importance."""

    TO_ME_INSIDE = "to_me_inside"
    TO_ME_OUTSIDE = "to_me_outside"
    OTHERS = "others"
    LISTS = "lists"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Group:
    """`uidvalidity` is of the folder of all messages, where each can be opened."""

    kind: Kind
    uidvalidity: int
    messages: tuple[Summary, ...]
    total: int


def came_meanwhile(desk: Desk, absence: Absence, addresses: Sequence[str]) -> list[Group]:
    """Unread letters, and those that were answered already; `addresses` are the person's own."""
    begins, ends = absence.begins_at, absence.ends_at
    if begins is None or ends is None:
        return []
    state = desk.select(EVERYWHERE)
    period = [*_days(begins, ends), b"UNDELETED"]
    unread = _found(desk, [*period, b"UNSEEN", b"UNANSWERED"])
    lists = desk.box.having(unread, ("List-Id", "List-Unsubscribe"))
    to_me = _found(desk, [*period, _any(b"TO " + quote(one) for one in addresses)])
    inside = _found(desk, [*period, _any(b"FROM " + quote(f"@{one}") for one in _domains())])
    kinds = {
        Kind.TO_ME_INSIDE: (unread & to_me & inside) - lists,
        Kind.TO_ME_OUTSIDE: (unread & to_me) - inside - lists,
        Kind.OTHERS: unread - to_me - lists,
        Kind.LISTS: unread & lists,
        Kind.ANSWERED: _found(desk, [*period, b"ANSWERED"]),
    }
    own = {folder.name for folder in desk.folders() if folder.role in _OWN}
    groups = [
        _group(desk, kind, state.uidvalidity, uids, own, (begins, ends))
        for kind, uids in kinds.items()
    ]
    return [group for group in groups if group.total]


def _group(
    desk: Desk,
    kind: Kind,
    uidvalidity: int,
    uids: Iterable[int],
    own: set[str],
    between: tuple[datetime, datetime],
) -> Group:
    begins, ends = between
    messages = [
        message
        for message in desk.box.summaries(sorted(uids, reverse=True), virtual=True)
        if message.folder not in own and begins <= message.arrived < ends
    ]
    messages.sort(key=lambda message: message.arrived, reverse=True)
    return Group(kind, uidvalidity, tuple(messages[:SHOWN]), len(messages))


def _found(desk: Desk, criteria: Sequence[bytes]) -> set[int]:
    return set(desk.box.uids_matching(criteria))


def _days(begins: datetime, ends: datetime) -> list[bytes]:
    """IMAP counts in days, of the server's clock: a day more on both sides."""
    day = timedelta(days=1)
    return [b"SINCE " + _date(begins - day), b"BEFORE " + _date(ends + 2 * day)]


def _date(moment: datetime) -> bytes:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{moment.day}-{months[moment.month - 1]}-{moment.year}".encode()


def _any(criteria: Iterable[bytes]) -> bytes:
    """`OR a OR b c` (RFC 3501 section 6.4.4)."""
    some = list(criteria)
    return b" ".join([*(b"OR " + one for one in some[:-1]), *some[-1:]])


def _domains() -> Sequence[str]:
    return academies().domains

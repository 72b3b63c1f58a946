"""The order of a folder's messages, remembered for as long as the folder holds the same ones.

Sorting 10 000 messages costs Dovecot 11 ms and 100 000 ten times that; a page needs fifty of them.
A folder's set of messages is the same while UIDVALIDITY, UIDNEXT and the count are: messages can
only come (UIDNEXT grows) or go (the count falls, or they are marked as deleted).
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.types import State

# Some 32 MiB a process, in UIDs of 4 octets: forty boxes of 10 000 messages in conversations.
MOST_REMEMBERED = 8_000_000
THREADED_WEIGHT = 20


@dataclass(frozen=True)
class Threads:
    """Conversations, the one with the newest message first; each newest message first."""

    uids: tuple[array[int], ...]
    place: dict[int, int]

    def of(self, uid: int) -> Sequence[int]:
        """The conversation a message belongs to, itself alone if it is not known."""
        at = self.place.get(uid)
        return [uid] if at is None else self.uids[at]


_Key = tuple[str, str, str]
_Stamp = tuple[int, int, int, tuple[int, ...]]
_remembered: OrderedDict[_Key, tuple[_Stamp, object]] = OrderedDict()
_lock = Lock()


def by_arrival(login: str, box: Box, state: State) -> Sequence[int]:
    """UIDs of the selected folder, newest first."""
    known = _recall((login, state.name, "arrival"), state)
    if isinstance(known, array):
        return known
    uids = array("I", box.uids_by_arrival())
    _remember((login, state.name, "arrival"), state, uids)
    return uids


def in_threads(login: str, box: Box, state: State) -> Threads:
    """Conversations of the selected folder."""
    known = _recall((login, state.name, "threads"), state)
    if isinstance(known, Threads):
        return known
    threads = arrange(box.threads(), by_arrival(login, box, state))
    _remember((login, state.name, "threads"), state, threads)
    return threads


def arrange(threads: list[list[int]], newest_first: Sequence[int]) -> Threads:
    rank = {uid: position for position, uid in enumerate(newest_first)}
    last = len(rank)
    inside = [sorted(thread, key=lambda uid: rank.get(uid, last)) for thread in threads if thread]
    inside.sort(key=lambda thread: rank.get(thread[0], last))
    return Threads(
        uids=tuple(array("I", thread) for thread in inside),
        place={uid: at for at, thread in enumerate(inside) for uid in thread},
    )


def _stamp(state: State) -> _Stamp:
    return (state.uidvalidity, state.uidnext, state.exists, state.deleted)


def _recall(key: _Key, state: State) -> object:
    with _lock:
        stamp, known = _remembered.get(key, (None, None))
        if known is None or stamp != _stamp(state):
            return None
        _remembered.move_to_end(key)
        return known


def _remember(key: _Key, state: State, known: object) -> None:
    with _lock:
        _remembered[key] = (_stamp(state), known)
        _remembered.move_to_end(key)
        while sum(map(_weight, _remembered.values())) > MOST_REMEMBERED and len(_remembered) > 1:
            _remembered.popitem(last=False)


def _weight(entry: tuple[_Stamp, object]) -> int:
    """In UIDs of 4 octets; a conversation's message also costs its place in a dictionary."""
    known = entry[1]
    if isinstance(known, Threads):
        return THREADED_WEIGHT * len(known.place)
    return len(known) if isinstance(known, array) else 0

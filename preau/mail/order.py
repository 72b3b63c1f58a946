"""The order of a folder's messages, remembered for as long as the folder holds the same ones.

Sorting 10 000 messages costs Dovecot 10 ms, threading them as much, and 100 000 ten times that; a
page needs fifty of them. A folder's set of messages is the same while UIDVALIDITY, UIDNEXT and the
count are: messages can only come (UIDNEXT grows) or go (the count falls, or they are marked as
deleted). What goes leaves the others in their order; only what comes makes it new.
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

    uids: Sequence[tuple[int, ...]]
    place: dict[int, int]

    @classmethod
    def of_all(cls, threads: Sequence[tuple[int, ...]]) -> Threads:
        return cls(threads, {uid: at for at, thread in enumerate(threads) for uid in thread})

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
    key = (login, state.name, "arrival")
    stamp, known = _recall(key)
    if not isinstance(known, array) or stamp != _stamp(state):
        older = known if isinstance(known, array) and _none_came(stamp, state) else array("I")
        known = _sorted(box, older)
        _remember(key, state, known)
    return known


def _sorted(box: Box, older: array[int]) -> array[int]:
    there = set(box.uids()) if older else set()
    if not older or there - set(older):
        return array("I", box.uids_by_arrival())
    return array("I", [uid for uid in older if uid in there])


def in_threads(login: str, box: Box, state: State) -> Threads:
    """Conversations of the selected folder."""
    key = (login, state.name, "threads")
    stamp, known = _recall(key)
    if not isinstance(known, Threads) or stamp != _stamp(state):
        newest_first = by_arrival(login, box, state)
        older = known if isinstance(known, Threads) and _none_came(stamp, state) else None
        if older is not None and older.place.keys() >= set(newest_first):
            known = only(older, newest_first)
        else:
            known = arrange(box.threads(), newest_first)
        _remember(key, state, known)
    return known


def arrange(threads: Sequence[Sequence[int]], newest_first: Sequence[int]) -> Threads:
    rank = {uid: position for position, uid in enumerate(newest_first)}
    last = len(rank)

    def place(uid: int) -> int:
        return rank.get(uid, last)

    inside = [
        tuple(thread) if len(thread) == 1 else tuple(sorted(thread, key=place))
        for thread in threads
    ]
    inside.sort(key=lambda thread: place(thread[0]))
    return Threads.of_all(inside)


def only(threads: Threads, newest_first: Sequence[int]) -> Threads:
    """The same conversations with these messages alone. One that lost its newest message stands
    where its next one does."""
    gone = threads.place.keys() - set(newest_first)
    smaller = list(threads.uids)
    in_place = True
    for at in {threads.place[uid] for uid in gone}:
        smaller[at] = tuple(uid for uid in threads.uids[at] if uid not in gone)
        in_place = in_place and smaller[at][:1] in ((), threads.uids[at][:1])
    left = [thread for thread in smaller if thread]
    return Threads.of_all(left) if in_place else arrange(left, newest_first)


def _stamp(state: State) -> _Stamp:
    return (state.uidvalidity, state.uidnext, state.exists, state.deleted)


def _none_came(stamp: _Stamp | None, state: State) -> bool:
    """None new; one that was marked as deleted may still have been taken back."""
    return stamp is not None and stamp[:2] == _stamp(state)[:2]


def _recall(key: _Key) -> tuple[_Stamp | None, object]:
    with _lock:
        found = _remembered.get(key)
        if found is None:
            return None, None
        _remembered.move_to_end(key)
        return found


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

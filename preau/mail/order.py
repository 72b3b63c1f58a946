"""The order of a folder's messages, remembered for as long as the folder holds the same ones.

Sorting 10 000 messages costs Dovecot 10 ms, threading them as much, and 100 000 ten times that; a
page needs fifty of them. A folder's set of messages is the same while UIDVALIDITY, UIDNEXT and the
count are: messages can only come (UIDNEXT grows) or go (the count falls, or they are marked as
deleted). What goes leaves the others in their order; only what comes makes it new.
"""

from __future__ import annotations

import contextlib
from array import array
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.types import State

MOST_LEAVING = 25
# Some 32 MiB a process, in UIDs of 4 octets: forty boxes of 10 000 messages in conversations.
MOST_REMEMBERED = 8_000_000
THREADED_WEIGHT = 20


@dataclass(frozen=True)
class Threads:
    """Conversations, the one with the newest message first; each newest message first.

    `holder` gives the conversation of each message: no place in the list, which would change for
    thousands when one leaves.
    """

    uids: Sequence[tuple[int, ...]]
    holder: dict[int, tuple[int, ...]]

    @classmethod
    def of_all(cls, threads: Sequence[tuple[int, ...]]) -> Threads:
        return cls(threads, {uid: thread for thread in threads for uid in thread})

    def of(self, uid: int) -> Sequence[int]:
        """The conversation a message belongs to, itself alone if it is not known."""
        return self.holder.get(uid, (uid,))

    def place(self, uid: int) -> int | None:
        """Where its conversation stands, from 0."""
        thread = self.holder.get(uid)
        return None if thread is None else self.uids.index(thread)


_Key = tuple[str, str, str]
_Thread = tuple[int, ...]
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
        if older is not None and older.holder.keys() >= set(newest_first):
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
    """The same conversations with these messages alone."""
    gone = threads.holder.keys() - set(newest_first)
    smaller = _shortened(threads, gone)
    left = [now for thread in threads.uids if (now := smaller.get(thread, thread))]
    return Threads.of_all(left) if _keeps_order(smaller) else arrange(left, newest_first)


def without(threads: Threads, gone: Collection[int], newest_first: Sequence[int]) -> Threads:
    """As `only`, for the few that left: the others are not looked at one by one."""
    smaller = _shortened(threads, gone)
    left, holder = list(threads.uids), dict(threads.holder)
    for thread, now in smaller.items():
        at = left.index(thread)
        left[at : at + 1] = [now] if now else []
        holder |= dict.fromkeys(now, now)
    if not _keeps_order(smaller):
        return arrange(left, newest_first)
    for uid in gone:
        holder.pop(uid, None)
    return Threads(left, holder)


def _shortened(threads: Threads, gone: Collection[int]) -> dict[_Thread, _Thread]:
    """Each conversation that lost messages, and what is left of it."""
    touched = {threads.holder[uid] for uid in gone if uid in threads.holder}
    return {thread: tuple(uid for uid in thread if uid not in gone) for thread in touched}


def _keeps_order(smaller: dict[_Thread, _Thread]) -> bool:
    """A conversation that lost its newest message stands where its next one does."""
    return all(now[:1] in ((), thread[:1]) for thread, now in smaller.items())


def leave(login: str, state: State, gone: Collection[int]) -> None:
    """Messages just left the folder by our own hand: what is known of the others stays true.

    `state` is the folder's before. Should anything else have come or gone at the same time, the
    next SELECT tells, and the order is asked for again.
    """
    after = replace(state, exists=state.exists - len(gone))
    arrival, threads = (login, state.name, "arrival"), (login, state.name, "threads")
    stamp, known = _recall(arrival)
    if len(gone) > MOST_LEAVING or stamp != _stamp(state) or not isinstance(known, array):
        return
    left = array("I", known)
    for uid in gone:
        with contextlib.suppress(ValueError):
            left.remove(uid)
    _remember(arrival, after, left)
    stamp, known = _recall(threads)
    if stamp == _stamp(state) and isinstance(known, Threads):
        _remember(threads, after, without(known, gone, left))


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
        return THREADED_WEIGHT * len(known.holder)
    return len(known) if isinstance(known, array) else 0

"""Fifty lines of a folder or a search: which messages, in which order, with what marks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from preau.engines.dovecot.types import State, Summary
from preau.mail import order, searching
from preau.mail.access import Desk

PAGE = 50
# Beyond this, the oldest messages of a conversation no longer count in its line.
MOST_IN_LINE = 25


@dataclass(frozen=True)
class Line:
    """One row: its newest message, and the others of the conversation in this folder."""

    newest: Summary
    others: list[Summary] = field(default_factory=list)
    count: int = 1

    @property
    def messages(self) -> list[Summary]:
        return [self.newest, *self.others]


@dataclass(frozen=True)
class Slice:
    """`total` lines in all, `offset` of the first one here; `messages` counts messages."""

    state: State
    lines: list[Line]
    total: int
    offset: int
    messages: int


def read_slice(
    desk: Desk,
    key: str,
    *,
    offset: int = 0,
    in_threads: bool = False,
    search: searching.Search | None = None,
    size: int = PAGE,
) -> Slice:
    """Raises NotFound for a folder that is not there."""
    state = desk.select(key)
    if search is not None:
        # A search is read as one list: its hits matter more than what surrounds them.
        uids: Sequence[int] = searching.uids(desk.login, desk.box, search)
        return _flat(desk, state, uids, offset, size, virtual=key == "all")
    if in_threads:
        return _threaded(desk, state, offset, size)
    uids = order.by_arrival(desk.login, desk.box, state)
    return _flat(desk, state, uids, offset, size, virtual=key == "all")


def _flat(
    desk: Desk, state: State, uids: Sequence[int], offset: int, size: int, *, virtual: bool
) -> Slice:
    found = desk.box.summaries(uids[offset : offset + size], virtual=virtual)
    return Slice(state, [Line(summary) for summary in found], len(uids), offset, len(uids))


def _threaded(desk: Desk, state: State, offset: int, size: int) -> Slice:
    threads = order.in_threads(desk.login, desk.box, state)
    shown = threads.uids[offset : offset + size]
    return Slice(state, _lines(desk, shown), len(threads.uids), offset, state.messages)


def _lines(desk: Desk, threads: Sequence[Sequence[int]]) -> list[Line]:
    wanted = [uid for thread in threads for uid in thread[:MOST_IN_LINE]]
    found = {s.uid: s for s in desk.box.summaries(wanted)}
    lines = []
    for thread in threads:
        present = [found[uid] for uid in thread[:MOST_IN_LINE] if uid in found]
        if present:
            lines.append(Line(present[0], present[1:], len(thread)))
    return lines


def read_lines(
    desk: Desk, state: State, uids: Sequence[int], *, in_threads: bool, virtual: bool
) -> list[Line]:
    """The lines of some messages of the selected folder, as a list would show them now."""
    if not in_threads:
        return [Line(summary) for summary in desk.box.summaries(uids, virtual=virtual)]
    threads = order.in_threads(desk.login, desk.box, state)
    return _lines(desk, [threads.of(uid) for uid in uids])


def neighbours(
    desk: Desk, state: State, uid: int, *, in_threads: bool, search: searching.Search | None
) -> tuple[int | None, int | None, int, int]:
    """(newer, older, position from 1, total) around a message; position 0: not in this list."""
    if search is not None:
        uids: Sequence[int] = searching.uids(desk.login, desk.box, search)
    elif in_threads:
        threads = order.in_threads(desk.login, desk.box, state)
        at = threads.place(uid)
        if at is None:
            return None, None, 0, len(threads.uids)
        newer = threads.uids[at - 1][0] if at else None
        older = threads.uids[at + 1][0] if at + 1 < len(threads.uids) else None
        return newer, older, at + 1, len(threads.uids)
    else:
        uids = order.by_arrival(desk.login, desk.box, state)
    return _around(uids, uid)


def _around(uids: Sequence[int], uid: int) -> tuple[int | None, int | None, int, int]:
    try:
        at = uids.index(uid)
    except ValueError:
        return None, None, 0, len(uids)
    newer = uids[at - 1] if at else None
    older = uids[at + 1] if at + 1 < len(uids) else None
    return newer, older, at + 1, len(uids)

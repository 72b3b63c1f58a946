"""Which messages an action is about: some, their conversations, or all that a search finds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from preau.engines.dovecot.types import State
from preau.formats.imap.request import uid_set
from preau.mail import order, searching
from preau.mail.access import Desk
from preau.mail.searching import Search


@dataclass(frozen=True)
class Selection:
    """Messages really standing in one folder (never the virtual one), under one UIDVALIDITY."""

    folder: str
    uidvalidity: int
    uids: tuple[int, ...]


def select_messages(
    desk: Desk, key: str, messages: Sequence[tuple[int, int]], *, with_threads: bool = False
) -> list[Selection]:
    """Messages by (UIDVALIDITY, UID). Raises Conflict when the folder was made again."""
    validities = {validity for validity, _ in messages}
    state = desk.select(key, uidvalidity=next(iter(validities), None))
    uids = [uid for validity, uid in messages if validity == state.uidvalidity]
    if with_threads and uids:
        threads = order.in_threads(desk.login, desk.box, state)
        uids = sorted({other for uid in uids for other in threads.of(uid)})
    return where_they_are(desk, key, state, uids)


def select_all(desk: Desk, key: str, search: Search | None) -> list[Selection]:
    """Every message of a folder, or every one that a search finds.

    The name is asked for again: another folder may have taken the one that is remembered.
    """
    desk.folders()
    state = desk.select(key)
    if search:
        uids = searching.uids(desk.login, desk.box, search)
    else:
        uids = desk.box.uids_matching([b"UNDELETED"])
    return where_they_are(desk, key, state, uids)


def where_they_are(desk: Desk, key: str, state: State, uids: Sequence[int]) -> list[Selection]:
    if not uids:
        return []
    if desk.glance(key).role != "all":
        return [Selection(state.name, state.uidvalidity, tuple(uids))]
    by_folder: dict[str, list[int]] = defaultdict(list)
    for name, uid in desk.box.real_places(uids).values():
        by_folder[name].append(uid)
    return [
        Selection(name, desk.box.select(name).uidvalidity, tuple(sorted(found)))
        for name, found in sorted(by_folder.items())
    ]


def matching(desk: Desk, selection: Selection, criterion: bytes) -> tuple[int, ...]:
    """Those of a selection that match; leaves its folder selected. Raises Conflict."""
    desk.box.keep_open(selection.folder, uidvalidity=selection.uidvalidity)
    found: list[int] = []
    for start in range(0, len(selection.uids), 4000):
        some = uid_set(selection.uids[start : start + 4000])
        found += desk.box.uids_matching([b"UID " + some, criterion])
    return tuple(found)

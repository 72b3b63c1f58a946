"""Outcomes done to messages of the open folder, each with what takes it back.

Forwards, replies and refusals are for mail that arrives: nobody is written to about old mail. What
a rule would throw away for ever goes to the trash.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.types import Copied
from preau.engines.errors import Conflict, Missing
from preau.formats.imap.request import flag as valid_flag
from preau.formats.imap.request import read_uid_set, uid_set
from preau.formats.sieve.evaluating import Outcome


@dataclass(frozen=True)
class Step:
    """In `folder` under `uidvalidity`, these are to be moved `back`, to lose a `flag`, or, being
    copies, to go."""

    folder: str
    uidvalidity: int
    uids: tuple[int, ...]
    back: str = ""
    flag: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"uids": uid_set(self.uids).decode()}

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> "Step":
        return cls(**given | {"uids": tuple(read_uid_set(given["uids"].encode()))})


@dataclass
class Put:
    """`count`: messages that are no longer as they were. `missing`: folders that are not there."""

    count: int = 0
    steps: list[Step] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Way:
    """What several messages have in common: copies, where they go ("" for nowhere), flags."""

    copies: tuple[str, ...]
    target: str
    flags: frozenset[str]


def apply(
    box: Box, folder: str, uidvalidity: int, outcomes: Mapping[int, Outcome], *, trash: str
) -> Put:
    put = Put()
    for way, uids in _ways(outcomes, folder, trash).items():
        put.count += _take(box, folder, uidvalidity, way, uids, put)
    return put


def take_back(box: Box, step: Step) -> int:
    """What somebody moved or deleted meanwhile stays as they left it."""
    try:
        box.select(step.folder, uidvalidity=step.uidvalidity)
    except (Missing, Conflict):
        return 0
    there = box.uids_matching([b"UID " + uid_set(step.uids), b"UNDELETED"])
    if not there:
        return 0
    if step.flag:
        box.flag(there, step.flag, on=False)
    elif step.back:
        box.move(there, step.back)
    else:
        box.expunge(there)
    return len(there)


def _ways(outcomes: Mapping[int, Outcome], folder: str, trash: str) -> dict[_Way, list[int]]:
    found: dict[_Way, list[int]] = defaultdict(list)
    for uid, outcome in outcomes.items():
        way = _way(outcome, folder, trash)
        if way.copies or way.target or way.flags:
            found[way].append(uid)
    return found


def _way(outcome: Outcome, folder: str, trash: str) -> _Way:
    if outcome.is_rejected:
        return _Way((), "", frozenset())
    names = [name for name in outcome.folders if name != folder]
    flags = frozenset().union(outcome.flags, *outcome.folders.values())
    if outcome.is_lost:
        return _Way((), trash if trash != folder else "", flags)
    if outcome.stays or folder in outcome.folders:
        return _Way(tuple(names), "", flags)
    return _Way(tuple(names[:-1]), names[-1], flags)


def _take(box: Box, folder: str, uidvalidity: int, way: _Way, uids: list[int], put: Put) -> int:
    box.keep_open(folder, uidvalidity=uidvalidity)
    there = box.uids_matching([b"UID " + uid_set(uids), b"UNDELETED"])
    changed = 0
    for copy in way.copies:
        copied = _sent(box, there, copy, put, move=False)
        if copied:
            put.steps.append(Step(copy, copied.uidvalidity, copied.targets))
            changed = len(there)
    moved = _sent(box, there, way.target, put, move=True) if way.target else None
    if moved:
        step = Step(way.target, moved.uidvalidity, moved.targets, back=folder)
        put.steps.append(step)
        changed = len(moved.targets)
    here = Step(folder, uidvalidity, tuple(there))
    where = Step(way.target, moved.uidvalidity, moved.targets) if moved else here
    flagged = [step for flag in sorted(way.flags) for step in _flagged(box, where, flag)]
    put.steps += flagged
    return max(changed, *(len(step.uids) for step in flagged), 0)


def _sent(box: Box, uids: list[int], target: str, put: Put, *, move: bool) -> Copied | None:
    if not uids:
        return None
    try:
        return box.move(uids, target) if move else box.copy(uids, target)
    except Missing:
        put.missing.add(target)
        return None


def _flagged(box: Box, where: Step, flag: str) -> Iterator[Step]:
    """Only those without it, so that taking back leaves those that wore it."""
    if not where.uids:
        return
    box.keep_open(where.folder, uidvalidity=where.uidvalidity)
    without = box.uids_matching([b"UID " + uid_set(where.uids), _lacks(flag)])
    if without:
        box.flag(without, flag, on=True)
        yield Step(where.folder, where.uidvalidity, tuple(without), flag=flag)


def _lacks(flag: str) -> bytes:
    known = {"\\Seen": b"UNSEEN", "\\Flagged": b"UNFLAGGED"}
    return known.get(flag) or b"UNKEYWORD " + valid_flag(flag)

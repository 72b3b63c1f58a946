"""Outcomes done to messages of the open folder, each with what takes it back.

Forwards, replies and refusals are for mail that arrives: nobody is written to about old mail. What
a rule would throw away for ever goes to the trash.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from preau.engines.dovecot.box import Box
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
    """`count`: messages that are no longer as they were."""

    count: int = 0
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class _Way:
    """What several messages have in common: copies, where they go ("" for nowhere), flags."""

    copies: tuple[str, ...]
    target: str
    flags: frozenset[str]


@dataclass(frozen=True)
class Ground:
    """The folder that is open, the trash, and the keyword that messages wear from then on."""

    folder: str
    uidvalidity: int
    trash: str
    mark: str


def apply(box: Box, ground: Ground, outcomes: Mapping[int, Outcome]) -> Put:
    put = Put()
    for way, uids in _ways(outcomes, ground).items():
        put.count += _take(box, ground, way, uids, put)
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


def _ways(outcomes: Mapping[int, Outcome], ground: Ground) -> dict[_Way, list[int]]:
    found: dict[_Way, list[int]] = defaultdict(list)
    for uid, outcome in outcomes.items():
        way = _way(outcome, ground)
        if way.copies or way.target or way.flags:
            found[way].append(uid)
    return found


def _way(outcome: Outcome, ground: Ground) -> _Way:
    if outcome.is_rejected:
        return _Way((), "", frozenset())
    names = [name for name in outcome.folders if name != ground.folder]
    flags = frozenset().union(outcome.flags, *outcome.folders.values())
    if outcome.is_lost:
        return _Way((), ground.trash if ground.trash != ground.folder else "", flags)
    if outcome.stays or ground.folder in outcome.folders:
        return _Way(tuple(names), "", flags)
    return _Way(tuple(names[:-1]), names[-1], flags)


def _take(box: Box, ground: Ground, way: _Way, uids: list[int], put: Put) -> int:
    """Copies first, then the move, then what is worn; returns how many messages were changed."""
    box.keep_open(ground.folder, uidvalidity=ground.uidvalidity)
    here = Step(ground.folder, ground.uidvalidity, ())
    here = replace(here, uids=tuple(box.uids_matching([b"UID " + uid_set(uids), b"UNDELETED"])))
    copies = [step for name in way.copies if (step := _sent(box, here, name, move=False))]
    moved = _sent(box, here, way.target, move=True) if way.target else None
    where = moved or here
    flagged = [step for flag in sorted(way.flags) for step in _flagged(box, where, flag)]
    changed = where.uids if moved or copies else {u for step in flagged for u in step.uids}
    marked = _flagged(box, replace(where, uids=tuple(sorted(changed))), ground.mark)
    put.steps += [
        *copies,
        *([replace(moved, back=here.folder)] if moved else []),
        *flagged,
        *marked,
    ]
    for step in copies:
        _flag(box, step, (*way.flags, ground.mark))
    return len(changed)


def _sent(box: Box, here: Step, target: str, *, move: bool) -> Step | None:
    """Where they are now; None for a folder that is not there, as when mail arrives."""
    if not here.uids:
        return None
    try:
        sent = box.move(here.uids, target) if move else box.copy(here.uids, target)
    except Missing:
        return None
    return Step(target, sent.uidvalidity, tuple(sent.targets)) if sent.targets else None


def _flagged(box: Box, where: Step, flag: str) -> Iterator[Step]:
    """Only those without it, so that taking back leaves those that wore it."""
    if not where.uids:
        return
    box.keep_open(where.folder, uidvalidity=where.uidvalidity)
    without = box.uids_matching([b"UID " + uid_set(where.uids), _lacks(flag)])
    if without:
        box.flag(without, flag, on=True)
        yield Step(where.folder, where.uidvalidity, tuple(without), flag=flag)


def _flag(box: Box, copies: Step, flags: Iterable[str]) -> None:
    """Taken back, copies go, whatever they wear."""
    box.keep_open(copies.folder, uidvalidity=copies.uidvalidity)
    for flag in flags:
        box.flag(copies.uids, flag, on=True)


def _lacks(flag: str) -> bytes:
    known = {"\\Seen": b"UNSEEN", "\\Flagged": b"UNFLAGGED"}
    return known.get(flag) or b"UNKEYWORD " + valid_flag(flag)

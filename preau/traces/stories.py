"""What became of one message: where it is, or why it is not there, and each step of its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from preau.formats.sieve.mark import Marked
from preau.traces.models import ERASED, Deed, Trace
from preau.traces.standing import Standing

State, Kind = Trace.State, Deed.Kind


class Verdict(StrEnum):
    HERE = "here"  # in the inbox
    FILED = "filed"  # in another folder from its arrival: a rule
    MOVED = "moved"  # into another folder, by a device
    JUNK = "junk"  # taken for spam at its arrival
    DOUBTFUL = "doubtful"  # taken for spam although its sender is trusted: nothing proved it
    BLOCKED = "blocked"  # its sender is blocked
    TO_JUNK = "to_junk"  # put into Junk by a device
    TRASHED = "trashed"
    HIDDEN = "hidden"  # marked as deleted
    ERASED = "erased"
    CLEANED = "cleaned"  # erased for its age
    WITH_FOLDER = "with_folder"  # its folder was deleted
    GONE = "gone"  # it came, it is not here, and nobody knows more
    DISCARDED = "discarded"
    FORWARDED = "forwarded"
    REJECTED = "rejected"
    REFUSED = "refused"
    WAITING = "waiting"
    GIVEN_UP = "given_up"


OF_STATE = {
    State.DISCARDED: Verdict.DISCARDED,
    State.FORWARDED: Verdict.FORWARDED,
    State.REJECTED: Verdict.REJECTED,
    State.REFUSED: Verdict.REFUSED,
    State.WAITING: Verdict.WAITING,
    State.GIVEN_UP: Verdict.GIVEN_UP,
}
OF_DEED = {
    Kind.ERASED: Verdict.ERASED,
    Kind.CLEANED: Verdict.CLEANED,
    Kind.FOLDER_DELETED: Verdict.WITH_FOLDER,
}


FOLDER_KINDS = (Kind.FOLDER_DELETED, Kind.FOLDER_RENAMED)


@dataclass(frozen=True)
class Story:
    """`trace` is the last of the message's deliveries; `decisive` the deed that explains it,
    `kept` the copy that can be taken back; `rule` the rule that handled it."""

    verdict: Verdict
    at: datetime
    traces: Sequence[Trace] = ()
    deeds: Sequence[Deed] = ()
    standing: Standing | None = None
    decisive: Deed | None = None
    kept: Standing | None = None
    rule: Marked | None = None

    @property
    def trace(self) -> Trace | None:
        return self.traces[-1] if self.traces else None

    @property
    def is_in_inbox(self) -> bool:
        return self.verdict == Verdict.HERE


def tell(standing: Sequence[Standing], traces: Sequence[Trace], deeds: Sequence[Deed]) -> Story:
    """`traces` and `deeds` of one message, oldest first; at least one of the first two is there.
    Among the deeds may be those on folders that it never stood in: they are left out."""
    deeds = _where_it_stood(traces, deeds)
    at = traces[0].at if traces else standing[0].arrived
    shown = [one for one in standing if not one.is_hidden]
    if shown:
        best = next((one for one in shown if one.folder.role == "inbox"), shown[0])
        verdict, deed = _of_place(best, traces, deeds)
        return Story(verdict, at, traces, deeds, best, deed)
    if standing:
        deed = _last(deeds, Kind.MARKED)
        return Story(Verdict.HIDDEN, at, traces, deeds, standing[0], deed)
    verdict, deed = _of_absent(traces, deeds)
    return Story(verdict, at, traces, deeds, None, deed)


def _where_it_stood(traces: Sequence[Trace], deeds: Sequence[Deed]) -> list[Deed]:
    places = {trace.folder for trace in traces}
    kept = []
    for deed in deeds:
        touched = deed.source if deed.kind == Kind.FOLDER_RENAMED else deed.folder
        if deed.kind in FOLDER_KINDS and touched not in places:
            continue
        places.add(deed.folder)
        kept.append(deed)
    return kept


def _of_place(
    one: Standing, traces: Sequence[Trace], deeds: Sequence[Deed]
) -> tuple[Verdict, Deed | None]:
    role = one.folder.role
    if role == "inbox":
        return Verdict.HERE, None
    arrivals = (d for d in reversed(deeds) if d.kind == Kind.MOVED)
    moved = next((d for d in arrivals if _name_now(d, deeds) == one.folder.name), None)
    if role == "trash" and (moved is not None or not traces):
        return Verdict.TRASHED, moved
    if role == "junk" and moved is not None:
        return Verdict.TO_JUNK, moved
    if role == "junk" and (not traces or any(trace.symbols for trace in traces)):
        return Verdict.JUNK, None
    if moved is None and any(_now(t.folder, t.at, deeds) == one.folder.name for t in traces):
        return Verdict.FILED, None
    return Verdict.MOVED, moved


def _name_now(deed: Deed, deeds: Sequence[Deed]) -> str:
    return _now(deed.folder, deed.at, deeds)


def _now(folder: str, since: datetime, deeds: Sequence[Deed]) -> str:
    """What a folder is called today that had this name then."""
    for deed in deeds:
        if deed.kind == Kind.FOLDER_RENAMED and deed.at >= since and deed.source == folder:
            folder = deed.folder
    return folder


def _of_absent(traces: Sequence[Trace], deeds: Sequence[Deed]) -> tuple[Verdict, Deed | None]:
    last = _best(traces)
    if last.state in OF_STATE:
        return OF_STATE[State(last.state)], None
    ending, marked = _ending(last.folder, deeds)
    if ending is None:
        return Verdict.GONE, None
    deed = marked if marked and ending.kind == Kind.ERASED else ending
    if ending.kind == Kind.ERASED and deed.device == Deed.BY_ITSELF:
        return Verdict.CLEANED, deed
    return OF_DEED[Kind(ending.kind)], deed


def _best(traces: Sequence[Trace]) -> Trace:
    """A message that was put off, then taken, was taken."""
    taken = [one for one in traces if one.state in (State.STORED, State.TAKEN)]
    return taken[-1] if taken else traces[-1]


def _ending(folder: str, deeds: Sequence[Deed]) -> tuple[Deed | None, Deed | None]:
    """Follow the message from folder to folder until it was erased where it stood; its end, and
    who had marked it as deleted there, whichever program swept up later.

    A move is told as a copy and the erasure of what was copied: that one is no end.
    """
    place: str = folder
    marked: Deed | None = None
    ending: Deed | None = None
    for deed in deeds:
        if deed.kind == Kind.MOVED and deed.source.startswith(ERASED):
            place, marked, ending = deed.folder, None, None
        elif deed.kind == Kind.MOVED and deed.source == place:
            place, marked = deed.folder, None
        elif deed.kind == Kind.FOLDER_RENAMED and deed.source == place:
            place = deed.folder
        elif deed.kind == Kind.MARKED and deed.folder == place:
            marked = deed
        elif deed.kind == Kind.UNMARKED and deed.folder == place:
            marked = None
        elif deed.kind in OF_DEED and deed.folder == place:
            ending = deed
    return ending, marked


def _last(deeds: Sequence[Deed], kind: str) -> Deed | None:
    return next((deed for deed in reversed(deeds) if deed.kind == kind), None)

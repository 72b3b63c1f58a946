"""The way of one message, step by step, with the moment of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Folder
from preau.kit import moments
from preau.mail import names as folder_names
from preau.traces.models import ERASED, Deed, Trace
from preau.traces.stories import Story
from preau.web.missing import doers

State, Cause, Kind = Trace.State, Trace.Cause, Deed.Kind


@dataclass(frozen=True)
class Step:
    moment: str
    iso: str
    sentence: str


@dataclass(frozen=True)
class Teller:
    """What sentences of a mailbox need: its folders by name, its devices by number."""

    folders: dict[str, Folder]
    devices: doers.Names

    def steps(self, story: Story) -> list[Step]:
        told = [*self._of_traces(story.traces), *self._of_deeds(story.deeds)]
        return list(_dated(sorted(told, key=lambda step: step[0])))

    def folder(self, name: str) -> str:
        known = self.folders.get(name)
        return folder_names.title(known) if known else name

    def _of_traces(self, traces: Sequence[Trace]) -> Iterator[tuple[datetime, str]]:
        for trace in traces:
            yield trace.at, self._of_trace(trace)
            if trace.target and trace.state == State.STORED:
                yield trace.at, _("A copy was forwarded to %(target)s.") % {"target": trace.target}
            if trace.last_at > trace.at and trace.state in (State.WAITING, State.GIVEN_UP):
                yield trace.last_at, _("Tried again, in vain.")

    def _of_trace(self, trace: Trace) -> str:
        said = {
            "sender": trace.sender or _("a server"),
            "address": trace.address,
            "folder": self.folder(trace.folder),
            "target": trace.target,
        }
        return _SAID[State(trace.state)]() % said

    def _of_deeds(self, deeds: Sequence[Deed]) -> Iterator[tuple[datetime, str]]:
        moved = {(deed.source, deed.at) for deed in deeds if deed.kind == Kind.MOVED}
        for deed in deeds:
            if (deed.folder, deed.at) in moved and deed.kind in (Kind.ERASED, Kind.MARKED):
                continue  # the end of that move
            yield deed.at, self._of_deed(deed)

    def _of_deed(self, deed: Deed) -> str:
        said = {
            "source": self.folder(deed.source),
            "folder": self.folder(deed.folder),
            "by": doers.by(deed, self.devices),
        }
        if deed.source.startswith(ERASED):
            return _("Taken back into “%(folder)s” %(by)s.") % said
        return _DONE[Kind(deed.kind)]() % said


def _dated(told: Sequence[tuple[datetime, str]]) -> Iterator[Step]:
    """The day is said once, then hours alone."""
    before = None
    for at, sentence in told:
        local = timezone.localtime(at)
        is_same_day = before == local.date()
        before = local.date()
        moment = f"{local:%H:%M}" if is_same_day else moments.full_label(at)
        yield Step(moment, moments.iso(at), sentence)


_SAID = {
    State.WAITING: lambda: _("Sent by %(sender)s, and put off."),
    State.REFUSED: lambda: _("Sent by %(sender)s, and refused at the door."),
    State.TAKEN: lambda: _("Sent by %(sender)s to %(address)s, and taken in."),
    State.STORED: lambda: _("Sent by %(sender)s, and put into “%(folder)s”."),
    State.DISCARDED: lambda: _("Sent by %(sender)s, and deleted by a rule."),
    State.FORWARDED: lambda: _("Sent by %(sender)s, and forwarded to %(target)s."),
    State.REJECTED: lambda: _("Sent by %(sender)s, and refused by a rule."),
    State.GIVEN_UP: lambda: _("Sent by %(sender)s, and given back in the end."),
}
_DONE = {
    Kind.MOVED: lambda: _("Moved from “%(source)s” to “%(folder)s” %(by)s."),
    Kind.MARKED: lambda: _("Marked as deleted in “%(folder)s” %(by)s."),
    Kind.UNMARKED: lambda: _("No longer marked as deleted in “%(folder)s” %(by)s."),
    Kind.ERASED: lambda: _("Erased from “%(folder)s” %(by)s."),
    Kind.CLEANED: lambda: _("Erased from “%(folder)s” because of its age."),
    Kind.FOLDER_DELETED: lambda: _("The folder “%(folder)s” was deleted %(by)s."),
    Kind.FOLDER_RENAMED: lambda: _("The folder “%(source)s” became “%(folder)s” %(by)s."),
}

"""What the engines' logs say of deliveries, told to the web: each line once, whatever restarts.

How far a log was read is kept by who is told (the web, in the transaction that keeps the facts), so
that neither of us can end without the other knowing. A file is known by a hash of its first line:
one that was emptied has another, and its rest is found in the copies that the supervisor keeps.
"""

import json
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from preau.engines.supervisor.logs import KEPT
from preau.formats.maillog import Fact, dovecot, postfix, rspamd

PATIENCE = 20.0
# A line is no longer than this, and a report no longer than what the web takes.
LONGEST_HEAD = 4096
REPORT_OCTETS = 40_000
LINES_AT_ONCE = 20_000

Place = tuple[str, int]
"""The head of a file (see `head_of`), and how many octets of it were read."""


class Log:
    """One log and its copies; where we are in it."""

    def __init__(self, path: Path, read: Callable[[str], Fact | None]) -> None:
        self.name = path.stem
        self.place: Place | None = None
        self._path, self._read = path, read

    def report(self) -> tuple[Place, list[Fact]] | None:
        """What comes next: the place after it, and its facts. None for nothing new."""
        assert self.place is not None
        path, at = self._where(self.place)
        head = head_of(path)
        if not head:
            return None
        facts: list[Fact] = []
        octets, read = 0, at
        for end, line in lines(path, at):
            if fact := self._fact(line):
                octets += len(json.dumps(fact))
                if facts and octets > REPORT_OCTETS:
                    break
                facts.append(fact)
            read = end
        return ((head, read), facts) if (head, read) != self.place else None

    def _fact(self, line: str) -> Fact | None:
        """A line that looks like one of ours and is none tells nothing."""
        with suppress(ValueError, KeyError):
            return self._read(line)
        return None

    def _where(self, place: Place) -> tuple[Path, int]:
        """The file to read now: the same one on, or when it is read to its end the next."""
        files = self._files()
        heads = [head_of(path) for path in files]
        if place[0] not in heads:
            return self._path, 0
        number = heads.index(place[0])
        # The end of a copy may be half a line, whose other half is nowhere.
        is_over = number < len(files) - 1 and not any(lines(files[number], place[1]))
        return (files[number + 1], 0) if is_over else (files[number], place[1])

    def _files(self) -> list[Path]:
        """The oldest copy first."""
        copies = [self._path.with_suffix(f".log.{age}") for age in range(KEPT, 0, -1)]
        return [path for path in (*copies, self._path) if path.exists()]


def head_of(path: Path) -> str:
    """ "" for a file without a whole first line."""
    with suppress(OSError), path.open("rb") as log:
        line = log.readline(LONGEST_HEAD)
        if line.endswith(b"\n") or len(line) == LONGEST_HEAD:
            return sha256(line).hexdigest()
    return ""


def lines(path: Path, at: int) -> Iterator[tuple[int, str]]:
    """Whole lines from there on, each with where it ends."""
    with path.open("rb") as log:
        log.seek(at)
        for _number in range(LINES_AT_ONCE):
            line = log.readline()
            if not line.endswith(b"\n"):
                return
            at += len(line)
            yield at, line.decode(errors="replace").replace("\0", "").rstrip("\n")


def logs_in(folder: Path) -> list[Log]:
    return [
        Log(folder / "postfix.log", lambda line: postfix.read(line, datetime.now(UTC))),
        Log(folder / "rspamd.log", rspamd.read),
        Log(folder / "dovecot.log", dovecot.read),
    ]


class Reporter:
    def __init__(self, folder: Path, url: str, token: str) -> None:
        self._logs, self._url, self._token = logs_in(folder), url, token

    def report(self) -> None:
        """Tell what is new; what the web cannot take now is told later."""
        for log in self._logs:
            with suppress(OSError, ValueError):
                while self._report(log):
                    pass

    def _report(self, log: Log) -> bool:
        """Whether there may be more."""
        if log.place is None:
            log.place = self._tell({"log": log.name})
        found = log.report()
        if found is None:
            return False
        after, facts = found
        said: dict[str, object] = {
            "log": log.name,
            "before": log.place,
            "after": after,
            "facts": facts,
        }
        log.place = self._tell(said)
        return log.place == after

    def _tell(self, said: dict[str, object]) -> Place:
        """The place as the web has it now."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self._url, json.dumps(said).encode(), headers)  # noqa: S310 -- ours
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            head, at = json.load(answer)
        return str(head), int(at)

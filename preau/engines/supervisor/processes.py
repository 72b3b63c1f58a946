"""The machine's processes as /proc shows them, and signals that cannot reach a stranger.

A pid alone names nobody for long: pid and start time together do, within one boot.
"""

import os
import signal
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """`started` counts clock ticks since boot (proc(5), stat field 22)."""

    pid: int
    parent: int
    session: int
    started: int
    zombie: bool = False


def look(pid: int) -> Process | None:
    """The process of this number now, or None."""
    try:
        line = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    # The command's name stands in brackets and may itself hold brackets and spaces.
    fields = line.rpartition(")")[2].split()
    return Process(
        pid=pid,
        parent=int(fields[1]),
        session=int(fields[3]),
        started=int(fields[19]),
        zombie=fields[0] in "ZX",
    )


def is_alive(pid: int, started: int) -> bool:
    found = look(pid)
    return found is not None and found.started == started and not found.zombie


def every() -> Iterator[Process]:
    for entry in PROC.iterdir():
        number = entry.name
        if number.isdigit() and (found := look(int(number))) is not None and not found.zombie:
            yield found


def descendants(ancestor: int) -> list[Process]:
    children: dict[int, list[Process]] = defaultdict(list)
    for process in every():
        children[process.parent].append(process)
    found = list(children[ancestor])
    for process in found:  # the list grows while it is walked
        found.extend(children[process.pid])
    return found


def boot() -> str:
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def shows_trace_of(pid: int, folders: Iterable[Path]) -> bool:
    """Whether its command line, working folder or open files lie beneath one of `folders`."""
    wanted = tuple(f"{folder}/" for folder in folders)
    return any(f"{trace}/".startswith(wanted) for trace in _traces(PROC / str(pid)))


def _traces(entry: Path) -> Iterator[str]:
    with suppress(OSError):
        yield from (entry / "cmdline").read_text(errors="replace").split("\0")
    with suppress(OSError):
        yield str((entry / "cwd").readlink())
    with suppress(OSError):
        for descriptor in (entry / "fd").iterdir():
            with suppress(OSError):
                yield str(descriptor.readlink())


def send(process: Process, what: signal.Signals) -> bool:
    """Signal this very process; False when it is gone, whoever has its number now."""
    try:
        handle = os.pidfd_open(process.pid)
    except OSError:
        return False
    try:
        if not is_alive(process.pid, process.started):
            return False
        signal.pidfd_send_signal(handle, what)
    except ProcessLookupError:
        return False
    finally:
        os.close(handle)
    return True

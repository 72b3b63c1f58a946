"""Processes of ours that nobody keeps: found without ever mistaking a stranger for one.

Of a former run we know pids with their start times. A recorded leader that still runs is ours,
with all beneath it. When the leader is dead, a member of its session is ours only if it also
shows a trace of our folders: session numbers come back one day, our paths do not.
"""

import os
import signal
import time
from collections.abc import Iterable

from preau.engines.errors import AlreadyRunning
from preau.engines.places import Places
from preau.engines.supervisor import state
from preau.engines.supervisor.processes import (
    Process,
    descendants,
    every,
    is_alive,
    look,
    send,
    shows_trace_of,
)

GRACE = 5.0
PAUSE = 0.05


def clear(places: Places) -> tuple[str, ...]:
    """End what a killed supervisor left behind; the names of the programs concerned.

    To be called before ports are chosen, too: what is left behind holds ours.
    """
    now = state.status(places)
    if now.running and now.supervisor != os.getpid():
        raise AlreadyRunning(
            f"{places.data} is already served by another run of Préau (process {now.supervisor})."
        )
    found = {standing.name: _remains(standing, places) for standing in state.left_behind(places)}
    end([process for remains in found.values() for process in remains], grace=GRACE)
    return tuple(name for name, remains in found.items() if remains)


def end(doomed: Iterable[Process], *, grace: float) -> None:
    """SIGTERM, `grace` seconds, SIGKILL; returns when all are gone."""
    left = [process for process in doomed if send(process, signal.SIGTERM)]
    limit = time.monotonic() + grace
    while left := alive(left):
        if time.monotonic() > limit:
            for process in left:
                send(process, signal.SIGKILL)
        time.sleep(PAUSE)


def alive(among: Iterable[Process]) -> list[Process]:
    return [process for process in among if is_alive(process.pid, process.started)]


def _remains(standing: state.Standing, places: Places) -> list[Process]:
    leader = look(standing.pid)
    if leader is not None and leader.started != standing.started:
        return []  # the number is another's now, and so is the session
    if leader is not None and not leader.zombie:
        return [leader, *descendants(leader.pid)]
    folders = (places.data, places.run)
    return [
        process
        for process in every()
        if process.session == standing.pid
        and process.started >= standing.started
        and shows_trace_of(process.pid, folders)
    ]

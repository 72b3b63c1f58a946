"""How each program stands: written by the supervisor, read by anyone who shows it.

The file outlives a killed supervisor, so a reader first asks whether its writer still lives.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from preau.engines.places import Places
from preau.engines.supervisor import processes


class State(StrEnum):
    WAITING = "waiting"  # for the programs it comes after
    STARTING = "starting"
    READY = "ready"
    RESTING = "resting"  # it died; it starts again after a pause
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"  # a task that ended well


@dataclass(frozen=True)
class Standing:
    """One program: `since` in seconds of the epoch, `started` in ticks since boot."""

    name: str
    state: State
    pid: int = 0
    started: int = 0
    since: float = 0.0
    restarts: int = 0
    sentence: str = ""


@dataclass(frozen=True)
class Status:
    running: bool
    supervisor: int
    programs: tuple[Standing, ...]

    @property
    def away(self) -> tuple[str, ...]:
        """The programs that do not answer, in the order of the list."""
        well = (State.READY, State.DONE)
        return tuple(p.name for p in self.programs if not self.running or p.state not in well)

    @property
    def all_ready(self) -> bool:
        return self.running and not self.away

    def of(self, name: str) -> Standing:
        return next(p for p in self.programs if p.name == name)


def path(places: Places) -> Path:
    return places.data / "run" / "state.json"


def write(places: Places, standings: Iterable[Standing]) -> None:
    me = processes.look(os.getpid())
    record = {
        "boot": processes.boot(),
        "supervisor": os.getpid(),
        "started": me.started if me else 0,
        "programs": [asdict(standing) for standing in standings],
    }
    target = path(places)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    draft.write_text(json.dumps(record, indent=1))
    draft.replace(target)


def status(places: Places) -> Status:
    """What the state file says, with `running` false when nobody keeps it any more."""
    record = _read(places)
    if record is None:
        return Status(running=False, supervisor=0, programs=())
    keeper, started = record["supervisor"], record["started"]
    running = record["boot"] == processes.boot() and processes.is_alive(keeper, started)
    return Status(running=running, supervisor=keeper, programs=_standings(record))


def left_behind(places: Places) -> tuple[Standing, ...]:
    """The programs a former supervisor recorded in this same boot of the machine."""
    record = _read(places)
    if record is None or record["boot"] != processes.boot():
        return ()
    return tuple(standing for standing in _standings(record) if standing.pid)


def _standings(record: dict) -> tuple[Standing, ...]:  # type: ignore[type-arg]
    return tuple(Standing(**{**p, "state": State(p["state"])}) for p in record["programs"])


def _read(places: Places) -> dict | None:  # type: ignore[type-arg]
    try:
        record = json.loads(path(places).read_text())
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None

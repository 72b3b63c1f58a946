"""One supervised program: what to run, as whom, after what, and how to know that it answers.

An engine's `programs(shape)` returns these; the supervisor runs them and knows no engine.
The probes for `ready` stand in `probes.py`, the accounts for `user` in `users.py`.
"""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A process that stays in the foreground and leaves its children in its own hands.

    `after` orders starts (and, reversed, stops): it does not make one die with the other.
    `ready` is asked again and again from the supervisor's only thread: it must answer within
    half a second and never raise. None means ready as soon as it runs.
    `prepare` runs before each start with the supervisor's own rights: folders, stale sockets.
    `once` is for a task with an end: ready when it has left with 0, not started again.
    `log` is a file's stem under Places.logs, where stdout and stderr are appended.
    """

    name: str
    argv: tuple[str, ...]
    user: str | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    ready: Callable[[], bool] | None = None
    ready_seconds: float = 60.0
    after: tuple[str, ...] = ()
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10.0
    reload_signal: signal.Signals | None = None
    prepare: Callable[[], None] | None = None
    once: bool = False
    log: str = ""

    @property
    def log_name(self) -> str:
        return self.log or self.name

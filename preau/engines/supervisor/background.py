"""The supervisor in a process of its own, on a leash: it stops when its owner is gone.

For a command that does more than supervise (progress, seeding, tests). The owner holds the end
of a pipe; however it dies, the pipe closes and everything is stopped in order.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NoReturn, Self

from preau.engines.errors import EngineAway, EngineError
from preau.engines.places import Places
from preau.engines.program import Program
from preau.engines.supervisor.arbiter import Supervisor
from preau.engines.supervisor.order import ordered
from preau.engines.supervisor.state import Standing, State, Status, status

PAUSE = 0.05


class Background:
    """A running supervisor; use as `with launch(places, programs) as engines:`."""

    def __init__(self, places: Places, pid: int, leash: int) -> None:
        self.places = places
        self.pid = pid
        self._leash = leash
        self._left = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def status(self) -> Status:
        """As the state file says; before this supervisor wrote it, nothing runs."""
        found = status(self.places)
        return found if found.supervisor == self.pid else Status(False, self.pid, ())

    def wait_ready(
        self, within: float = 120.0, watcher: Callable[[Standing], None] = lambda _standing: None
    ) -> None:
        """Return when all is ready, telling each change; EngineAway names the one that is not."""
        limit = time.monotonic() + within
        told: dict[str, State] = {}
        while not (now := self.status()).all_ready:
            _tell(now, told, watcher)
            if self._is_over():
                raise EngineAway("supervisor", "The supervisor ended before all was ready.")
            if time.monotonic() > limit:
                raise _late(now, within)
            time.sleep(PAUSE)
        _tell(now, told, watcher)

    def stop(self) -> None:
        """Stop everything in order and return when nothing is left."""
        with suppress(ProcessLookupError):
            if not self._is_over():
                os.kill(self.pid, signal.SIGTERM)
        self._wait()

    def _wait(self) -> None:
        if not self._left:
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
            self._leave()

    def _is_over(self) -> bool:
        if not self._left:
            try:
                gone, _ = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                gone = self.pid
            if gone:
                self._leave()
        return self._left

    def _leave(self) -> None:
        self._left = True
        os.close(self._leash)


def launch(places: Places, programs: Iterable[Program]) -> Background:
    """Fork a supervisor of `programs`; its own complaints go to `supervisor.log`."""
    listed = ordered(programs)
    held, leash = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(leash)
        _supervise(places, listed, held)
    os.close(held)
    return Background(places, pid, leash)


def _supervise(places: Places, programs: list[Program], leash: int) -> NoReturn:
    """The forked side: never returns into the caller's code."""
    code = 1
    try:
        os.setsid()  # a Ctrl-C at the terminal is the owner's to translate
        _speak_to_log(places)
        Supervisor(places, programs, leash=leash).run()
        code = 0
    except EngineError as reason:
        print(reason, file=sys.stderr)
    finally:
        if sys.exc_info()[0] is not None:
            traceback.print_exc()
        sys.stderr.flush()
        os._exit(code)


def _speak_to_log(places: Places) -> None:
    places.logs.mkdir(parents=True, exist_ok=True)
    path = places.logs / "supervisor.log"
    log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")


def _tell(now: Status, told: dict[str, State], watcher: Callable[[Standing], None]) -> None:
    for standing in now.programs:
        if told.get(standing.name) is not standing.state:
            told[standing.name] = standing.state
            watcher(standing)


def _late(now: Status, within: float) -> EngineAway:
    away = [standing for standing in now.programs if standing.name in now.away]
    first = next((s for s in away if s.sentence), away[0] if away else None)
    name = first.name if first else "supervisor"
    why = f" {first.sentence}" if first and first.sentence else ""
    return EngineAway(name, f"{name} is not ready after {within:g} s.{why}")

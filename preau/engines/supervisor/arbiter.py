"""The supervisor: one loop, one thread, which starts, watches and stops the programs.

It must own its process: every child of that process is taken for one of ours, reaped, and ended
at the end. Signal handlers do nothing but queue; the loop reads the queue.
"""

import fcntl
import os
import select
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType
from typing import BinaryIO

from preau.engines.errors import AlreadyRunning
from preau.engines.places import Places
from preau.engines.program import Program
from preau.engines.supervisor import leftovers, logs, state
from preau.engines.supervisor.child import Child
from preau.engines.supervisor.control import Door
from preau.engines.supervisor.order import followers, ordered
from preau.engines.supervisor.prctl import adopt_orphans
from preau.engines.supervisor.processes import descendants
from preau.engines.supervisor.state import Standing

TICK = 0.05
LONGEST_SLEEP = 15.0
HEARD = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGCHLD)

Watcher = Callable[[Standing], None]


class Supervisor:
    def __init__(
        self,
        places: Places,
        programs: Iterable[Program],
        *,
        watcher: Watcher = lambda _standing: None,
        leash: int | None = None,
    ) -> None:
        """`watcher` hears every change; `leash` is a pipe whose closing means "stop"."""
        self.places = places
        self.children = {p.name: Child(p, places.logs) for p in ordered(programs)}
        self._watcher = watcher
        self._leash = leash
        self._queue: list[int] = []
        self._stopping = False

    def run(self) -> None:
        """Start everything, keep it running, and return once a signal has stopped it all."""
        with _hold(self.places):
            leftovers.clear(self.places)
            adopt_orphans()
            self._bell, bell = os.pipe()
            former = self._listen_to_signals(bell)
            self._door = Door(self.places, self._command)
            try:
                self._loop()
            finally:
                self._end_all()
                self._door.close()
                _restore(former)
                os.close(self._bell)
                os.close(bell)

    def _loop(self) -> None:
        self._write_state()
        rotated = time.monotonic()
        while not (self._stopping and all(child.ended for child in self.children.values())):
            self._obey_signals()
            self._reap()
            if self._step():
                continue
            self._sleep()
            if time.monotonic() - rotated >= LONGEST_SLEEP:
                self._rotate_logs()
                rotated = time.monotonic()

    def _step(self) -> bool:
        """Move each child on; whether any moved, so that those behind it have their turn."""
        children = self.children.values()
        moved = self._stop_in_order() if self._stopping else []
        moved += [child for child in children if child.step(may_start=self._may_start(child))]
        if moved:
            self._write_state()
        for child in moved:
            self._watcher(child.standing())
        return bool(moved)

    def _stop_in_order(self) -> list[Child]:
        """Ask those to end that nobody stands on any more."""
        asked = [c for c in self.children.values() if c.wanted and (c.ended or self._may_stop(c))]
        for child in asked:
            child.stop()
        return asked

    def _may_start(self, child: Child) -> bool:
        return not self._stopping and all(
            self.children[name].settled for name in child.program.after
        )

    def _may_stop(self, child: Child) -> bool:
        behind = followers(child.program.name, (c.program for c in self.children.values()))
        return all(self.children[name].ended for name in behind)

    def _sleep(self) -> None:
        wakes = [child.wake - time.monotonic() for child in self.children.values()]
        nap = TICK if any(c.busy for c in self.children.values()) else LONGEST_SLEEP
        watched: list[int] = [self._bell, self._door.fileno()]
        if self._leash is not None and not self._stopping:
            watched.append(self._leash)
        heard, _, _ = select.select(watched, [], [], max(0.0, min(nap, *wakes)))
        if self._bell in heard:
            os.read(self._bell, 4096)
        if self._door.fileno() in heard:
            self._door.serve()
        if self._leash in heard and not self._stopping:
            self._stop()

    def _listen_to_signals(self, bell: int) -> dict[int, object]:
        os.set_blocking(self._bell, False)
        os.set_blocking(bell, False)
        former: dict[int, object] = {what: signal.getsignal(what) for what in HEARD}
        for what in HEARD:
            signal.signal(what, self._queue_signal)
        signal.set_wakeup_fd(bell, warn_on_full_buffer=False)
        return former

    def _queue_signal(self, what: int, _frame: FrameType | None) -> None:
        self._queue.append(what)

    def _obey_signals(self) -> None:
        while self._queue:
            match self._queue.pop(0):
                case signal.SIGCHLD:
                    pass  # the loop reaps at each turn
                case signal.SIGHUP:
                    self._reload_all()
                case _:
                    self._stop()

    def _stop(self) -> None:
        """The first time gently, in order; asked again, at once."""
        if self._stopping:
            for child in self.children.values():
                child.stop()
                child.kill()
        self._stopping = True

    def _reload_all(self) -> None:
        for child in self.children.values():
            child.reload()

    def _reap(self) -> None:
        leaders = {c.leader.pid: c for c in self.children.values() if c.leader}
        with suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                pid, status = found
                if pid in leaders:
                    leaders[pid].reaped(os.waitstatus_to_exitcode(status))

    def _command(self, verb: str, name: str) -> str:
        child = self.children.get(name)
        if child is None:
            return f"No program is called {name}."
        match verb:
            case "stop":
                child.stop()
            case "start":
                child.start()
            case "reload":
                child.reload()
            case _:
                return f"{verb} is not a command."
        self._write_state()
        return ""

    def _write_state(self) -> None:
        state.write(self.places, (child.standing() for child in self.children.values()))

    def _rotate_logs(self) -> None:
        for child in self.children.values():
            logs.rotate(self.places.logs, child.program.log_name)

    def _end_all(self) -> None:
        """Whoever is still beneath us, a double-forked grandchild for instance, goes now."""
        while left := descendants(os.getpid()):
            leftovers.end(left, grace=1.0)
            self._reap()
        self._reap()
        self._write_state()


def _restore(former: dict[int, object]) -> None:
    signal.set_wakeup_fd(-1)
    for what, handler in former.items():
        signal.signal(what, handler)  # type: ignore[arg-type]


def _hold(places: Places) -> BinaryIO:
    """The lock of a data folder, held while the file stays open, freed even by kill -9."""
    path = places.data / "run" / "supervisor.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("ab", buffering=0)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as reason:
        lock.close()
        keeper = state.status(places).supervisor
        raise AlreadyRunning(
            f"{places.data} is already served by another run of Préau (process {keeper})."
        ) from reason
    return lock

"""One supervised program through its life: launched, ready, dead, resting, launched again.

A child never waits: `step` looks at the clock and at what is true now, moves at most one state
on, and says whether it moved. Its process leads a session of its own; a program has ended only
when nobody of that session is left, or its next start would find its ports taken.
"""

import os
import signal
import subprocess
import time
from pathlib import Path

from preau.engines.errors import EngineError
from preau.engines.program import Program
from preau.engines.supervisor import logs, processes
from preau.engines.supervisor.backoff import Backoff
from preau.engines.supervisor.leftovers import alive
from preau.engines.supervisor.prctl import tether
from preau.engines.supervisor.processes import Process
from preau.engines.supervisor.state import Standing, State
from preau.engines.users import identity

PATIENT_DEATHS = 3
ORPHANS_GRACE = 1.0
LEFT_OPEN = (State.WAITING, State.RESTING, State.STOPPED, State.DONE)


class Child:
    def __init__(self, program: Program, logs_folder: Path) -> None:
        self.program = program
        self.state = State.WAITING
        self.wanted = True
        self.leader: Process | None = None
        self.restarts = 0
        self._logs = logs_folder
        self._popen: subprocess.Popen[bytes] | None = None
        self._backoff = Backoff()
        self._since = time.time()
        self._moved = time.monotonic()
        self._lived = 0.0  # seconds it had been ready when it last moved
        self._wake = 0.0  # monotonic: end of the rest, or the moment to kill
        self._farewell = 0.0  # monotonic: the moment to tell a dead leader's children
        self._kin: list[Process] = []  # who must be gone before it has ended
        self._sentence = ""

    @property
    def settled(self) -> bool:
        """Whether those that come after it may start: it answers, or it was given its chance."""
        if self.state in (State.READY, State.DONE, State.STOPPED):
            return True
        return self._backoff.deaths >= PATIENT_DEATHS

    @property
    def busy(self) -> bool:
        return self.state in (State.STARTING, State.STOPPING)

    @property
    def ended(self) -> bool:
        return self.state in LEFT_OPEN

    @property
    def wake(self) -> float:
        """When `step` has something to do again, in monotonic seconds."""
        return self._wake if self.state is State.RESTING else float("inf")

    def standing(self) -> Standing:
        return Standing(
            name=self.program.name,
            state=self.state,
            pid=self.leader.pid if self.leader else 0,
            started=self.leader.started if self.leader else 0,
            since=self._since,
            restarts=self.restarts,
            sentence=self._sentence,
        )

    def step(self, *, may_start: bool) -> bool:
        before = self.state
        match self.state:
            case State.WAITING | State.STOPPED if self.wanted and may_start:
                self._launch()
            case State.RESTING if time.monotonic() >= self._wake:
                self._launch()
                self.restarts += 1
            case State.STARTING:
                self._look_whether_ready()
            case State.STOPPING:
                self._look_whether_gone()
        return self.state is not before

    def stop(self) -> None:
        """Ask it to end; `step` sees to it that it does."""
        self.wanted = False
        if self.ended:
            self._move(self.state if self.state is State.DONE else State.STOPPED)
        elif self.state is not State.STOPPING:
            self._dismiss()

    def start(self) -> None:
        """Wanted again, at once and with its deaths forgiven."""
        self.wanted = True
        self._backoff = Backoff()
        if self.ended:
            self._move(State.WAITING)

    def reload(self) -> None:
        if self.leader and self.program.reload_signal and self.state is State.READY:
            processes.send(self.leader, self.program.reload_signal)

    def kill(self) -> None:
        """No more grace for what is being stopped."""
        self._wake = 0.0

    def reaped(self, code: int) -> None:
        """Its leader has left with this code (negative: the signal that ended it)."""
        if self._popen is not None:
            self._popen.returncode = code
        if self.state in (State.STARTING, State.READY):
            self._left_by_itself(code)

    def _launch(self) -> None:
        self._sentence = ""
        try:
            if self.program.prepare is not None:
                self.program.prepare()
            self._popen = self._spawn()
        except (OSError, subprocess.SubprocessError, KeyError, EngineError) as reason:
            self._rest(f"{self.program.name} could not be started: {reason}.")
            return
        self.leader = processes.look(self._popen.pid)
        self._move(State.STARTING)
        self._look_whether_ready()

    def _spawn(self) -> subprocess.Popen[bytes]:
        program = self.program
        who = identity(program.user) if program.user else None
        with logs.open_log(self._logs, program.log_name) as log:
            return subprocess.Popen(
                program.argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=program.cwd or "/",
                env={**os.environ, **program.env},
                user=who.uid if who else None,
                group=who.gid if who else None,
                extra_groups=who.groups if who else None,
                start_new_session=True,
                # Runs after the change of user; the supervisor has no other thread.
                preexec_fn=tether(program.stop_signal),  # noqa: PLW1509
            )

    def _look_whether_ready(self) -> None:
        program = self.program
        if program.once:
            return  # its end will tell
        if program.ready is None or program.ready():
            self._move(State.READY)
        elif time.monotonic() - self._moved > program.ready_seconds:
            self._dismiss()
            self._sentence = self._complaint(f"did not answer within {program.ready_seconds:g} s")

    def _left_by_itself(self, code: int) -> None:
        if self.program.once and code == 0:
            self._sentence = ""
        else:
            self._sentence = self._complaint(_how_it_left(code))
        self._gather_kin(patience=0.0)

    def _dismiss(self) -> None:
        self._gather_kin(patience=ORPHANS_GRACE)
        if self.leader is not None:
            processes.send(self.leader, self.program.stop_signal)

    def _gather_kin(self, *, patience: float) -> None:
        """Begin to stop: note who must be gone, and when those without a leader are told so."""
        assert self.leader is not None
        beneath = processes.descendants(self.leader.pid)
        self._kin = [self.leader, *beneath, *self._session()]
        self._farewell = time.monotonic() + patience
        self._wake = time.monotonic() + self.program.stop_seconds
        self._move(State.STOPPING)

    def _look_whether_gone(self) -> None:
        left = alive(self._kin) or alive(self._session())
        now = time.monotonic()
        if not left:
            self._close()
        elif now >= self._wake:
            _tell(left, signal.SIGKILL)
        elif self.leader not in left and now >= self._farewell:
            _tell(left, signal.SIGTERM)
            self._farewell = self._wake

    def _session(self) -> list[Process]:
        assert self.leader is not None
        return [p for p in processes.every() if p.session == self.leader.pid]

    def _close(self) -> None:
        if self._popen is not None and self._popen.returncode is None:
            self._popen.returncode = 0  # the supervisor reaps; Popen must not try
        self.leader, self._popen, self._kin = None, None, []
        if self.program.once and not self._sentence and self.wanted:
            self._move(State.DONE)
        elif self.wanted:
            self._rest(self._sentence)
        else:
            self._move(State.STOPPED)

    def _rest(self, sentence: str) -> None:
        self._sentence = sentence
        self._wake = time.monotonic() + self._backoff.pause_after(self._lived)
        self._move(State.RESTING)

    def _move(self, state: State) -> None:
        now = time.monotonic()
        self._lived = now - self._moved if self.state is State.READY else 0.0
        self.state, self._moved, self._since = state, now, time.time()

    def _complaint(self, what: str) -> str:
        last = logs.last_line(self._logs, self.program.log_name)
        return f"{self.program.name} {what}" + (f"; its log ends: {last}" if last else ".")


def _how_it_left(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"left by itself with code {code}"


def _tell(whom: list[Process], what: signal.Signals) -> None:
    for process in whom:
        processes.send(process, what)

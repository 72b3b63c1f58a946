"""The supervisor's small door: one line asked on a UNIX socket, one line of JSON answered.

Only the installation's own user can open it. `stop clamd`, `start clamd`, `restart`, `reload`:
the answer comes at once, the deed follows; `stop` and `start` here wait for it.
"""

import json
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from preau.engines.errors import CommandRefused, EngineAway
from preau.engines.places import Places
from preau.engines.supervisor.state import State, Status, status

LONGEST_PATH = 107
PATIENCE = 2.0
PAUSE = 0.05
SUPERVISOR = "supervisor"


class Door:
    """The listening end, inside the supervisor."""

    def __init__(self, places: Places, answer: Callable[[str, str], str]) -> None:
        """`answer` is given a verb and a program's name and returns "" or a refusal."""
        self._path = path(places)
        self._answer = answer
        self._socket = _listen(self._path)

    def fileno(self) -> int:
        return self._socket.fileno()

    def serve(self) -> None:
        """Answer the one who knocks; a caller who says nothing is left alone."""
        with suppress(OSError):
            caller, _ = self._socket.accept()
            with caller:
                caller.settimeout(PATIENCE)
                verb, _, name = caller.recv(256).decode(errors="replace").strip().partition(" ")
                refusal = self._answer(verb, name.strip())
                caller.sendall(json.dumps({"refusal": refusal}).encode() + b"\n")

    def close(self) -> None:
        self._socket.close()
        self._path.unlink(missing_ok=True)


def path(places: Places) -> Path:
    return places.run / "control"


def stop(places: Places, name: str, *, within: float = 30.0) -> None:
    """Stop one program and return when nothing of it runs."""
    ask(places, "stop", name)
    _wait(places, name, within, State.STOPPED, State.DONE)


def start(places: Places, name: str, *, within: float = 60.0) -> None:
    """Start one program and return when it answers."""
    ask(places, "start", name)
    _wait(places, name, within, State.READY, State.DONE)


def reload(places: Places, name: str) -> None:
    """Have one program read its configuration again, after a renewed certificate for instance."""
    ask(places, "reload", name)


def ask(places: Places, verb: str, name: str) -> None:
    try:
        answer = json.loads(_exchange(path(places), f"{verb} {name}\n".encode()))
    except (OSError, ValueError) as reason:
        raise EngineAway(SUPERVISOR, "The supervisor does not answer.") from reason
    if answer["refusal"]:
        raise CommandRefused(answer["refusal"])


def wait_until(places: Places, true: Callable[[Status], bool], within: float) -> bool:
    limit = time.monotonic() + within
    while not true(status(places)):
        if time.monotonic() > limit:
            return False
        time.sleep(PAUSE)
    return True


def _wait(places: Places, name: str, within: float, *wished: State) -> None:
    if not wait_until(places, lambda now: now.of(name).state in wished, within):
        raise EngineAway(name, f"{name} is not {wished[0]} after {within:g} s.")


def _exchange(where: Path, question: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE)
        line.connect(str(where))
        line.sendall(question)
        return line.makefile("rb").readline()


def _listen(where: Path) -> socket.socket:
    if len(os.fsencode(where)) > LONGEST_PATH:
        raise EngineAway(SUPERVISOR, f"The path {where} is too long for a UNIX socket.")
    where.parent.mkdir(parents=True, exist_ok=True)
    where.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(where))
    where.chmod(0o600)
    listener.listen(8)
    listener.settimeout(PATIENCE)
    return listener

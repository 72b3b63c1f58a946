"""Every check at once, none waited for longer than the rest allows."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Thread

from django.db import connections

from preau.engines.errors import EngineError
from preau.ops.doctor.finding import Finding, wrong

PATIENCE = 4.5
ROOT = "Run it as root, or as the user who started Préau."


@dataclass(frozen=True)
class Check:
    """`room` groups the lines of a report; `name` is what a check that says nothing is called."""

    room: str
    name: str
    ask: Callable[[], Iterable[Finding]]


def examine(checks: Sequence[Check], *, within: float = PATIENCE) -> list[Finding]:
    """The findings of all, in the order of the checks."""
    limit = time.monotonic() + within
    running = [_Asked(check) for check in checks]
    for one in running:
        one.start()
    for one in running:
        one.join(max(0.0, limit - time.monotonic()))
    return [finding for one in running for finding in one.findings(within)]


class _Asked(Thread):
    """A daemon: an engine that never answers must not keep the report waiting."""

    def __init__(self, check: Check) -> None:
        super().__init__(name=f"doctor {check.name}", daemon=True)
        self._check = check
        self._found: list[Finding] | None = None

    def run(self) -> None:
        try:
            self._found = list(self._check.ask())
        except PermissionError as error:
            file = error.filename or self._check.name
            self._found = [wrong(self._check.name, f"{file} may not be read.", ROOT)]
        except (OSError, EngineError) as error:
            self._found = [wrong(self._check.name, _sentence(error))]
        finally:
            connections.close_all()

    def findings(self, within: float) -> list[Finding]:
        found = self._found
        if found is None:
            words = f"gave no answer in {within:g} s."
            found = [wrong(self._check.name, words, "Look at the load of the machine, then again.")]
        return [replace(finding, room=self._check.room) for finding in found]


def _sentence(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "does not answer."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}{f': {error.filename}' if error.filename else '.'}"
    return str(error) or type(error).__name__

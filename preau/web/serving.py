"""The web's processes: one loads the code, then forks as many as asked for, and keeps them alive.

What is loaded before the fork is shared memory. Each process listens for itself (SO_REUSEPORT), so
that the kernel deals connections out evenly; with one socket for all, whoever wakes first takes
whatever waits.

python -m preau.web.serving HOST PORT PROCESSES
"""

import gc
import os
import signal
import socket
import sys
import time
from types import FrameType

import uvicorn
from django.conf import settings
from django.template import engines
from django.urls import get_resolver
from django.utils import translation

from preau.web.door import application

BACKLOG = 2048
# One that dies at once, again and again, is the supervisor's to tell about.
TOO_SOON = 1.0
MOST_TOO_SOON = 5


def main(host: str, port: int, processes: int) -> int:
    warm_up()
    return Keeper(host, port, processes).keep()


def warm_up() -> None:
    """Everything a first page would load: each process has it then, and none pays for it twice."""
    pages = engines["jinja2"].env  # type: ignore[attr-defined]
    for name in pages.list_templates(extensions=["html"]):
        pages.get_template(name)
    get_resolver().reverse_dict  # noqa: B018 -- filled when first read
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Inbox")
    gc.collect()
    gc.freeze()


class Keeper:
    """Waits for its processes, starts again who died, and takes all along when it leaves."""

    def __init__(self, host: str, port: int, processes: int) -> None:
        self._host, self._port, self._wanted = host, port, processes
        self._born: dict[int, float] = {}
        self._too_soon = 0
        self._leaving = False

    def keep(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._leave)
        while not self._leaving and len(self._born) < self._wanted:
            self._fork()
        while self._born:
            self._wait()
        return 1 if self._too_soon >= MOST_TOO_SOON else 0

    def _fork(self) -> None:
        pid = os.fork()
        if pid == 0:
            serve(self._host, self._port)
        self._born[pid] = time.monotonic()

    def _wait(self) -> None:
        pid, _status = os.wait()
        born = self._born.pop(pid, 0.0)
        if self._leaving:
            return
        self._too_soon = self._too_soon + 1 if time.monotonic() - born < TOO_SOON else 0
        if self._too_soon >= MOST_TOO_SOON:
            self._end_all()
        else:
            self._fork()

    def _leave(self, _number: int, _frame: FrameType | None) -> None:
        self._end_all()

    def _end_all(self) -> None:
        self._leaving = True
        for pid in self._born:
            os.kill(pid, signal.SIGTERM)


def serve(host: str, port: int) -> None:
    """One process, until it is told to end; never returns."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    code = 1
    try:
        server = uvicorn.Server(
            uvicorn.Config(
                application,
                access_log=False,
                server_header=False,
                log_level="warning",
                timeout_keep_alive=30,
                timeout_graceful_shutdown=3,
            )
        )
        server.run(sockets=[listening(host, port)])
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind((host, port))
    made.listen(BACKLOG)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))

"""The little that needs root: the ports, and the key as long as it is good.

It waits, and reads nothing that comes from outside; clients are served by a child without rights,
and by another one as soon as the certificate is another.
"""

import os
import resource
import signal
import socket
import ssl
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from preau.engines.submission.door import Entrance, context
from preau.engines.supervisor.prctl import tether
from preau.engines.users import identity

PAUSE = 0.5
LOOK_EVERY = 20.0
# Of files and lines, for as many clients as the door lets in, and Postfix's beside.
MOST_OPEN = 4096
ANYWHERE = ("*", "0.0.0.0", "::")
Serve = Callable[[Sequence[Entrance], ssl.SSLContext], None]
Stamps = list[tuple[int, int, int]]


def entrances(addresses: Sequence[str], submission: int, submissions: int) -> list[Entrance]:
    """Raises OSError."""
    hosts = ("0.0.0.0", "::") if any(one in ANYWHERE for one in addresses) else addresses
    ports = (("submission", submission, False), ("submissions", submissions, True))
    return [
        Entrance(name, _listening(host, port), wrapped)
        for name, port, wrapped in ports
        for host in hosts
        if ":" not in host or socket.has_ipv6
    ]


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    made.bind((host, port))
    made.listen(512)
    made.setblocking(False)
    return made


class Keeper:
    def __init__(
        self, doors: Sequence[Entrance], certificate: Path, key: Path, user: str, serve: Serve
    ) -> None:
        self._doors, self._files, self._user, self._serve = doors, (certificate, key), user, serve
        self._child = 0
        self._former: set[int] = set()
        self._leaving = False

    def keep(self) -> None:
        """Until SIGTERM, or until the child dies: the supervisor then starts all of it again."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._leave)
        _may_open(MOST_OPEN)
        seen, look_at = self._stamps(), time.monotonic() + LOOK_EVERY
        self._child = self._born(context(*map(str, self._files)))
        while self._child or self._former:
            time.sleep(PAUSE)
            self._bury()
            if time.monotonic() > look_at and not self._leaving:
                seen, look_at = self._renewed(seen), time.monotonic() + LOOK_EVERY

    def _leave(self, *_signal: object) -> None:
        self._leaving = True
        for child in (self._child, *self._former):
            _tell(child)

    def _renewed(self, seen: Stamps) -> Stamps:
        """Half a certificate is looked at again; the one in use goes on meanwhile."""
        now = self._stamps()
        if now == seen:
            return seen
        try:
            tls = context(*map(str, self._files))
        except OSError:
            return seen
        self._former.add(self._child)
        _tell(self._child)
        self._child = self._born(tls)
        return now

    def _stamps(self) -> Stamps:
        found: Stamps = []
        for path in self._files:
            with suppress(OSError):
                facts = path.stat()
                found.append((facts.st_mtime_ns, facts.st_ino, facts.st_size))
        return found

    def _born(self, tls: ssl.SSLContext) -> int:
        tethered = tether(signal.SIGTERM)
        child = os.fork()
        if child:
            return child
        try:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            _become(self._user)
            tethered()
            self._serve(self._doors, tls)
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 -- the keeper's code must not run in the child
            print(f"submission: {type(error).__name__}", file=sys.stderr, flush=True)
            os._exit(1)

    def _bury(self) -> None:
        for child in (self._child, *self._former):
            if not child or os.waitpid(child, os.WNOHANG)[0] == 0:
                continue
            self._former.discard(child)
            if child == self._child:
                self._child = 0
                if not self._leaving:
                    sys.exit("submission: its servant died")


def _may_open(most: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wished = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wished), hard))


def _tell(child: int) -> None:
    with suppress(ProcessLookupError):
        if child:
            os.kill(child, signal.SIGTERM)


def _become(user: str) -> None:
    """For good."""
    if user:
        who = identity(user)
        os.setgroups(who.groups)
        os.setgid(who.gid)
        os.setuid(who.uid)

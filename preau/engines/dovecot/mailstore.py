r"""The one door to Dovecot's mail: a box is lent with `with`, never handed out.

with mailstore.open("jdupont@ac-poitiers.fr") as box:
    box.select("INBOX")
    box.flag([7, 8], "\\Seen", on=True)
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.connection import Connection
from preau.engines.errors import EngineAway

IDLE_SECONDS = 90.0


@dataclass(frozen=True)
class Door:
    """Where Dovecot lets the web in, and as whom."""

    port: int
    secret: str
    host: str = "127.0.0.1"
    master: str = "preau-web"


class Mailstore:
    """Keeps signed-in connections for the next request of the same box; safe between threads."""

    def __init__(self, door: Door, *, most_idle: int = 48) -> None:
        self._door = door
        self._most_idle = most_idle
        self._idle: dict[str, list[Connection]] = defaultdict(list)
        self._lock = Lock()

    @contextmanager
    def open(self, login: str) -> Iterator[Box]:
        """Lend the box of `login`. Raises EngineAway, Missing.

        A connection that saw an error half-way is closed: its answers could be another command's.
        """
        connection = self._take(login) or self._connect(login)
        try:
            yield Box(connection)
        except EngineAway:
            connection.close()
            raise
        finally:
            self._give_back(login, connection)

    def forget(self, login: str) -> None:
        """Close what is kept for a box whose rights changed."""
        with self._lock:
            kept = self._idle.pop(login, [])
        for connection in kept:
            connection.close()

    def close(self) -> None:
        for login in list(self._idle):
            self.forget(login)

    def _take(self, login: str) -> Connection | None:
        while True:
            with self._lock:
                kept = self._idle.get(login)
                if not kept:
                    return None
                connection = kept.pop()
            if time.monotonic() - connection.used_at < IDLE_SECONDS and connection.is_alive():
                return connection
            connection.close()

    def _connect(self, login: str) -> Connection:
        connection = Connection(self._door.host, self._door.port)
        try:
            connection.sign_in(login, master=self._door.master, secret=self._door.secret)
        except Exception:
            connection.close()
            raise
        return connection

    def _give_back(self, login: str, connection: Connection) -> None:
        connection.rest()
        if connection.is_broken:
            connection.close()
            return
        with self._lock:
            self._idle[login].append(connection)
            surplus = self._oldest() if self._count() > self._most_idle else None
        if surplus is not None:
            surplus.close()

    def _count(self) -> int:
        return sum(map(len, self._idle.values()))

    def _oldest(self) -> Connection:
        login = min((k for k, v in self._idle.items() if v), key=lambda k: self._idle[k][0].used_at)
        oldest = self._idle[login].pop(0)
        if not self._idle[login]:
            del self._idle[login]
        return oldest

"""Where everything of one installation stands: folders, ports, the database."""

import secrets
from dataclasses import dataclass, field, fields
from pathlib import Path

from preau.engines.kept import keep_first


@dataclass(frozen=True)
class Places:
    """One data folder for what lasts, one short folder for sockets.

    A UNIX socket's path may not pass 107 octets, hence `run` stands apart from `data`.
    """

    data: Path
    run: Path

    def conf(self, engine: str) -> Path:
        return self.data / "conf" / engine

    def state(self, engine: str) -> Path:
        return self.data / engine

    @property
    def logs(self) -> Path:
        return self.data / "log"

    @property
    def mail(self) -> Path:
        return self.data / "mail"

    @property
    def certificates(self) -> Path:
        return self.data / "tls"

    @property
    def endpoints(self) -> Path:
        return self.data / "run" / "endpoints.json"

    def secret(self, name: str) -> str:
        """A random secret of this installation, made at first use, mode 0600."""
        path = self.data / "secrets" / name
        if not path.exists():
            keep_first(path, secrets.token_urlsafe(32).encode())
        return path.read_text().strip()


@dataclass(frozen=True)
class Ports:
    """The demo's ports, high so that they disturb nothing; `usual()` gives production's."""

    web: int = 8080
    imaps: int = 9993
    submissions: int = 9465
    submission: int = 9587
    managesieve: int = 9190
    smtp: int = 9025
    lmtp: int = 9024
    imap: int = field(default=9143, metadata={"internal": True})
    scripts: int = field(default=9144, metadata={"internal": True})
    relay: int = field(default=9026, metadata={"internal": True})
    redirects: int = field(default=9027, metadata={"internal": True})
    waiting: int = field(default=9028, metadata={"internal": True})
    notices: int = field(default=9029, metadata={"internal": True})
    sending: int = field(default=9030, metadata={"internal": True})
    quota_status: int = field(default=9340, metadata={"internal": True})
    doveadm: int = field(default=9341, metadata={"internal": True})
    doveadm_boxes: int = field(default=9342, metadata={"internal": True})
    rspamd_proxy: int = field(default=9332, metadata={"internal": True})
    rspamd_worker: int = field(default=9333, metadata={"internal": True})
    rspamd_controller: int = field(default=9334, metadata={"internal": True})

    @classmethod
    def usual(cls) -> "Ports":
        return cls(imaps=993, submissions=465, submission=587, managesieve=4190, smtp=25, lmtp=2024)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(f.name for f in fields(cls))


@dataclass(frozen=True)
class Database:
    """Where the accounts are read from: a SQLite file, or a PostgreSQL server."""

    kind: str = "sqlite"
    name: str = ""
    host: str = ""
    port: int = 5432
    user: str = ""
    password: str = field(default="", repr=False)

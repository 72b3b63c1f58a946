"""What Dovecot must know of the installation."""

from dataclasses import dataclass
from pathlib import Path

from preau.engines.places import Database, Places, Ports

MASTER = "preau-web"
# The worker comes in by a name of its own: what it does by night, nobody did.
WORKER = "preau-worker"


@dataclass(frozen=True)
class EventDoor:
    """Who wants to hear that a mailbox changed: POST with this token, HTTP/1.1."""

    url: str
    token: str


@dataclass(frozen=True)
class SignInDoor:
    """Who wants to hear how each sign-in of a device went: POST with this token."""

    url: str
    token: str


@dataclass(frozen=True)
class Learning:
    """Rspamd's controller, told about every message moved into or out of Junk."""

    port: int
    password: str


@dataclass(frozen=True)
class DovecotShape:
    """`user` owns the mail; `listen` are the addresses clients reach, the rest is loopback.

    `message_size` (octets) is the largest message taken in, `quota_default` (octets) the room of a
    mailbox whose row says 0; a program that waits for `sleep_after` seconds keeps no process of its
    own.
    """

    places: Places
    ports: Ports
    database: Database
    host: str
    certificate: Path
    key: Path
    postmaster: str
    events: EventDoor | None = None
    sign_ins: SignInDoor | None = None
    learning: Learning | None = None
    listen: tuple[str, ...] = ("127.0.0.1",)
    user: str = "mail"
    quota_default: int = 200 * 1024 * 1024
    full_sentence: str = "Boite pleine / Mailbox full"
    message_size: int = 40 * 1024 * 1024
    large_sentence: str = (
        "Message trop gros, ou plus gros que toute la boite / "
        "The message is too large, or larger than the whole mailbox"
    )
    idle_processes: int = 2
    sleep_after: int = 30

    @property
    def conf(self) -> Path:
        return self.places.conf("dovecot")

    @property
    def base(self) -> Path:
        """Dovecot's own sockets, emptied at each start."""
        return self.places.run / "dovecot"

    @property
    def shared(self) -> Path:
        """Sockets that other engines open."""
        return self.places.run / "mail"

    @property
    def spool(self) -> Path:
        """Messages waiting to be learnt by Rspamd."""
        return self.places.state("dovecot") / "learn"

    @property
    def master_secret(self) -> str:
        return self.places.secret("dovecot-master")

    @property
    def doveadm_key(self) -> str:
        return self.places.secret("doveadm")

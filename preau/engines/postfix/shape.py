"""What Postfix must know of the installation."""

from dataclasses import dataclass
from pathlib import Path

from preau.engines.forwarding import Bounds
from preau.engines.places import Database, Places, Ports

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Nowhere:
    """Nothing leaves this machine: an address that is not ours is refused with `sentence`."""

    sentence: str = "Demonstration: nothing is sent outside / rien ne part vers l'exterieur"


@dataclass(frozen=True)
class Direct:
    """To each domain's own servers, found by DNS."""


@dataclass(frozen=True)
class Through:
    """Everything to one relay, such as `[smtp.example.fr]:587`."""

    relay: str


Outside = Nowhere | Direct | Through


@dataclass(frozen=True)
class PostfixShape:
    """`message_size` in octets, as it travels (an attachment grows by 37 %).

    `milter`: `inet:127.0.0.1:9332`, or None for no spam and virus engine at all. When it does
    not answer, mail is put off with 451, never let through unseen.
    `behind_door`: programs of people speak to our door (engines/submission), which speaks to us.
    `after`: programs that must be ready first.
    """

    places: Places
    ports: Ports
    database: Database
    host: str
    certificate: Path
    key: Path
    postmaster: str
    message_size: int = 40 * MEBIBYTE
    milter: str | None = None
    outside: Outside = Nowhere()
    forwarding: tuple[Bounds, ...] = ()
    listen: tuple[str, ...] = ("127.0.0.1",)
    behind_door: bool = False
    after: tuple[str, ...] = ("dovecot",)

    @property
    def conf(self) -> Path:
        return self.places.conf("postfix")

    @property
    def queue(self) -> Path:
        return self.places.state("postfix") / "queue"

    @property
    def data(self) -> Path:
        return self.places.state("postfix") / "data"

    @property
    def mail_sockets(self) -> Path:
        """Where Dovecot listens for us: `auth`."""
        return self.places.run / "mail"

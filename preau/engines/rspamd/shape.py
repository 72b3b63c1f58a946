"""What Rspamd must know of the installation."""

from dataclasses import dataclass, field
from pathlib import Path

from preau.engines.forwarding import Bounds
from preau.engines.places import Places, Ports
from preau.engines.users import package_user


@dataclass(frozen=True)
class RspamdShape:
    """`domains` are ours: each has a DKIM key and its mail is signed with it.

    `online` allows what asks the internet: block lists, fuzzy hashes, maps, phishing feeds. The
    resolvers asked are `nameservers` ("address:port"), the machine's own when there are none and
    `online`; otherwise nobody is asked, and SPF, DKIM and DMARC stay unknown without delay.
    `refuse_unscanned` answers 451 while the antivirus is away, instead of letting mail through.
    `test_patterns` obeys the pattern that only marks as spam, beside GTUBE which is refused.
    `compiled` keeps compiled expressions elsewhere than in the state, for installations that
    do not last: compiling takes ten seconds.
    """

    places: Places
    ports: Ports
    redis_socket: Path
    redis_password: str = field(repr=False)
    clamd_socket: Path | None = None
    domains: tuple[str, ...] = ()
    forwarding: tuple[Bounds, ...] = ()
    selector: str = "preau"
    online: bool = False
    nameservers: tuple[str, ...] = ()
    greylisting: bool = False
    refuse_unscanned: bool = False
    test_patterns: bool = False
    junk_at: float = 6.0
    refuse_at: float = 15.0
    learns_needed: int = 20
    messages_an_hour: int | None = None
    max_bytes: int = 64 * 2**20
    workers: int = 2
    compiled: Path | None = None

    @property
    def conf(self) -> Path:
        return self.places.conf("rspamd")

    @property
    def package(self) -> Path:
        """Our copy of the Debian package's configuration."""
        return self.conf / "package"

    @property
    def state(self) -> Path:
        return self.places.state("rspamd")

    @property
    def run(self) -> Path:
        return self.places.run / "rspamd"

    @property
    def keys(self) -> Path:
        return self.state / "dkim"

    @property
    def password(self) -> str:
        """The controller's: for learning, statistics and history."""
        return self.places.secret("rspamd")

    @property
    def user(self) -> str | None:
        return package_user("_rspamd")

    @property
    def resolves(self) -> bool:
        return self.online or bool(self.nameservers)

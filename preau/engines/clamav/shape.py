"""What ClamAV must know of the installation, and which signatures it can have."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from preau.engines.places import Places
from preau.engines.users import package_user

MACHINE_DATABASE = Path("/var/lib/clamav")
MAIN_FILES = ("main.cvd", "main.cld")


LEAST, MOST = 64 * 2**20, 2**30


def most_scanned(weights: Iterable[int]) -> int:
    """Octets: of one message at least, of the heaviest file where clamd can (1 GB)."""
    return min(MOST, max(LEAST, *weights))


@dataclass(frozen=True)
class ClamavShape:
    """`full` asks for the machine's signatures (more than 1 GB of memory), if it has them.

    `max_bytes` bounds one message, or one file; it must not be less than what Postfix accepts.
    """

    places: Places
    full: bool = False
    machine_database: Path = MACHINE_DATABASE
    max_bytes: int = LEAST
    threads: int = 4

    @property
    def conf(self) -> Path:
        return self.places.conf("clamav") / "clamd.conf"

    @property
    def state(self) -> Path:
        return self.places.state("clamav")

    @property
    def own_database(self) -> Path:
        return self.state / "signatures"

    @property
    def has_full_database(self) -> bool:
        return any((self.machine_database / name).exists() for name in MAIN_FILES)

    @property
    def database(self) -> Path:
        return self.machine_database if self.full and self.has_full_database else self.own_database

    @property
    def run(self) -> Path:
        return self.places.run / "clamav"

    @property
    def socket(self) -> Path:
        return self.run / "clamd"

    @property
    def user(self) -> str | None:
        return package_user("clamav")


def database_warning(shape: ClamavShape) -> str | None:
    """One sentence when only the test virus would be found, else None."""
    if shape.database == shape.machine_database:
        return None
    if shape.has_full_database:
        return (
            "The antivirus only knows the EICAR test: the machine's signatures "
            f"in {shape.machine_database} are turned off by a setting."
        )
    return (
        "The antivirus only knows the EICAR test: there are no signatures "
        f"in {shape.machine_database}; freshclam downloads them."
    )

"""Where a directory is, and how it is spoken to."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from preau.engines.errors import WrongConfiguration

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Protection(StrEnum):
    """TLS from the first octet, or after STARTTLS; none only on this very machine."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True)
class DirectoryShape:
    """`authority`: a file of certificates to trust instead of the system's. `dn` empty: anonymous.

    `patience` in seconds for an answer to begin; `page` entries are asked for at once.
    """

    host: str
    port: int
    protection: Protection = Protection.TLS
    dn: str = ""
    password: str = field(default="", repr=False)
    authority: Path | None = None
    patience: int = 30
    page: int = 500

    def __post_init__(self) -> None:
        if self.protection is Protection.NONE and self.host not in LOOPBACK:
            raise WrongConfiguration(
                f"The directory {self.host} would be asked in clear: use tls or starttls."
            )

    @property
    def url(self) -> str:
        scheme = "ldaps" if self.protection is Protection.TLS else "ldap"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}"


def escaped(text: str) -> str:
    """What a person typed, as a value within a filter (RFC 4515 section 3)."""
    return "".join(f"\\{ord(sign):02x}" if sign in "*()\\\0" else sign for sign in text)

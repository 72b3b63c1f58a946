"""What a mail program or a telephone asks for, as plain values (K-01 to K-07)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from preau.academies.academy import Academy
from preau.academies.choices import Security
from preau.academies.clients import servers_of
from preau.academies.mail import Server as Published
from preau.identity.models import Account


@dataclass(frozen=True)
class Server:
    """One line of what a mail program asks for."""

    use: str
    host: str
    port: int
    security: str


@dataclass(frozen=True)
class Programs:
    """A mail program's whole form (K-01 to K-07)."""

    user_name: str
    address: str
    servers: list[Server]


def programs(person: Account, academy: Academy, protocols: tuple[str, ...] = ()) -> Programs:
    """All servers, or those of some protocols."""
    servers = servers_of(academy)
    named = {
        "imap": _server(_("Incoming mail (IMAP)"), servers.imap),
        "smtp": _server(_("Outgoing mail (SMTP)"), servers.smtp),
        "sieve": _server(_("Filters (ManageSieve)"), servers.sieve),
    }
    return Programs(
        user_name=person.login,
        address=person.address,
        servers=[one for name, one in named.items() if not protocols or name in protocols],
    )


def _server(use: str, server: Published) -> Server:
    security = "SSL/TLS" if server.security == Security.TLS else "STARTTLS"
    return Server(use, server.host, server.port, security)

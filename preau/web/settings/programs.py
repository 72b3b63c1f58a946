"""What a mail program or a telephone asks for, as plain values (K-01 to K-07)."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from preau.academies.academy import ClientServers
from preau.academies.academy import Server as Published
from preau.academies.values import Security
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


def programs(person: Account, published: ClientServers) -> Programs:
    servers = ours() if settings.DEMO else published
    return Programs(
        user_name=person.login,
        address=person.address,
        servers=[
            _server(_("Incoming mail (IMAP)"), servers.imap),
            _server(_("Outgoing mail (SMTP)"), servers.smtp),
            _server(_("Filters (ManageSieve)"), servers.sieve),
        ],
    )


def ours() -> ClientServers:
    """The demo's own servers: those an académie publishes are elsewhere."""
    ports, host = settings.PORTS, settings.MAIL_HOST
    return ClientServers(
        imap=Published(host, ports.imaps, Security.TLS),
        smtp=Published(host, ports.submissions, Security.TLS),
        sieve=Published(host, ports.managesieve, Security.STARTTLS),
    )


def _server(use: str, server: Published) -> Server:
    security = "SSL/TLS" if server.security == Security.TLS else "STARTTLS"
    return Server(use, server.host, server.port, security)

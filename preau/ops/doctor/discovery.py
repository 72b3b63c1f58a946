"""The records by which mail programs set themselves up."""

from preau.academies.academy import Academy
from preau.academies.choices import Security
from preau.engines.places import Ports

Record = tuple[str, str, str]
HTTPS = 443


def wanted_services(academy: Academy, domain: str) -> list[Record]:
    """(name, "port host." as an answer ends, line of a zone file): RFC 6186, 8314, 5804, and
    Outlook's own."""
    servers = academy.clients
    named = [
        (
            "_imaps" if servers.imap.security == Security.TLS else "_imap",
            servers.imap.port,
            servers.imap.host,
        ),
        ("_sieve", servers.sieve.port, servers.sieve.host),
        ("_autodiscover", HTTPS, academy.entrance.host),
        ("_submission", Ports.usual().submission, servers.smtp.host),
    ]
    if servers.smtp.security == Security.TLS:
        named.insert(1, ("_submissions", servers.smtp.port, servers.smtp.host))
    return [_service(name, port, host, domain) for name, port, host in named]


def _service(name: str, port: int, host: str, domain: str) -> Record:
    full = f"{name}._tcp.{domain}."
    return full, f" {port} {host}.", f"{full} IN SRV 0 1 {port} {host}."


def wanted_names(academy: Academy, domain: str) -> list[Record]:
    """(name, host it leads to, line of a zone file): where Thunderbird and Outlook ask."""
    host = academy.entrance.host
    return [
        (f"{label}.{domain}.", host, f"{label}.{domain}. IN CNAME {host}.")
        for label in ("autoconfig", "autodiscover")
    ]

"""The servers that a mail program is told, for one académie."""

from django.conf import settings

from preau.academies.academy import Academy
from preau.academies.choices import Security
from preau.academies.mail import ClientServers, Server


def servers_of(academy: Academy) -> ClientServers:
    """Those its file publishes; in the demo our own, for the published ones are elsewhere."""
    return _ours() if settings.DEMO else academy.clients


def _ours() -> ClientServers:
    ports, host = settings.PORTS, settings.MAIL_HOST
    return ClientServers(
        imap=Server(host, ports.imaps, Security.TLS),
        smtp=Server(host, ports.submissions, Security.TLS),
        sieve=Server(host, ports.managesieve, Security.STARTTLS),
    )

"""Certificates: valid, for long enough, for our names, and the ones really shown to clients."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from ssl import PEM_cert_to_DER_cert, SSLError

from django.conf import settings

from preau.engines import certificates
from preau.engines.errors import WrongConfiguration
from preau.ops.doctor.asking import Check
from preau.ops.doctor.finding import Finding, note, well, wrong
from preau.ops.doctor.questions import PATIENCE, public_host, unchecked
from preau.ops.installation import Installation, host_names

SOON_DAYS = 21
LATE_DAYS = 3


def checks(made: Installation) -> list[Check]:
    return [
        Check("certificates", "certificate", lambda: kept(made)),
        Check("certificates", "shown", lambda: shown(made)),
    ]


def kept(made: Installation) -> Iterator[Finding]:
    file, key = made.dovecot.certificate, made.dovecot.key
    names = host_names()
    try:
        certificates.provided(file, key, names)
    except WrongConfiguration as error:
        yield wrong("certificate", str(error), renewal())
        return
    yield lasts("certificate", certificates.ends(file), f"is good for {len(names)} names")
    if settings.CERTIFICATE is None:
        authority = made.places.certificates / "authority.crt"
        yield lasts("authority", certificates.ends(authority), "is ours")


def lasts(subject: str, ends: datetime, words: str) -> Finding:
    days = (ends - datetime.now(UTC)).days
    said = f"{words}, {days} days left"
    if days < LATE_DAYS:
        return wrong(subject, said, renewal())
    return note(subject, said, renewal()) if days < SOON_DAYS else well(subject, said)


def renewal() -> str:
    if settings.CERTIFICATE is None:
        return "It is made anew at a start: preau run"
    return "Renew it, then have the engines read it again: preau run"


def shown(made: Installation) -> Iterator[Finding]:
    """An engine goes on showing the certificate it read when it started."""
    wanted = PEM_cert_to_DER_cert(first(made.dovecot.certificate.read_text()))
    for name in ("imaps", "submissions"):
        try:
            now = certificate_at(getattr(made.ports, name))
        except (OSError, SSLError) as error:
            yield wrong(name, f"cannot be asked: {error.strerror or error}")
            continue
        if now == wanted:
            yield well(name, "shows this certificate")
        else:
            yield wrong(name, "shows another certificate.", "Have it read anew: preau run")


def certificate_at(port: int) -> bytes | None:
    with (
        socket.create_connection((public_host(), port), PATIENCE) as line,
        unchecked().wrap_socket(line, server_hostname=settings.MAIL_HOST) as hidden,
    ):
        return hidden.getpeercert(binary_form=True)


def first(chain: str) -> str:
    """The server's own comes first in a file of several (RFC 8446, 4.4.2)."""
    end = "-----END CERTIFICATE-----"
    return chain[chain.index("-----BEGIN") : chain.index(end) + len(end)]

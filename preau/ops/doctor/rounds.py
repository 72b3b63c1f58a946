"""Everything the doctor looks at, in the order it is told."""

from django.conf import settings

from preau.academies.loader import WrongAcademy
from preau.academies.registry import academies
from preau.engines.certificates import Certificates
from preau.ops.doctor import (
    certificates,
    keeping,
    machine,
    names,
    ports,
    processes,
    questions,
    schooltime,
)
from preau.ops.doctor.asking import Check, examine
from preau.ops.doctor.finding import Finding, well, wrong
from preau.ops.installation import Installation, installation


def visit() -> list[Finding]:
    """Without the académies' files nothing else can be known: they come first."""
    try:
        loaded = academies().all
    except WrongAcademy as error:
        refused = wrong("académies", str(error), "See docs/operate/academies.md")
        first = Check("data", "académies", lambda: [refused])
        return examine([first, *machine.checks(settings.PLACES)])
    made = look()
    told = well("académies", ", ".join(academy.short_name for academy in loaded))
    return examine(
        [
            *processes.checks(made),
            *questions.checks(made),
            *ports.checks(made),
            *certificates.checks(made),
            *names.checks(made),
            Check("data", "académies", lambda: [told]),
            *keeping.checks(made),
            *schooltime.checks(),
            *machine.checks(made.places),
        ]
    )


def look() -> Installation:
    """The installation as it is: no certificate is made for a visitor."""
    folder = settings.PLACES.certificates
    certificate, key = settings.CERTIFICATE or (folder / "server.crt", folder / "server.key")
    return installation(settings.PORTS, Certificates(certificate, key, None))

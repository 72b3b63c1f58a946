"""Every port we mean to listen on: is it ours?"""

from collections.abc import Iterator

from django.conf import settings

from preau.engines import ports as engine_ports
from preau.engines.places import Ports
from preau.engines.supervisor import status
from preau.engines.supervisor.processes import descendants
from preau.ops.doctor.asking import Check
from preau.ops.doctor.finding import Finding, note, well, wrong
from preau.ops.installation import Installation


def checks(made: Installation) -> list[Check]:
    return [Check("ports", "ports", lambda: listened(made))]


def listened(made: Installation) -> Iterator[Finding]:
    now = status(made.places)
    ours = {process.pid for process in descendants(now.supervisor)} if now.running else set()
    for name in Ports.names():
        yield judged(name, getattr(made.ports, name), ours)


def judged(name: str, port: int, ours: set[int]) -> Finding:
    listeners = engine_ports.listeners(port)
    subject = f"{port} {name}"
    if not listeners:
        return wrong(subject, "nobody listens.", "Start Préau: preau run")
    if ours.intersection(listeners):
        return well(subject, "is ours")
    holder = engine_ports.holder(port) or "a program we may not see"
    stranger = f"belongs to {holder}."
    if settings.DEMO:
        return note(subject, stranger, "The next start chooses another port by itself")
    return wrong(subject, stranger, f"Stop it, or give PREAU_PORTS another {name}")

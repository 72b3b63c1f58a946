"""Every port we mean to listen on: is it ours?"""

from collections.abc import Iterator

from django.conf import settings

from preau.engines.places import Ports
from preau.engines.ports import holder, is_listened, listeners
from preau.engines.supervisor import status
from preau.engines.supervisor.processes import descendants
from preau.ops.doctor.asking import Check
from preau.ops.doctor.finding import Finding, note, well, wrong
from preau.ops.installation import Installation

# Rspamd's proxy scans by itself: its own port for scans stays closed.
UNUSED = {"rspamd_worker"}
BEHIND_THE_DOOR = {"sending"}


def checks(made: Installation) -> list[Check]:
    return [Check("ports", "ports", lambda: listened(made))]


def listened(made: Installation) -> Iterator[Finding]:
    now = status(made.places)
    ours = {process.pid for process in descendants(now.supervisor)} if now.running else set()
    unused = UNUSED if made.postfix.behind_door else UNUSED | BEHIND_THE_DOOR
    wanted = {getattr(made.ports, name): name for name in Ports.names() if name not in unused}
    for port, holders in listeners(wanted).items():
        yield judged(wanted[port], port, set(holders), ours)


def judged(name: str, port: int, holders: set[int], ours: set[int]) -> Finding:
    subject = f"{port} {name}"
    if ours & holders:
        return well(subject, "is ours")
    if not holders and not is_listened(port):
        return wrong(subject, "nobody listens.", "Start Préau: preau run")
    stranger = f"belongs to {holder(port) or 'a program we may not see'}."
    if settings.DEMO:
        return note(subject, stranger, "The next start chooses another port by itself")
    return wrong(subject, stranger, f"Stop it, or give PREAU_PORTS another {name}")

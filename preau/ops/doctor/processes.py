"""The programs: do they run, and is their configuration sound?"""

import time
from collections.abc import Callable, Iterator

from preau.engines.clamav import programs as clamav
from preau.engines.dovecot import programs as dovecot
from preau.engines.postfix import programs as postfix
from preau.engines.redis import programs as redis
from preau.engines.rspamd import programs as rspamd
from preau.engines.supervisor import Standing, State, status
from preau.ops.doctor.asking import Check
from preau.ops.doctor.finding import Finding, note, well, wrong
from preau.ops.installation import Installation
from preau.ops.meter import lasting

START = "Start it: preau run"


def checks(made: Installation) -> list[Check]:
    return [
        Check("programs", "supervisor", lambda: standings(made)),
        *(Check("settings", name, complaints(name, ask)) for name, ask in asked(made).items()),
    ]


def standings(made: Installation) -> Iterator[Finding]:
    now = status(made.places)
    if not now.running:
        yield wrong("supervisor", "Préau does not run here.", START)
        return
    yield well("supervisor", f"runs (process {now.supervisor})")
    for one in now.programs:
        yield standing(one, made)


def standing(one: Standing, made: Installation) -> Finding:
    log = made.places.logs / f"{one.name}.log"
    if one.state not in (State.READY, State.DONE):
        words = f"is {one.state}. {one.sentence}".strip()
        return wrong(one.name, words, f"Read why in {log}")
    words = f"runs since {lasting(time.time() - one.since)}"
    if one.restarts:
        return note(one.name, f"{words}, restarted {one.restarts} times", f"Read why in {log}")
    return well(one.name, words)


def asked(made: Installation) -> dict[str, Callable[[], list[str]]]:
    return {
        "dovecot": lambda: dovecot.check(made.dovecot),
        "postfix": lambda: postfix.check(made.postfix),
        "rspamd": lambda: rspamd.check(made.rspamd),
        "clamd": lambda: clamav.check(made.clamav),
        "redis": lambda: redis.check(made.redis),
    }


def complaints(name: str, ask: Callable[[], list[str]]) -> Callable[[], list[Finding]]:
    def found() -> list[Finding]:
        again = "It is written anew at each start: preau run"
        return [wrong(name, said, again) for said in ask()] or [well(name, "accepts its settings")]

    return found

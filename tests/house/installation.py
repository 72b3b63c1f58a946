"""The whole installation, started once a run by the same code as `preau run`, and its end."""

import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from preau.academies.registry import academies
from preau.engines.places import Places, Ports
from preau.engines.supervisor import Background, control, launch
from preau.engines.supervisor.processes import every, shows_trace_of
from preau.mail.doors import mailstore
from preau.ops.installation import Installation
from preau.ops.management.commands.run import Command
from tests.house.postbag import SECRET
from tests.house.world import World

# Compiling Rspamd's expressions takes ten seconds; they are the same for every run.
COMPILED = Path("/tmp/preau-tests-compiled")
READY_WITHIN = 180.0


@dataclass(frozen=True)
class House:
    """What runs: where, on which ports, and the world outside it."""

    made: Installation
    engines: Background
    world: World

    @property
    def places(self) -> Places:
        return self.made.places

    @property
    def ports(self) -> Ports:
        return self.made.ports

    @property
    def authority(self) -> Path:
        return self.places.certificates / "authority.crt"

    def host(self, academy: str) -> str:
        """The Host header that leads to an académie."""
        found = academies().by_slug(academy)
        assert found is not None
        return f"{found.demo_host}:{self.ports.web}"

    def url(self, academy: str, path: str = "/") -> str:
        return f"http://{self.host(academy)}{path}"

    @contextmanager
    def without(self, *names: str) -> Iterator[None]:
        """These programs are stopped inside the block, and answer again after it."""
        for name in names:
            control.stop(self.places, name)
        try:
            yield
        finally:
            for name in reversed(names):
                control.start(self.places, name)


def prepared() -> Installation:
    """As `preau run` prepares it; Rspamd also obeys the pattern that only marks as spam."""
    os.umask(0o022)
    made = Command(stdout=io.StringIO()).prepare()
    shield = replace(made.rspamd, test_patterns=True, compiled=COMPILED)
    made = replace(made, rspamd=shield)
    made.render()
    return made


@contextmanager
def running(made: Installation, world: World) -> Iterator[House]:
    """Everything started, and afterwards stopped: no process, no message in a log."""
    with launch(made.places, made.programs()) as engines:
        engines.wait_ready(READY_WITHIN)
        yield House(made, engines, world)
        mailstore().close()
    assert left_behind(made.places) == []
    assert indiscretions(made.places) == []


def left_behind(places: Places, within: float = 5.0) -> list[int]:
    """Processes that still have to do with our folders, this one apart."""
    limit = time.monotonic() + within
    while True:
        found = [
            process.pid
            for process in every()
            if process.pid != os.getpid() and shows_trace_of(process.pid, (places.data, places.run))
        ]
        if not found or time.monotonic() > limit:
            return found
        time.sleep(0.1)


def indiscretions(places: Places) -> list[str]:
    """Log lines that hold what somebody wrote or typed: file and line, never the text."""
    return [
        f"{path.name}:{number}"
        for path in sorted(places.logs.rglob("*"))
        if path.is_file()
        for number, line in enumerate(path.read_bytes().splitlines(), start=1)
        if SECRET.encode() in line.lower()
    ]


def outside_port() -> int:
    return int(str(settings.RELAY).rpartition(":")[2])

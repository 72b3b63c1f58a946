"""How ClamAV is started, and whether it accepts its configuration."""

import signal
import subprocess

from preau.engines.clamav.render import make_folders
from preau.engines.clamav.shape import ClamavShape
from preau.engines.probes import answers_unix
from preau.engines.program import Program

DAEMON = "/usr/sbin/clamd"
FULL_DATABASE_SECONDS = 300.0


def programs(shape: ClamavShape) -> list[Program]:
    return [
        Program(
            name="clamd",
            argv=(DAEMON, "--config-file", str(shape.conf)),
            user=shape.user,
            ready=answers_unix(shape.socket),  # it listens once its signatures are loaded
            ready_seconds=FULL_DATABASE_SECONDS if shape.full else 60.0,
            reload_signal=signal.SIGUSR2,  # read the signatures again
            prepare=lambda: make_folders(shape),
        )
    ]


def check(shape: ClamavShape) -> list[str]:
    """clamd reads its whole configuration before it prints its version."""
    said = subprocess.run(
        [DAEMON, "--config-file", str(shape.conf), "--version"],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return [] if said.returncode == 0 else [f"ClamAV: {(said.stderr or said.stdout).strip()}"]

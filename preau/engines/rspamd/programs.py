"""How Rspamd is started, and whether it accepts its configuration."""

import subprocess

from preau.engines.probes import all_of, answers_http, answers_tcp
from preau.engines.program import Program
from preau.engines.rspamd.render import make_folders
from preau.engines.rspamd.shape import RspamdShape
from preau.engines.users import identity

DAEMON = "/usr/bin/rspamd"
CHECKER = "/usr/bin/rspamadm"


def programs(shape: RspamdShape, after: tuple[str, ...] = ("redis", "clamd")) -> list[Program]:
    """The first start compiles expressions for about ten seconds; they are kept in its state."""
    ports = shape.ports
    return [
        Program(
            name="rspamd",
            argv=(DAEMON, "-f", "-c", str(shape.package / "rspamd.conf"), *variables(shape)),
            user=shape.user,
            ready=all_of(
                answers_tcp(ports.rspamd_proxy), answers_http(ports.rspamd_controller, "/ping")
            ),
            ready_seconds=90.0,
            after=after,
            prepare=lambda: make_folders(shape),
        )
    ]


def variables(shape: RspamdShape) -> tuple[str, ...]:
    return (
        f"--var=CONFDIR={shape.package}",
        f"--var=LOCAL_CONFDIR={shape.conf}",
        f"--var=DBDIR={shape.state}",
        f"--var=RUNDIR={shape.run}",
        f"--var=LOGDIR={shape.places.logs}",
    )


def check(shape: RspamdShape) -> list[str]:
    who = identity(shape.user) if shape.user else None
    said = subprocess.run(
        [CHECKER, *variables(shape), "configtest", "-c", str(shape.package / "rspamd.conf")],
        user=who.uid if who else None,  # root reads what the daemon may not
        group=who.gid if who else None,
        extra_groups=who.groups if who else None,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    output = said.stdout + said.stderr
    if said.returncode == 0 and "syntax OK" in output:
        return []
    return ["Rspamd: " + " ".join(output.split())[:500]]

"""How Dovecot is started, and what can be said of its configuration before it is."""

import subprocess
from pathlib import Path

from preau.engines.dovecot.render import empty_base
from preau.engines.dovecot.shape import DovecotShape
from preau.engines.probes import all_of, answers_imap, answers_lmtp
from preau.engines.program import Program
from preau.engines.users import first_closed

MODULES = Path("/usr/lib/dovecot/modules")


def programs(shape: DovecotShape) -> list[Program]:
    ports = shape.ports
    return [
        Program(
            name="dovecot",
            argv=("/usr/sbin/dovecot", "-F", "-c", str(shape.conf / "dovecot.conf")),
            ready=all_of(answers_imap(ports.imap), answers_lmtp(ports.lmtp)),
            prepare=lambda: prepare(shape),
        )
    ]


def prepare(shape: DovecotShape) -> None:
    empty_base(shape)
    compile_scripts(shape)


def compile_scripts(shape: DovecotShape) -> None:
    """Global scripts are compiled here: deliveries run as `user`, who may not write beside them."""
    for script in sorted((shape.conf / "sieve").rglob("*.sieve")):
        binary = script.with_suffix(".svbin")
        if not binary.exists() or binary.stat().st_mtime <= script.stat().st_mtime:
            _run(shape, "sievec", str(script), str(binary))
            binary.chmod(0o644)


def check(shape: DovecotShape) -> list[str]:
    """Sentences about what would keep Dovecot from working; none is good news."""
    said = _run(shape, "doveconf", "-n")
    complaints = [] if said.returncode == 0 else [_last_line(said.stderr)]
    for user in (shape.user, "dovecot"):
        closed = first_closed(shape.conf, user)
        if closed is not None:
            complaints.append(f"The folder {closed} is closed to the account {user}.")
    return complaints + _missing_plugins(shape)


def _missing_plugins(shape: DovecotShape) -> list[str]:
    driver = "pgsql" if shape.database.kind == "postgresql" else "sqlite"
    packages = {
        "lib21_fts_xapian_plugin.so": "dovecot-fts-xapian",
        "lib90_sieve_plugin.so": "dovecot-sieve",
        f"auth/libdriver_{driver}.so": f"dovecot-{driver}",
    }
    return [
        f"The Debian package {package} is missing."
        for file, package in packages.items()
        if not (MODULES / file).exists()
    ]


def _run(shape: DovecotShape, command: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [command, "-c", str(shape.conf / "dovecot.conf"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]

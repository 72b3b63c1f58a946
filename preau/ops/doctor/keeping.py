"""What we keep: the database, secrets, académies' files, pages' files, virus signatures."""

import socket
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from preau.engines.clamav.shape import database_warning
from preau.engines.places import Places
from preau.identity.models import EngineDomain
from preau.ops.doctor.asking import Check
from preau.ops.doctor.finding import Finding, note, well, wrong
from preau.ops.doctor.questions import PATIENCE
from preau.ops.domains import our_domains
from preau.ops.installation import Installation

STALE_DAYS, DEAD_DAYS = 3, 14
RUN = "Prepare it anew: preau run"


def checks(made: Installation) -> list[Check]:
    return [
        Check("data", "database", database),
        Check("data", "secrets", lambda: secrets(made)),
        Check("data", "signatures", lambda: signatures(made)),
        Check("pages", "static files", static_files),
        Check("pages", "catalogues", catalogues),
    ]


# Database


def database() -> Iterator[Finding]:
    kind = settings.PREAU_DATABASE.kind
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        domains = (
            set(EngineDomain.objects.values_list("domain", flat=True)) if not missing else None
        )
        mode = journal_mode() if kind == "sqlite" else ""
    except DatabaseError as error:
        yield wrong("database", f"does not answer: {error}", "See PREAU_DATABASE")
        return
    if missing:
        names = ", ".join(str(migration) for migration, _ in missing[:3])
        yield wrong("database", f"lacks {len(missing)} migrations ({names})", RUN)
    elif mode not in ("", "wal"):
        yield note("database", f"writes in {mode} mode: readers wait for writers.", RUN)
    else:
        yield well("database", f"answers ({kind}), every migration applied")
    if domains is not None and domains != our_domains():
        yield wrong("domains", "Postfix is told other domains than the académies' files.", RUN)


def journal_mode() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return str(cursor.fetchone()[0])


# Secrets


def secrets(made: Installation) -> Iterator[Finding]:
    files = [path for path in secret_files(made) if path.is_file()]
    open_ones = [path for path in files if is_open(path)]
    for path in open_ones:
        yield wrong("secrets", f"{path} is open to others.", f"chmod o-rwx,g-w {path}")
    if not open_ones:
        yield well("secrets", f"{len(files)} files, closed to others")


def secret_files(made: Installation) -> list[Path]:
    places: Places = made.places
    return [
        *(places.data / "secrets").glob("*"),
        *places.certificates.glob("*.key"),
        *made.rspamd.keys.glob("*.key"),
        made.dovecot.key,
        places.endpoints,
    ]


def is_open(path: Path) -> bool:
    """A group may read: an engine's own. Nobody else may, and no group may write."""
    mode = stat.S_IMODE(path.stat().st_mode)
    return bool(mode & (stat.S_IRWXO | stat.S_IWGRP))


# Antivirus


def signatures(made: Installation) -> Iterator[Finding]:
    warning = database_warning(made.clamav)
    if warning:
        yield note("signatures", warning, "apt install clamav-freshclam, PREAU_FULL_ANTIVIRUS=yes")
        return
    dated = signature_date(version(made.clamav.socket))
    if dated is None:
        yield wrong("signatures", "clamd does not say how old they are.")
        return
    days = (datetime.now(UTC) - dated).days
    words, mend = f"are {days} days old", "Look at freshclam: systemctl status clamav-freshclam"
    if days > DEAD_DAYS:
        yield wrong("signatures", words, mend)
    else:
        yield note("signatures", words, mend) if days > STALE_DAYS else well("signatures", words)


def version(path: Path) -> str:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE)
        line.connect(str(path))
        line.sendall(b"zVERSION\0")
        return line.makefile("rb").read().rstrip(b"\0").decode(errors="replace")


def signature_date(said: str) -> datetime | None:
    """`ClamAV 1.0.9/27510/Tue Jan  7 09:34:23 2025`."""
    try:
        date = datetime.strptime(said.split("/")[2].strip(), "%a %b %d %H:%M:%S %Y")  # noqa: DTZ007 -- clamd writes no zone
    except (IndexError, ValueError):
        return None
    return date.replace(tzinfo=UTC)


# Pages


def static_files() -> Iterator[Finding]:
    root = Path(settings.STATIC_ROOT)
    manifest, stamp = root / "staticfiles.json", root / "stamp"
    if not (manifest.exists() and stamp.exists()):
        yield wrong("static files", "are not built: pages have no style.", RUN)
        return
    sources = (settings.BASE_DIR / "preau" / "web").glob("*/static/**/*")
    newest = max((path.stat().st_mtime for path in sources if path.is_file()), default=0.0)
    if newest > stamp.stat().st_mtime:
        yield note("static files", "are older than their sources.", RUN)
    else:
        yield well("static files", "are built")


def catalogues() -> Iterator[Finding]:
    """English is written in the pages themselves."""
    for code, name in settings.LANGUAGES:
        source = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"
        compiled = source.with_suffix(".mo")
        if code == "en" and not source.exists():
            continue
        if not compiled.exists():
            yield wrong("catalogues", f"{name} is not compiled: pages are in English.", RUN)
        elif source.exists() and compiled.stat().st_mtime < source.stat().st_mtime:
            yield note("catalogues", f"{name} is older than its source.", RUN)
        else:
            yield well("catalogues", f"{name} is compiled")

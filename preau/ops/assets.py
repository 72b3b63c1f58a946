"""The static files as browsers get them: one stylesheet, every name with its hash."""

import hashlib
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from preau.academies.registry import academies

# Builds of the packages that no page loads; some of them import what is not there.
UNUSED = [
    "*.cjs*",
    "*.cov*",
    "htmx.esm*",
    "htmx.amd*",
    "htmx.cjs*",
    "htmx.js",
    "ext",
    "*.ts",
    "*.mts",
    "types",
    "*raw*",
]
STYLES = Path("preau/web/shell/static/shell/css")


def build_assets() -> bool:
    """Make them again when a source changed; returns whether it did."""
    stamp = Path(settings.STATIC_ROOT) / "stamp"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    _one_stylesheet()
    call_command(
        "collectstatic",
        interactive=False,
        clear=True,
        verbosity=0,
        ignore_patterns=UNUSED,
        stdout=StringIO(),
    )
    stamp.write_text(now)
    return True


def _one_stylesheet() -> None:
    """Layers and their order are in the files; their names give the order of reading."""
    sheets = sorted((settings.BASE_DIR / STYLES).glob("*.css"))
    target = Path(settings.DATA) / "assets" / "shell" / "app.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    tokens, *rest = [sheet.read_text() for sheet in sheets]
    target.write_text("\n".join((tokens, accents(), *rest)))


def accents() -> str:
    """Hue and strength only, from each académie's file: contrast holds in every theme."""
    rules = [
        f".accent-{academy.slug} {{ --accent-h: {academy.look.hue}; "
        f"--accent-c: {academy.look.chroma}; }}"
        for academy in academies().all
    ]
    return "@layer tokens {\n" + "\n".join(rules) + "\n}\n"


def _fingerprint() -> str:
    made = hashlib.sha256(accents().encode())
    for path in sorted(_sources()):
        facts = path.stat()
        made.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return made.hexdigest()


def _sources() -> list[Path]:
    web = (settings.BASE_DIR / "preau" / "web").glob("*/static/**/*")
    lock = settings.BASE_DIR / "package-lock.json"
    return [path for path in (*web, lock) if path.is_file()]

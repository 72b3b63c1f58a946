"""A measure apart: a data folder of its own, Django on it, and what was found, kept."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.report import say

# Beside the demo's own, so that a running installation is not disturbed.
FIRST_PORT = 21080


@contextmanager
def apart(kept: Path | None = None, **environment: str) -> Iterator[Path]:
    """What needs settings is imported within: they read the environment once."""
    with data_folder(kept) as data:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "preau.settings", "PREAU_DATA": str(data)}
        os.environ |= environment
        import django  # noqa: PLC0415 -- settings read the environment once

        django.setup()
        yield data


@contextmanager
def data_folder(kept: Path | None) -> Iterator[Path]:
    """Short, because sockets' paths are; open, because engines have users of their own."""
    if kept is not None:
        kept.mkdir(mode=0o755, parents=True, exist_ok=True)
        yield kept.resolve()
        return
    folder = Path(tempfile.mkdtemp(prefix="preau-bench-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(result: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    draft.replace(path)
    say(f"Written to {path}")

"""Where a command's import is remembered, and how much it has before it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from preau.engines.places import Places
from preau.formats.archive import Found


def record_path(places: Places, source: Path, login: str, folder: str) -> Path:
    """Where this import is remembered: one file for one archive, mailbox and folder."""
    name = hashlib.sha256(subject(source, login, folder).encode()).hexdigest()[:16]
    return places.data / "import" / f"{login.replace('/', '_')}-{name}.jsonl"


def subject(source: Path, login: str, folder: str) -> str:
    return f"{source.resolve()} to {login}" + (f" in {folder}" if folder else "")


def count(found: Iterable[Found]) -> int:
    return sum(1 for _ in found)

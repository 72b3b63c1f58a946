"""Where the octets stand: whole contents by their SHA-256, and what is still coming in."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings

PIECE = 1024 * 1024


def _folder(name: str) -> Path:
    return Path(settings.PLACES.data) / "files" / name


def content_path(sha256: str) -> Path:
    return _folder("contents") / sha256[:2] / sha256


def upload_path(key: str) -> Path:
    return _folder("uploads") / key


def received(key: str) -> int:
    """Octets that came so far."""
    try:
        return upload_path(key).stat().st_size
    except FileNotFoundError:
        return 0


@contextmanager
def appending(key: str) -> Iterator[IO[bytes]]:
    """The file of an upload, at its end."""
    path = upload_path(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        yield file


def drop_upload(key: str) -> None:
    upload_path(key).unlink(missing_ok=True)


def drop_strays(older_than: datetime) -> None:
    """What a process left that died between taking a file in and keeping it."""
    for path in _folder("uploads").glob("*"):
        if path.stat().st_mtime < older_than.timestamp():
            path.unlink(missing_ok=True)


def digest(path: Path) -> tuple[str, int]:
    """(SHA-256 in hexadecimal, size), read from the disk itself."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256")
        return found.hexdigest(), file.tell()


def settle(path: Path, sha256: str) -> None:
    """Put a file in the place of its content, unless it stands there already."""
    place = content_path(sha256)
    if place.exists():
        path.unlink()
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.replace(place)


def drop_content(sha256: str) -> None:
    content_path(sha256).unlink(missing_ok=True)


def copy_in(key: str, file: IO[bytes]) -> Path:
    """The octets of an open file, in a file of ours that is not kept yet."""
    with appending(key) as mine:
        while piece := file.read(PIECE):
            mine.write(piece)
    return upload_path(key)

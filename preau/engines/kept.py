"""Files of this installation's own: closed to others, there whole or not at all.

Each belongs to the owner of its folder, so that what a command of root's makes, the web can read.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def keep(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """In the place of what was there."""
    with _draft(path, content, mode) as draft:
        draft.replace(path)


def keep_first(path: Path, content: bytes) -> None:
    """Unless something is there: of two processes that make it at once, one wins."""
    with _draft(path, content, 0o600) as draft, suppress(FileExistsError):
        os.link(draft, path)


def synchronise(path: Path) -> None:
    """What a file holds, or which names a folder has, is on the disk when it returns."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _draft(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_bytes(content)
        draft.chmod(mode)
        _give_to_owner_of(path.parent, draft)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _give_to_owner_of(folder: Path, file: Path) -> None:
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(file, owner.st_uid, owner.st_gid)

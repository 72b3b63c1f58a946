"""One log file a program: appended by the program itself, kept small by the supervisor.

A program holds its file open for life, so a full one is copied and emptied rather than renamed;
what is written between the two is lost, which a log can bear.
"""

import os
import shutil
from pathlib import Path
from typing import BinaryIO

LIMIT = 8 * 2**20
KEPT = 3


def open_log(folder: Path, name: str) -> BinaryIO:
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(_path(folder, name), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    return os.fdopen(handle, "ab", buffering=0)


def rotate(folder: Path, name: str, limit: int = LIMIT) -> bool:
    """Empty the log when it passes `limit` octets, keeping its last KEPT copies."""
    path = _path(folder, name)
    if not path.exists() or path.stat().st_size <= limit:
        return False
    for age in range(KEPT - 1, 0, -1):
        older = path.with_suffix(f".log.{age}")
        if older.exists():
            older.rename(path.with_suffix(f".log.{age + 1}"))
    shutil.copy2(path, path.with_suffix(".log.1"))
    os.truncate(path, 0)
    return True


def last_line(folder: Path, name: str) -> str:
    """The last line with something in it, to say what a program complained of."""
    try:
        with _path(folder, name).open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - 4096))
            lines = log.read().decode(errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.log"

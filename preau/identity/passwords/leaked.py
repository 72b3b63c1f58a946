"""Passwords that leaked elsewhere: a file that the operator may give, never asked over a network.

Sorted lines of SHA-1 in hexadecimal, whole or cut to their first signs, all as long; what follows
a colon does not count. There may be a thousand million: looked for by halves, never read whole.
"""

import mmap
from hashlib import sha1
from pathlib import Path

from django.conf import settings


def is_leaked(password: str) -> bool:
    """False where the operator gave no file."""
    path: Path | None = settings.LEAKED_PASSWORDS
    return path is not None and holds(path, password)


def holds(path: Path, password: str) -> bool:
    wanted = sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    if path.stat().st_size == 0:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
        low, high = 0, len(lines)
        while low < high:
            begin, end = _line_around(lines, (low + high) // 2)
            found = lines[begin:end].partition(b":")[0].strip().upper()
            if found and wanted.startswith(found):
                return True
            low, high = (end + 1, high) if found < wanted else (low, begin)
    return False


def _line_around(lines: mmap.mmap, place: int) -> tuple[int, int]:
    begin = lines.rfind(b"\n", 0, place) + 1
    end = lines.find(b"\n", place)
    return begin, len(lines) if end == -1 else end

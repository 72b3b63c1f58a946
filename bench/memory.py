"""What a process and its children weigh: proportional memory, shared pages counted once."""

import re
from contextlib import suppress

from preau.engines.supervisor.processes import PROC, descendants

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def pss_mb(pid: int) -> float:
    return round(sum(_pss(one) for one in (pid, *(p.pid for p in descendants(pid)))) / 1024, 1)


def _pss(pid: int) -> int:
    """KiB; nothing for one that has just ended."""
    with suppress(OSError):
        found = _PSS.search((PROC / str(pid) / "smaps_rollup").read_text())
        return int(found.group(1)) if found else 0
    return 0

"""Which octets of a file a Range header asks for (RFC 9110 section 14)."""

import re

_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\s*\Z")


class Unsatisfiable(ValueError):
    """It asks for octets that are past the end: 416."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """(first, one past the last), or None for the whole: no header, several ranges, no sense.

    Raises Unsatisfiable. Several ranges at once may be ignored (section 14.2), and are: no browser
    asks so.
    """
    found = _ONE.match(header)
    if found is None or found[0].rstrip().endswith("=-"):
        return None
    first, last = found.groups()
    if not first:
        return _ending(int(last), size)
    if int(first) >= size:
        raise Unsatisfiable
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size


def _ending(count: int, size: int) -> tuple[int, int]:
    """The last so many."""
    if not count or not size:
        raise Unsatisfiable
    return max(0, size - count), size

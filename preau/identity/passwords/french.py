"""What people in France, and in schools, choose first: the words of french.txt."""

from pathlib import Path

_FILE = Path(__file__).with_name("french.txt")


def _sections() -> dict[str, frozenset[str]]:
    """`[first names]` and what follows it, up to the next; a line with `;` is a remark."""
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), set())
        elif not line.startswith(";"):
            current.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


_SECTIONS = _sections()
FIRST_NAMES = _SECTIONS["first names"]
EVERYWHERE = frozenset().union(*_SECTIONS.values())

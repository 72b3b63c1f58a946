"""On which line of a TOML file a key stands: tomllib keeps no positions, people need them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys from the top; a number counts the tables of an array: ("entrances", 1, "host")."""

_TABLE = re.compile(r"\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_ARRAY = re.compile(r"\[\[\s*([^\[\]]+?)\s*\]\]\s*(?:#.*)?")
_KEY = re.compile(r"([A-Za-z0-9_.\-\"' ]+?)\s*=(.*)")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")


@dataclass(frozen=True)
class Place:
    path: Path
    line: int


def line_of(text: str, path: Path, value: str | None = None) -> int:
    """The line of the key at `path`, or of the nearest one above it that is written; from 1.

    With `value`, the first line from there on that holds it in quotes, for lists on many lines.
    """
    places = {place.path: place.line for place in reversed(tuple(_places(text)))}
    line = next(
        (places[path[:size]] for size in range(len(path), 0, -1) if path[:size] in places), 1
    )
    return line if value is None else _line_holding(text, value, line)


def _line_holding(text: str, value: str, start: int) -> int:
    for number, line in enumerate(text.splitlines()[start - 1 :], start):
        if f'"{value}"' in line or f"'{value}'" in line:
            return number
    return start


def _places(text: str) -> Iterator[Place]:
    """Tables and keys in order. Lines within a list or a long string are passed over."""
    table: Path = ()
    counts: dict[Path, int] = {}
    depth = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if depth > 0:
            depth += _opened(line)
        elif found := _ARRAY.fullmatch(line):
            table = _next_of_array(_placed(found[1], counts), counts)
            yield Place(table[:-1], number)
            yield Place(table, number)
        elif found := _TABLE.fullmatch(line):
            table = _placed(found[1], counts)
            yield Place(table, number)
        elif found := _KEY.fullmatch(line):
            yield Place(table + _keys(found[1]), number)
            depth = _opened(found[2])


def _placed(dotted: str, counts: dict[Path, int]) -> Path:
    """The path of a header: a table under an array's last table belongs to that one."""
    path: Path = ()
    keys = _keys(dotted)
    for position, key in enumerate(keys):
        path += (key,)
        if path in counts and position < len(keys) - 1:
            path += (counts[path],)
    return path


def _next_of_array(path: Path, counts: dict[Path, int]) -> Path:
    counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path])


def _keys(dotted: str) -> Path:
    return tuple(key.strip().strip("\"'") for key in dotted.split("."))


def _opened(line: str) -> int:
    """How many brackets stay open at the end of a line, strings and comments apart."""
    bare = _QUOTED.sub("", line).partition("#")[0]
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")

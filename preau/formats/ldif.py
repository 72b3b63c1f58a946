"""LDIF as `ldapsearch` prints it (RFC 2849): entries of attributes, comments left out."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """`attributes` by lower-case name, options such as `;lang-fr` apart; values in order."""

    dn: str
    attributes: dict[str, list[str]] = field(default_factory=dict)

    def values(self, name: str) -> list[str]:
        return self.attributes.get(name.lower(), [])


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    made: Entry | None = None
    for name, value in _pairs(lines):
        if name == "dn":
            if made is not None:
                yield made
            made = Entry(value)
        elif made is not None:
            made.attributes.setdefault(name.partition(";")[0], []).append(value)
    if made is not None:
        yield made


def _pairs(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in _unfolded(lines):
        name, colon, rest = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        if rest.startswith(":"):
            value = base64.b64decode(rest[1:].strip()).decode("utf-8", "replace")
        else:
            value = rest.strip()
        yield name.strip().lower(), value


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """A line that begins with a space goes on with the one before."""
    whole = ""
    for line in lines:
        text = line.rstrip("\r\n")
        if text.startswith(" "):
            whole += text[1:]
        else:
            yield whole
            whole = text
    yield whole

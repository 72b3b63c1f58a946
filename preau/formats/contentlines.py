"""Content lines, the grammar of iCalendar and vCard (RFC 5545 3.1, RFC 6350 3.3); never raises."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

LONGEST = 1_000_000
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r'([A-Za-z0-9.-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAM = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";])*)')
_ESCAPE = re.compile(r"\\([\\;,nN])")


@dataclass(frozen=True)
class Line:
    """One property: upper-case name without its group, parameters, value as it stands."""

    name: str
    value: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as text, escapes undone."""
        return _ESCAPE.sub(_plain, self.value).strip()


def read_lines(text: str) -> Iterator[Line]:
    """The lines that are ones; what cannot be read is passed over."""
    for line in re.split(r"\r?\n", _FOLD.sub("", text[:LONGEST])):
        found = _LINE.match(line)
        if found:
            name = found[1].rpartition(".")[2].upper()
            params = {key.upper(): value.strip('"') for key, value in _PARAM.findall(found[2])}
            yield Line(name, found[3], params)


def components(text: str, kind: str) -> list[list[Line]]:
    """The lines of each component of a kind (VEVENT, VCARD), without those of inner ones."""
    found: list[list[Line]] = []
    inside: list[str] = []
    for line in read_lines(text):
        if line.name == "BEGIN":
            inside.append(line.value.strip().upper())
            if inside[-1] == kind:
                found.append([])
        elif line.name == "END":
            if inside:
                inside.pop()
        elif inside and inside[-1] == kind:
            found[-1].append(line)
    return found


def first(lines: list[Line], name: str) -> Line | None:
    return next((line for line in lines if line.name == name), None)


def _plain(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]

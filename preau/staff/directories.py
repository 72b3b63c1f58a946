"""A directory of staff (LDAP): where it is, which attribute says what, its entries as people."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path

from preau.academies.academy import Academy
from preau.academies.reading import WrongValue, read
from preau.academies.values import Port, Positive, Slug, Text
from preau.engines.errors import WrongConfiguration
from preau.engines.ldap import DirectoryShape, Protection
from preau.formats.ldif import Entry
from preau.formats.table import Line
from preau.staff.headings import Columns
from preau.staff.reading import StaffFile, add_line

MODIFIED = "modifyTimestamp"


@dataclass(frozen=True)
class Attributes:
    """The directory's name of each thing; a thing without one is not read."""

    numen: Text
    family_name: Text = "sn"
    given_name: Text = "givenName"
    birth_date: Text | None = None
    category: Text | None = None
    function: Text | None = None
    uai: Text | None = None
    school: Text | None = None
    starts_on: Text | None = None
    ends_on: Text | None = None
    second_address: Text | None = None
    state: Text | None = None
    identifier: Text | None = None

    @property
    def named(self) -> dict[str, str]:
        return {
            one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)
        }


@dataclass(frozen=True)
class StaffDirectory:
    """One file of `preau staff sync`. `filter` is LDAP's (RFC 4515)."""

    academy: Slug
    host: Text
    base: Text
    attributes: Attributes
    port: Port = 636
    protection: Protection = Protection.TLS
    filter: Text = "(objectClass=inetOrgPerson)"
    dn: Text | None = None
    password_file: Text | None = None
    authority: Text | None = None
    page: Positive = 500

    def query(self, since: str) -> str:
        """`since`: a time as the directory writes it; what has changed from then on."""
        return f"(&{self.filter}({MODIFIED}>={since}))" if since else self.filter

    @property
    def wanted(self) -> list[str]:
        return [*dict.fromkeys(self.attributes.named.values()), MODIFIED]

    @property
    def shape(self) -> DirectoryShape:
        """Raises WrongConfiguration when the password cannot be read."""
        return DirectoryShape(
            self.host,
            self.port,
            self.protection,
            self.dn or "",
            self._password(),
            Path(self.authority) if self.authority else None,
            page=self.page,
        )

    def _password(self) -> str:
        if self.password_file is None:
            return ""
        try:
            return Path(self.password_file).read_text(encoding="utf-8").strip("\r\n")
        except OSError as error:
            sentence = f"{self.password_file} cannot be read: {error.strerror}."
            raise WrongConfiguration(sentence) from error


def load_directory(path: Path) -> StaffDirectory:
    """Raises WrongConfiguration: file and reason."""
    try:
        made = read(StaffDirectory, tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise WrongConfiguration(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, WrongValue) as error:
        raise WrongConfiguration(f"{path}: {error}") from error
    if not (made.filter.startswith("(") and made.filter.endswith(")")):
        raise WrongConfiguration(f"{path}: “filter” stands in parentheses, such as (sn=*).")
    return made


@dataclass
class Answer:
    """People of the entries, and the latest time at which one of them was changed."""

    file: StaffFile = field(default_factory=StaffFile)
    until: str = ""


def read_entries(
    found: Iterable[Entry], directory: StaffDirectory, academy: Academy, since: str
) -> Answer:
    """An entry that cannot be used is told by its name, and stops no other."""
    named = directory.attributes.named
    columns = Columns({name: place for place, name in enumerate(named)}, ())
    made = Answer(until=since)
    people: dict[str, int] = {}
    for number, entry in enumerate(found, start=1):
        made.until = max([made.until, *entry.values(MODIFIED)])
        for cells in _lines(entry, named):
            add_line(made.file, people, Line(number, cells), columns, academy, place=entry.dn)
    return made


def _lines(entry: Entry, named: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """One for each school, when an entry names several; other values are the first."""
    posts = max(1, len(entry.values(named.get("uai", "")) if "uai" in named else []))
    for place in range(posts):
        yield tuple(_value(entry.values(name), place) for name in named.values())


def _value(values: list[str], place: int) -> str:
    if not values:
        return ""
    return values[place] if place < len(values) else values[0]

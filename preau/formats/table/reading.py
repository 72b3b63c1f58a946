"""Which kind of table some octets are: told by the octets, never by the file's name."""

from collections.abc import Iterator

from preau.formats.table.delimited import read_delimited
from preau.formats.table.lines import Line, WrongTable
from preau.formats.table.sheets import read_sheet

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(octets: bytes) -> Iterator[Line]:
    """Every line that is not empty. Raises WrongTable."""
    if not octets.strip():
        raise WrongTable("The file is empty.")
    lines = read_sheet(octets) if octets.startswith((ZIP, OLE)) else read_delimited(octets)
    return (line for line in lines if not line.is_empty)

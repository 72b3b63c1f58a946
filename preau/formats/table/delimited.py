"""CSV: the separator and the encoding are found in the file itself."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any

from preau.formats.table.lines import Line, WrongTable

SEPARATORS = (";", ",", "\t", "|")
_LOOKED_AT = 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(octets: bytes) -> Iterator[Line]:
    """Lines of cells. Raises WrongTable for what is no text, while it is read."""
    text = decoded(octets)
    if "\0" in text:
        raise WrongTable("This is neither a CSV file nor an ODS or XLSX workbook.")
    found = _rows(text, separator(text))
    while True:
        try:
            cells = next(found)
        except StopIteration:
            return
        except csv.Error as error:
            raise WrongTable(f"Line {found.line_num + 1} cannot be read: {error}.") from error
        yield Line(found.line_num, tuple(" ".join(cell.split()) for cell in cells))


def decoded(octets: bytes) -> str:
    """By its mark; else UTF-8 when it is; else what Windows writes in France."""
    for mark, name in _MARKS:
        if octets.startswith(mark):
            return octets.decode(name, "replace")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def separator(text: str) -> str:
    """The one that cuts the first lines into most cells, the same number in each."""
    head = "\n".join(text.splitlines()[:_LOOKED_AT])
    return max(SEPARATORS, key=lambda sign: _evenness(head, sign))


def _evenness(head: str, sign: str) -> tuple[int, int]:
    """How many lines have as many cells as most have, more than one; and how many cells."""
    try:
        widths = [len(row) for row in _rows(head, sign) if any(row)]
    except csv.Error:
        return (0, 0)
    usual = max(set(widths), key=widths.count, default=0)
    return (widths.count(usual), usual) if usual > 1 else (0, 0)


def _rows(text: str, sign: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign)

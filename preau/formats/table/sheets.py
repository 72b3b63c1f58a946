"""Workbooks (ODS, XLSX, XLS): the first sheet that holds something, cells as people read them."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from preau.formats.table.lines import Line, WrongTable

Cell = int | float | str | bool | time | date | datetime | timedelta


def read_sheet(octets: bytes) -> Iterator[Line]:
    """Raises WrongTable for a workbook that is damaged, or closed by a password."""
    try:
        rows = _first_rows(CalamineWorkbook.from_filelike(io.BytesIO(octets)))
    except CalamineError as error:
        raise WrongTable("This workbook cannot be read: is it damaged, or closed?") from error
    for number, row in enumerate(rows, start=1):
        yield Line(number, tuple(written(cell) for cell in row))


def _first_rows(book: CalamineWorkbook) -> list[list[Cell]]:
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if rows:
            return rows
    return []


def written(cell: Cell) -> str:
    """A date as 2026-09-01, a whole number without its decimals."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())

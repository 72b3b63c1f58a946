"""Tables as offices export them: CSV of any usual separator and encoding, ODS, XLSX."""

from preau.formats.table.lines import Line, WrongTable
from preau.formats.table.reading import read_table

__all__ = ["Line", "WrongTable", "read_table"]

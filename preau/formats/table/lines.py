"""One line of a table, and a file that is no table."""

from dataclasses import dataclass


class WrongTable(ValueError):
    """The file cannot be read as a table; str() says why."""


@dataclass(frozen=True)
class Line:
    """`number` as a spreadsheet shows it, from 1; each cell without spaces around it."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)

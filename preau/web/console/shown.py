"""What the console's pages print."""

from dataclasses import dataclass, field
from typing import Literal

from preau.web.shell.frame import Tab
from preau.web.shell.sheet import Sheet

Tone = Literal["", "calm", "good", "warning", "danger"]


@dataclass(frozen=True)
class Cell:
    """One fact of a row. With a `tone` it is printed as a state, with a `url` as a link; `more` is
    a second, quieter line."""

    text: str
    more: str = ""
    url: str = ""
    tone: Tone | None = None


@dataclass(frozen=True)
class Verb:
    """A button of a row: posts `value` as `name` to `url`, or is a link where `is_link`.

    `label` stands alone for those who hear the page: say what of, not “Revoke” alone.
    """

    words: str
    label: str
    url: str
    name: str = ""
    value: str = ""
    is_danger: bool = False
    is_link: bool = False


@dataclass(frozen=True)
class Line:
    """One row. `key` is what a chosen row posts; the first cell is its heading."""

    cells: list[Cell]
    key: str = ""
    label: str = ""
    verbs: list[Verb] = field(default_factory=list)
    can_choose: bool = False


@dataclass(frozen=True)
class Table:
    """A list with its columns: one line a row at a desk, a card a row on a telephone.

    `choose_form` is the id of the form that the boxes of the rows belong to; "" for no boxes.
    `query` is what was searched for, None where one cannot search.
    """

    caption: str
    columns: list[str]
    lines: list[Line]
    url: str = ""
    query: str | None = None
    search_label: str = ""
    tabs: list[Tab] = field(default_factory=list)
    choose_form: str = ""
    position: str = ""
    previous_url: str = ""
    next_url: str = ""
    empty_title: str = ""
    empty_sentence: str = ""
    empty_icon: str = "users"


@dataclass(frozen=True, kw_only=True)
class ConsolePage(Sheet):
    table: Table | None = None

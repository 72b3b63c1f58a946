"""A menu beside one page: what settings and the console have in common."""

from dataclasses import dataclass
from typing import TypedDict

from preau.web.shell.frame import Frame


@dataclass(frozen=True)
class Section:
    """One page, as the menu shows it; `sentence` is for a page that presents them all."""

    name: str
    icon: str
    url: str
    sentence: str = ""
    is_current: bool = False


class Around(TypedDict):
    """What every page of an area has, to be completed by what it shows."""

    frame: Frame
    title: str
    lead: str
    sections: list[Section]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`lead` says in one sentence what the page is for; each subject adds what it shows."""

    frame: Frame
    title: str
    lead: str
    sections: list[Section]

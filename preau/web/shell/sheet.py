"""A menu beside one page: what settings and the console have in common."""

from dataclasses import dataclass
from itertools import groupby
from typing import TypedDict

from preau.web.shell.frame import Frame


@dataclass(frozen=True)
class Section:
    """One page, as the menu shows it; `sentence` is for a page that presents them all, `group` the
    heading it stands under, the same for those that follow each other."""

    name: str
    icon: str
    url: str
    sentence: str = ""
    is_current: bool = False
    group: str = ""


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

    @property
    def menu(self) -> list[tuple[str, list[Section]]]:
        """The menu under its headings."""
        return [(name, list(some)) for name, some in groupby(self.sections, lambda one: one.group)]

    @property
    def menu_here(self) -> str:
        """What the menu calls this page; "" for one that is not in it."""
        return next((one.name for one in self.sections if one.is_current), "")

"""What the portal's pages print."""

from dataclasses import dataclass, field

from preau.academies.portal import Help, NamedLink
from preau.web.shell.announced import Announced
from preau.web.shell.open_page import OpenPage


@dataclass(frozen=True)
class Tile:
    """One door. `key` is what a favourite remembers; `count` of unread messages."""

    key: str
    name: str
    about: str
    url: str
    icon: str
    count: int = 0
    is_outside: bool = False
    signs_in: bool = False
    is_pinned: bool = False


@dataclass(frozen=True)
class Group:
    name: str
    tiles: list[Tile]


@dataclass(frozen=True)
class Bookmark:
    """The address to keep, and how this very browser keeps it."""

    address: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class PortalPage(OpenPage):
    """`query` None: too few tiles to search among. `ordering_url`: empty for fewer than two
    favourites; `is_ordering`: each has buttons that move it; `moved`: the key of the one that has
    just been."""

    bookmark: Bookmark
    groups: list[Group] = field(default_factory=list)
    query: str | None = None
    can_pin: bool = False
    is_ordering: bool = False
    ordering_url: str = ""
    moved: str = ""
    moved_back: bool = False

    @property
    def support(self) -> Help:
        return self.academy.help

    @property
    def charter(self) -> NamedLink:
        return self.academy.charter


@dataclass(frozen=True)
class Function:
    """What people do with the service, and whether it works now."""

    name: str
    icon: str
    works: bool


@dataclass(frozen=True, kw_only=True)
class StatusPage(OpenPage):
    functions: list[Function]
    announced: list[Announced]

    @property
    def all_work(self) -> bool:
        return all(one.works for one in self.functions)

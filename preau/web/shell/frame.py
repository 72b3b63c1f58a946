"""What every signed-in page shows around its own subject: names, boxes, modules, search.

Views fill these; templates only print them. Every sentence arrives already translated,
every number already written as people read it.
"""

from dataclasses import dataclass, field
from typing import Literal

Theme = Literal["auto", "light", "dark", "contrast"]
Density = Literal["comfortable", "compact"]
ReadingPane = Literal["beside", "below", "alone"]
Level = Literal["done", "notice", "warning", "error"]


@dataclass(frozen=True)
class BoxLink:
    """A mailbox this person may open: their own, or a functional one."""

    name: str
    address: str
    url: str
    unread: int = 0
    is_current: bool = False


@dataclass(frozen=True)
class ModuleLink:
    """One door of the rail. `icon` names a symbol of shell/icons.svg."""

    name: str
    icon: str
    url: str
    is_current: bool = False
    unread: int = 0


@dataclass(frozen=True)
class SearchChip:
    """One understood criterion of the search; `without_url` is the same search without it."""

    label: str
    without_url: str


@dataclass(frozen=True)
class Tab:
    """One of the few ways to look at the same list."""

    name: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Fact:
    """One line of what is known of somebody or something."""

    name: str
    value: str


@dataclass(frozen=True)
class Choice:
    """One option of a list to choose from."""

    value: str
    label: str
    is_current: bool = False


@dataclass(frozen=True)
class SearchForm:
    """The advanced search, field by field, as the person left it. Dates are ISO."""

    sender: str = ""
    to: str = ""
    subject: str = ""
    words: str = ""
    after: str = ""
    before: str = ""
    has_attachment: bool = False
    folders: list[Choice] = field(default_factory=list)


@dataclass(frozen=True)
class Toast:
    """What just happened, in the person's words; undone by posting the token to `undo_url`."""

    sentence: str
    undo_token: str | None = None
    undo_url: str = ""
    level: Level = "done"


@dataclass(frozen=True)
class Absent:
    """What mail says of an absence: a sentence, where it leads, the button that ends it."""

    sentence: str
    link: str
    link_url: str
    button: str
    button_url: str
    icon: str
    level: str = "notice"


@dataclass(frozen=True)
class Frame:
    """The shell of a signed-in page."""

    academy_name: str
    academy_slug: str
    person_name: str
    person_address: str
    academy_accent: str = ""
    """The CSS class `accent-<slug>`; empty keeps the neutral accent."""
    logo_url: str | None = None
    boxes: list[BoxLink] = field(default_factory=list)
    modules: list[ModuleLink] = field(default_factory=list)
    search_text: str = ""
    search_url: str = ""
    offers_url: str = ""
    """What completes the search being typed is asked for here."""
    search: SearchForm | None = None
    chips: list[SearchChip] = field(default_factory=list)
    theme: Theme = "auto"
    density: Density = "comfortable"
    reading_pane: ReadingPane = "beside"
    shortcuts_on: bool = True
    has_notices: bool = False
    language: str = "fr"
    help_url: str = ""
    settings_url: str = ""
    compose_url: str = ""
    inbox_url: str = ""
    away: list[str] = field(default_factory=list)
    """One sentence for each engine that does not answer, with what still works."""
    toasts: list[Toast] = field(default_factory=list)
    absent: Absent | None = None

    @property
    def current_box(self) -> BoxLink | None:
        return next((box for box in self.boxes if box.is_current), None)

    @property
    def person_initials(self) -> str:
        return initials(self.person_name)


def initials(name: str) -> str:
    """Two letters for a face we do not have: `Claire Lefèvre` gives `CL`, `scolarité` gives `S`."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    letters = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in letters).upper() or "?"


def tone(address: str) -> int:
    """A quiet colour from 1 to 7, always the same for one address."""
    return sum(address.lower().encode()) % 7 + 1

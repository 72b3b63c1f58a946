"""A folder or a search, row by row."""

from dataclasses import dataclass, field
from typing import Literal

from preau.web.mail.shown.folders import FolderLink
from preau.web.mail.shown.later import When
from preau.web.shell.frame import Tab, initials, tone

View = Literal["flat", "threads"]


@dataclass(frozen=True)
class Empty:
    """Why there is nothing here, and what to do next."""

    title: str
    sentence: str = ""
    action_label: str = ""
    action_url: str = ""
    icon: str = "inbox"


@dataclass(frozen=True)
class Tag:
    """`colour` is 1 to 7, a token of the theme."""

    key: str
    name: str
    colour: int = 1


@dataclass(frozen=True)
class Row:
    """One line of the list: a message, or a conversation by its newest message."""

    id: str
    url: str
    who: str
    subject: str
    date_label: str
    date_iso: str = ""
    date_title: str = ""
    who_title: str = ""
    preview: str = ""
    is_unread: bool = False
    is_flagged: bool = False
    is_answered: bool = False
    is_forwarded: bool = False
    has_attachment: bool = False
    is_outside: bool = False
    is_sealed: bool = False
    """An official sender whose signature was verified."""
    is_draft: bool = False
    woken_title: str = ""
    """Since when it is back, of a message that was snoozed."""
    count: int = 1
    tags: tuple[Tag, ...] = ()
    folder_label: str = ""
    size_label: str = ""
    is_current: bool = False
    unread_in_thread: int = 0
    lit: tuple[str, ...] = ()
    """Beginnings of the words searched for."""
    face: str = ""
    """Whose initials are shown, when `who` says more than a name: `To: Claire Lefèvre`."""

    @property
    def initials(self) -> str:
        return initials(self.face or self.who)

    @property
    def tone(self) -> int:
        return tone(self.who_title or self.who)


@dataclass(frozen=True)
class Listing:
    """A folder or a search, fifty rows at a time."""

    title: str
    folder_key: str
    rows: list[Row] = field(default_factory=list)
    url: str = ""
    """This list without a message open, search and filter kept: where an action comes back."""
    total: int = 0
    total_label: str = ""
    range_label: str = ""
    offset: int = 0
    previous_url: str | None = None
    next_url: str | None = None
    filters: list[Tab] = field(default_factory=list)
    view: View = "flat"
    flat_url: str = ""
    threads_url: str = ""
    empty: Empty | None = None
    query: str = ""
    filter: str = ""
    saved: FolderLink | None = None
    """This very search, when it was kept under a name."""
    mailings_url: str = ""
    """The mailings whose letters stand here; empty while there is none."""
    elsewhere: tuple[Tab, ...] = ()
    """The same search in each other mailbox of this person's."""
    order: str = ""
    orders: list[Tab] = field(default_factory=list)
    every_label: str = ""
    mistakes: list[str] = field(default_factory=list)
    """What of the search could not be read as it was typed, and what was done instead."""
    actions: frozenset[str] = frozenset()
    """Among: archive trash junk not_junk reading star move copy tags snooze wake, and delete (for
    ever)."""
    move_targets: tuple[FolderLink, ...] = ()
    offers: tuple[When, ...] = ()
    """When a snoozed message may come back; `earliest` bounds the field of date and time."""
    earliest: str = ""
    tags: tuple[Tag, ...] = ()
    kept_for: str = ""
    """After how many days what lies here is erased, where it is."""
    folder: FolderLink | None = None
    """The folder itself when it can be renamed, emptied or deleted."""


@dataclass(frozen=True)
class MoreRows:
    """The next rows of a list, for those already shown."""

    box: str
    list: Listing

"""What the mail pages print: folders, rows, messages.

Templates decide nothing: a mark is shown because its boolean says so, an action because its name
is in `actions`, a link because its URL is there. Ids are opaque to the templates and safe in HTML.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from preau.web.shell.frame import Frame, Toast, initials, tone

Standing = Literal["internal", "outside", "unverified"]
View = Literal["flat", "threads"]


@dataclass(frozen=True)
class FolderLink:
    key: str
    name: str
    icon: str
    url: str
    unread: int = 0
    total: int = 0
    depth: int = 0
    is_current: bool = False
    is_special: bool = False
    can_rename: bool = False
    can_empty: bool = False
    can_receive: bool = True
    """Messages may be dropped here."""
    parent_key: str = ""
    children_open: bool = True


@dataclass(frozen=True)
class Gauge:
    """The quota. `percent` is 0 to 100, rounded."""

    percent: int
    used_label: str
    left_label: str
    sentence: str
    level: Literal["calm", "warning", "full"] = "calm"


@dataclass(frozen=True)
class FilterLink:
    name: str
    url: str
    is_current: bool = False


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
    count: int = 1
    tags: tuple[Tag, ...] = ()
    folder_label: str = ""
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
    filters: list[FilterLink] = field(default_factory=list)
    view: View = "flat"
    flat_url: str = ""
    threads_url: str = ""
    empty: Empty | None = None
    query: str = ""
    filter: str = ""
    every_label: str = ""
    mistakes: list[str] = field(default_factory=list)
    """What of the search could not be read as it was typed, and what was done instead."""
    actions: frozenset[str] = frozenset()
    """Among: archive trash junk not_junk reading star move copy tags delete (for ever)."""
    move_targets: tuple[FolderLink, ...] = ()
    tags: tuple[Tag, ...] = ()
    folder: FolderLink | None = None
    """The folder itself when it can be renamed, emptied or deleted."""


@dataclass(frozen=True)
class Person:
    name: str
    address: str
    is_outside: bool = False


@dataclass(frozen=True)
class Attachment:
    """`kind_icon` names a symbol of shell/icons.svg: file-text, image, file-spreadsheet…"""

    name: str
    kind_icon: str
    kind_label: str
    size_label: str
    url: str
    section: str
    preview_url: str | None = None
    thumbnail_url: str | None = None


@dataclass(frozen=True)
class Shown:
    """One message of the reader."""

    id: str
    url: str
    who: str
    address: str
    date_label: str
    date_title: str = ""
    date_iso: str = ""
    is_outside: bool = False
    standing: Standing = "internal"
    standing_sentence: str = ""
    recipients_label: str = ""
    to: list[Person] = field(default_factory=list)
    cc: list[Person] = field(default_factory=list)
    reply_to: list[Person] = field(default_factory=list)
    preview: str = ""
    is_folded: bool = False
    is_unread: bool = False
    is_flagged: bool = False
    is_draft: bool = False
    body_url: str = ""
    text_html: str = ""
    """Safe HTML of a plain text, its last long quote in <details>; printed only when `has_html` is
    false."""
    has_html: bool = False
    is_blank: bool = False
    """It says nothing: no word, no image."""
    blocked_count: int = 0
    images_url: str = ""
    trust_url: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    zip_url: str | None = None
    warnings: list[str] = field(default_factory=list)
    reply_url: str = ""
    reply_all_url: str = ""
    forward_url: str = ""
    forward_attached_url: str = ""
    edit_url: str = ""
    """Where a draft is taken up again."""
    print_url: str = ""
    source_url: str = ""
    eml_url: str = ""
    folder_label: str = ""

    @property
    def initials(self) -> str:
        return initials(self.who)

    @property
    def tone(self) -> int:
        return tone(self.address)


@dataclass(frozen=True)
class Reader:
    """The open message, or the conversation around it, oldest first."""

    id: str
    subject: str
    messages: list[Shown]
    tags: list[Tag] = field(default_factory=list)
    list_url: str = ""
    previous_url: str | None = None
    next_url: str | None = None
    position_label: str = ""
    actions: frozenset[str] = frozenset()
    is_unread: bool = False
    is_flagged: bool = False
    lit: tuple[str, ...] = ()


@dataclass(frozen=True)
class MailPage:
    """The three panes. `page.list` and `page.reader` are also printed alone, as fragments."""

    frame: Frame
    box: str
    title: str
    list: Listing
    folders: Sequence[FolderLink] = ()
    gauge: Gauge | None = None
    reader: Reader | None = None
    unread: int = 0
    """Of the inbox, for the title of the window."""
    opened: Row | None = None
    """In the answer to an opened message: its row, now read, swapped beside the reader."""


@dataclass(frozen=True)
class MoreRows:
    """The next rows of a list, for those already shown."""

    box: str
    list: Listing


@dataclass(frozen=True)
class Acted:
    """What an action changed, out of band: rows gone, rows as they are now, counters, one toast."""

    box: str
    list: Listing
    toast: Toast
    gone: Sequence[str] = ()
    changed: Sequence[Row] = ()
    folders: Sequence[FolderLink] = ()
    gauge: Gauge | None = None
    reload: bool = False
    """Too much changed to say row by row (an undo, a whole search): the list is printed again."""


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class Link:
    name: str
    url: str


@dataclass(frozen=True)
class Preview:
    """One attachment shown in place; exactly one of image, frame (PDF) and text is filled."""

    attachment: Attachment
    back_url: str
    image_url: str = ""
    frame_url: str = ""
    text: str = ""
    facts: list[Fact] = field(default_factory=list)
    """An event or a contact, said in words instead of `text`."""
    inside: list[Link] = field(default_factory=list)
    """The files of one that holds others, to be saved."""
    frame: Frame | None = None


@dataclass(frozen=True)
class FolderForm:
    """Creating or renaming a folder, with what was wrong the last time."""

    action_url: str
    back_url: str
    name: str = ""
    parents: list[FolderLink] = field(default_factory=list)
    parent_key: str = ""
    error: str = ""
    folder: FolderLink | None = None

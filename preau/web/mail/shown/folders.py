"""Folders of a mailbox, and how full it is."""

from dataclasses import dataclass, field
from typing import Literal


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
    is_search: bool = False
    """A search that was kept, shown beside the folders."""
    number: int = 0


@dataclass(frozen=True)
class Gauge:
    """The quota. `percent` is 0 to 100, rounded."""

    percent: int
    used_label: str
    left_label: str
    sentence: str
    level: Literal["calm", "warning", "full"] = "calm"
    alert: "Alert | None" = None


@dataclass(frozen=True)
class Alert:
    """What a full mailbox says above the list. `larger` is the size its owner may give it by one
    click, `ask_url` where to ask for more."""

    sentence: str
    waiting: str = ""
    larger: str = ""
    ask_url: str = ""


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

"""The three panes, and what an action changes in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from preau.web.mail.shown.folders import FolderLink, Gauge
from preau.web.mail.shown.messages import Reader
from preau.web.mail.shown.rows import Listing, Row
from preau.web.shell.frame import Frame, Toast


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

"""What just came, as a browser's own notice may say it: as much as the person chose."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.engines.dovecot.types import Folder
from preau.mail import names, slots
from preau.mail.access import Desk
from preau.web.mail import addresses
from preau.web.mail.pages.asked import Asked
from preau.web.mail.pages.page import rows_now
from preau.web.mail.shown.rows import Row

OLDEST_SECONDS = 3600
MOST_ALONE = 3
FLAT = Asked(view="flat")


@dataclass(frozen=True)
class Notice:
    """`id` tells a message that was told already; `body` may be empty."""

    id: str
    title: str
    body: str
    url: str


@dataclass(frozen=True)
class News:
    unread: int
    notices: list[Notice]


def news(desk: Desk, folder_name: str, seconds: int) -> News:
    """The unread of this folder that came in these last seconds.

    Folders with a role of their own are quiet, but for the inbox: nobody waits for junk.
    """
    folders = desk.folders()
    unread = next((one.unseen for one in folders if one.role == "inbox"), 0)
    found = next((one for one in folders if one.name == folder_name and one.is_selectable), None)
    wish = desk.account.preference.notices
    if slots.is_quiet(desk.account, timezone.now()):
        wish = "off"
    if found is None or found.role not in ("", "inbox") or wish == "off":
        return News(unread, [])
    rows = _arrived(desk, found, min(seconds, OLDEST_SECONDS))
    if len(rows) > MOST_ALONE:
        return News(unread, [_several(desk, found, rows)])
    return News(unread, [_notice(row, found, is_full=wish == "full") for row in rows])


def _arrived(desk: Desk, folder: Folder, seconds: int) -> list[Row]:
    """YOUNGER is RFC 5032's."""
    key = folder.role or folder.key
    desk.select(key)
    wanted = (b"UNSEEN", b"UNDELETED", b"YOUNGER %d" % max(1, seconds))
    uids = list(desk.box.uids_by_arrival(wanted))
    return rows_now(desk, key, FLAT, uids[: MOST_ALONE + 1]) if uids else []


def _notice(row: Row, folder: Folder, *, is_full: bool) -> Notice:
    if is_full:
        return Notice(row.id, row.who, row.subject, row.url)
    return Notice(row.id, _("New message"), names.title(folder), row.url)


def _several(desk: Desk, folder: Folder, rows: list[Row]) -> Notice:
    url = addresses.folder(desk.mailbox.slug, folder.role or folder.key)
    title = ngettext("More than %(n)s new message", "More than %(n)s new messages", MOST_ALONE)
    return Notice(rows[0].id, title % {"n": MOST_ALONE}, names.title(folder), url)

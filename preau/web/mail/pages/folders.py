"""The pane of folders: every role in its place, then the person's own as a tree."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Folder, Usage
from preau.formats.stems import fold
from preau.grace import rules
from preau.grace.actions import growing
from preau.grace.queries import waiting_count
from preau.kit import figures
from preau.mail import names, room
from preau.mail.access import Desk
from preau.mail.saved_searches import searches_of
from preau.web.kit.gauge import share
from preau.web.mail import addresses
from preau.web.mail.pages.asked import Asked
from preau.web.mail.shown.folders import Alert, FolderLink, Gauge

ROLES = (
    "inbox", "snoozed", "drafts", "scheduled", "sent", "archive", "junk", "trash", "all",
)  # fmt: skip
# Messages come here by their own verb, which asks for a time; nor do they come to what is a view.
_CLOSED = frozenset({"all", "drafts", "scheduled", "snoozed"})
_UNCOUNTED = frozenset({"trash", "sent", "all", "drafts", "scheduled", "snoozed"})
ICONS = {
    "inbox": "inbox",
    "snoozed": "alarm-clock",
    "drafts": "pencil",
    "scheduled": "calendar-clock",
    "sent": "send",
    "archive": "archive",
    "junk": "shield-alert",
    "trash": "trash-2",
    "all": "layers",
}


def folder_links(box: str, folders: Sequence[Folder], current: str) -> tuple[FolderLink, ...]:
    return _links(box, tuple(folders), current, get_language())


def side_links(desk: Desk, current: str, asked: Asked) -> tuple[FolderLink, ...]:
    """The folders, then the searches that were kept; one of all of them is the current one."""
    searches = _search_links(desk, current, asked)
    is_search = any(link.is_current for link in searches)
    folders = folder_links(desk.mailbox.slug, desk.folders(), "" if is_search else current)
    return (*folders, *searches)


def _search_links(desk: Desk, current: str, asked: Asked) -> list[FolderLink]:
    shown = (asked.text, current, asked.filter, asked.order)
    return [
        FolderLink(
            key=f"search-{kept.pk}",
            name=kept.name,
            icon="search",
            url=addresses.search(desk.mailbox.slug, kept),
            is_current=shown == (kept.text, kept.folder, kept.quick_filter, kept.order),
            can_receive=False,
            is_search=True,
            number=kept.pk,
        )
        for kept in searches_of(desk.mailbox)
    ]


@lru_cache(maxsize=256)
def _links(
    box: str, folders: tuple[Folder, ...], current: str, _language: str | None
) -> tuple[FolderLink, ...]:
    """Most pages find the folders as the last one did."""
    roles = sorted((f for f in folders if f.role in ROLES), key=lambda f: ROLES.index(f.role))
    own = sorted((f for f in folders if not f.role), key=lambda f: fold(f.name).split("/"))
    keys = {f.name: f.role or f.key for f in folders}
    return tuple(_link(box, f, current, keys) for f in (*roles, *own) if _is_shown(f))


def _is_shown(folder: Folder) -> bool:
    return not folder.name.lower().startswith("virtual") or folder.role == "all"


def _link(box: str, folder: Folder, current: str, keys: dict[str, str]) -> FolderLink:
    key = folder.role or folder.key
    parent = folder.name.rpartition("/")[0]
    return FolderLink(
        key=key,
        name=names.title(folder),
        icon=ICONS.get(folder.role, "folder"),
        url=addresses.folder(box, key) if folder.is_selectable else "",
        unread=0 if folder.role in _UNCOUNTED else folder.unseen,
        total=folder.messages,
        depth=0 if folder.role else folder.name.count("/"),
        is_current=current in (folder.role, folder.key),
        is_special=bool(folder.role),
        can_rename=not folder.role,
        can_empty=folder.role not in ("inbox", "all", "scheduled", "snoozed"),
        can_receive=folder.is_selectable and folder.role not in _CLOSED,
        parent_key="" if folder.role else keys.get(parent, ""),
    )


def gauge_of(desk: Desk) -> Gauge | None:
    """How full this box is; what to do about it, from when it matters."""
    usage = room.usage(desk)
    shown = gauge(usage)
    if shown is None or shown.level == "calm":
        return shown
    waiting = waiting_count(desk.mailbox)
    if shown.level == "full" or waiting:
        shown = replace(shown, alert=_alert(desk, usage, waiting))
    return shown


def _alert(desk: Desk, usage: Usage, waiting: int) -> Alert:
    messages = sum(folder.messages for folder in desk.folders())
    owner = any(one.is_owner for one in desk.memberships if one.mailbox_id == desk.mailbox.pk)
    larger = growing.offered(desk.mailbox) if owner else 0
    asks = growing.may_be_asked(desk.mailbox)
    return Alert(
        sentence=_left_in_words(usage, messages),
        waiting=_waiting_in_words(waiting) if waiting else "",
        larger=figures.size(larger) if larger else "",
        ask_url=reverse("desk:ask") + "?subject=room" if asks else "",
    )


def _left_in_words(usage: Usage, messages: int) -> str:
    """As many messages as those that are here, on the whole."""
    left = max(0, usage.limit - usage.used)
    about = left * messages // usage.used if usage.used else 0
    if not left:
        return _("Your mailbox is full.")
    if not about:
        return _("Only %(left)s left.") % {"left": figures.size(left)}
    words = ngettext(
        "%(left)s left: about %(num)s message.", "%(left)s left: about %(num)s messages.", about
    )
    return words % {"left": figures.size(left), "num": figures.whole(about)}


def _waiting_in_words(waiting: int) -> str:
    words = ngettext(
        "%(num)s message is waiting for room.", "%(num)s messages are waiting for room.", waiting
    )
    return words % {"num": figures.whole(waiting)}


def gauge(usage: Usage) -> Gauge | None:
    if not usage.limit:
        return None
    percent = share(usage)
    left = figures.size(max(0, usage.limit - usage.used))
    level = rules.mood(percent)
    return Gauge(
        percent=percent,
        used_label=_("%(used)s of %(limit)s")
        % {"used": figures.size(usage.used), "limit": figures.size(usage.limit)},
        left_label=_("%(left)s left") % {"left": left},
        sentence=_gauge_sentence(level, left),
        level=level,
    )


def _gauge_sentence(level: str, left: str) -> str:
    if level == "full":
        return _("Your mailbox is full: new messages wait for room. Empty the trash and junk.")
    if level == "warning":
        return _("Only %(left)s left: delete large messages and empty the trash.") % {"left": left}
    return _("%(left)s left for your messages.") % {"left": left}

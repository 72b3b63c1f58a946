"""What a folder is called: to Dovecot (remembered by key), and to people."""

from collections import OrderedDict
from threading import Lock

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from preau.engines.dovecot.types import OURS, Folder

MOST_BOXES = 512
_known: OrderedDict[str, dict[str, Folder]] = OrderedDict()
_lock = Lock()


def learn(login: str, folders: list[Folder]) -> None:
    """Remember every key of a box. A folder renamed later answers Missing, or another
    UIDVALIDITY: the reader of a name must check one of the two."""
    keys = {f.key: f for f in folders if f.is_selectable}
    keys |= {f.role: f for f in folders if f.role and f.is_selectable}
    with _lock:
        _known[login] = keys
        _known.move_to_end(login)
        while len(_known) > MOST_BOXES:
            _known.popitem(last=False)


def recall(login: str, key: str) -> str | None:
    found = glance(login, key)
    return None if found is None else found.name


def glance(login: str, key: str) -> Folder | None:
    """The folder as it was when its box was last asked."""
    return _known.get(login, {}).get(key)


# For who has not been told yet.
_STANDING = {"drafts": "Drafts", "sent": "Sent"} | {role: name for name, role in OURS.items()}


def standing(login: str, role: str) -> str:
    """The name of a folder by its role; of one that may be still to make, too."""
    return recall(login, role) or _STANDING[role]


def title(folder: Folder) -> str:
    """The name people see: the roles in their language, the last part of any other."""
    return role_title(folder.role) or folder.name.rpartition("/")[2]


_TITLES = {
    "inbox": gettext_noop("Inbox"),
    "drafts": gettext_noop("Drafts"),
    "scheduled": gettext_noop("Scheduled"),
    "snoozed": gettext_noop("Snoozed"),
    "sent": gettext_noop("Sent"),
    "junk": gettext_noop("Junk"),
    "trash": gettext_noop("Trash"),
    "archive": gettext_noop("Archives"),
    "all": gettext_noop("All messages"),
}


def role_title(role: str) -> str:
    return _(_TITLES[role]) if role in _TITLES else ""

"""Folders made, renamed, nested, deleted."""

import re

from django.utils.translation import gettext as _

from preau.engines.dovecot.types import Folder
from preau.engines.errors import CommandRefused, Conflict
from preau.kit.errors import NotAllowed, WrongInput
from preau.mail.access import Desk
from preau.mail.actions import filing

LONGEST = 80
# Nor what turns the letters after it round, or a name in which there is nothing to see.
_FORBIDDEN = re.compile(r"[/\x00-\x1f\x7f*%\u202a-\u202e\u2066-\u2069]|^\s*[.~]")
_UNSEEN = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]*")


def create_folder(desk: Desk, name: str, *, parent_key: str = "") -> Folder:
    """Raises WrongInput for a name that cannot be, or is taken."""
    full = _under(desk, _checked(name), parent_key)
    try:
        desk.box.create_folder(full)
    except (Conflict, CommandRefused) as error:
        raise WrongInput(
            _("There is already a folder “%(name)s” here.") % {"name": name}
        ) from error
    return _named(desk, full)


def rename_folder(desk: Desk, key: str, name: str, *, parent_key: str | None = None) -> Folder:
    """Rename, or put under another folder ("" for the top). Raises WrongInput, NotAllowed."""
    folder = _ours_to_change(desk, key)
    if parent_key is None:
        above = folder.name.rpartition("/")[0]
        full = f"{above}/{_checked(name)}" if above else _checked(name)
    else:
        full = _under(desk, _checked(name), parent_key)
    if full.startswith(folder.name + "/"):
        raise WrongInput(_("A folder cannot be put inside itself."))
    if full != folder.name:
        try:
            desk.box.rename_folder(folder.name, full)
        except (Conflict, CommandRefused) as error:
            raise WrongInput(
                _("There is already a folder “%(name)s” here.") % {"name": name}
            ) from error
    return _named(desk, full)


def delete_folder(desk: Desk, key: str) -> int:
    """The folder goes, its messages go to the trash; returns how many. Raises NotAllowed."""
    folder = _ours_to_change(desk, key)
    if any(other.name.startswith(folder.name + "/") for other in desk.folders()):
        raise NotAllowed(_("This folder holds other folders: delete or move those first."))
    count = filing.empty(desk, key).count
    desk.box.delete_folder(folder.name)
    desk.folders(again=True)
    return count


def _checked(name: str) -> str:
    clean = " ".join(name.split())
    if _UNSEEN.fullmatch(clean) or len(clean) > LONGEST or _FORBIDDEN.search(clean):
        raise WrongInput(_("A folder's name has 1 to 80 characters, and none of / * %."))
    if clean.casefold() in ("inbox", "virtual"):
        raise WrongInput(_("This name is taken by the mail system."))
    return clean


def _under(desk: Desk, name: str, parent_key: str) -> str:
    if not parent_key:
        return name
    parent = desk.folder(parent_key)
    if parent.role in ("inbox", "all"):
        raise WrongInput(_("Folders stand beside the inbox, not in it."))
    return f"{parent.name}/{name}"


def _ours_to_change(desk: Desk, key: str) -> Folder:
    folder = desk.folder(key)
    if folder.role:
        raise NotAllowed(_("This folder is one every mailbox has: it keeps its name and place."))
    return folder


def _named(desk: Desk, name: str) -> Folder:
    return next(f for f in desk.folders(again=True) if f.name == name)


def _taken(name: str) -> WrongInput:
    return WrongInput(_("There is already a folder “%(name)s” here.") % {"name": name})

"""What a person points at, as a word an address or a form carries, and the messages it comes to.

`trash` `junk` `heavy` `sent` `lists` `twins`: offers of the clean-up. `folder:<key>` `year:<yyyy>`
`sender:<address>` `message:<key>:<ident>` `search:<words>` `all`. `archive:<number>`: what lies in
an archive that was made and verified.
"""

import re
from datetime import date

from django.utils.translation import gettext as _

from preau.kit.errors import NotFound, WrongInput
from preau.mail import access, names, searching, selection
from preau.mail.access import Desk
from preau.space import offers, twins
from preau.space.choosing import Picked
from preau.space.offers import picked_by
from preau.space.weighing import Shelf, Tell

OFFERS = (*offers.TESTS, "twins")
_SCOPE = re.compile(
    r"(?:(?:folder|year|sender|message|search):.{1,400}|archive:\d{1,18})\Z", re.DOTALL
)
MOST = 20


def check(what: list[str]) -> list[str]:
    """Raises WrongInput for words that point at nothing."""
    known = [word for word in dict.fromkeys(what) if word in (*OFFERS, "all") or _SCOPE.match(word)]
    if not known or len(known) != len(set(what)) or len(known) > MOST:
        raise WrongInput(_("Choose what it is about."))
    return known


def pick(desk: Desk, shelves: list[Shelf], word: str, today: date, tell: Tell) -> Picked:
    """Messages that a word points at. Raises NotFound for a folder or message that is not there."""
    kind, _colon, value = word.partition(":")
    seen = [shelf for shelf in shelves if shelf.is_seen_in_all]
    match kind:
        case "all":
            return picked_by(seen, lambda _shelf, _weight: True)
        case "twins":
            return twins.too_many(desk, shelves, tell)
        case "folder":
            return picked_by([_shelf(shelves, value)], lambda _shelf, _weight: True)
        case "year":
            return picked_by(seen, lambda _shelf, weight: str(weight.day.year) == value)
        case "sender":
            return picked_by(seen, lambda _shelf, weight: weight.sender == value)
        case "message":
            return _message(shelves, value)
        case "search":
            return _searched(desk, value)
    return offers.pick(shelves, kind, today)


def _shelf(shelves: list[Shelf], key: str) -> Shelf:
    found = next((shelf for shelf in shelves if shelf.key == key), None)
    if found is None:
        raise NotFound(_("This folder is no longer here."))
    return found


def _message(shelves: list[Shelf], value: str) -> Picked:
    key, _colon, ident = value.partition(":")
    shelf, (validity, uid) = _shelf(shelves, key), access.message(ident)
    if validity != shelf.uidvalidity:
        raise NotFound(_("This message is no longer here."))
    return {shelf.name: {uid}}


def _searched(desk: Desk, words: str) -> Picked:
    """In all folders, or in the one it names (`dans:`)."""
    key = searching.folder_asked_for(desk, words) or "all"
    search = searching.search_for(words)
    found = selection.select_all(desk, key, search) if search else []
    return {one.folder: set(one.uids) for one in found}


def title(desk: Desk, word: str) -> str:
    """In the person's words."""
    kind, _colon, value = word.partition(":")
    if kind == "folder":
        found = next((f for f in desk.folders() if value in (f.role, f.key)), None)
        return names.title(found) if found else _("A folder that is no longer here")
    if kind == "message":
        return _("One message")
    if kind in ("year", "sender", "search"):
        return value
    return {
        "all": _("The whole mailbox"),
        "archive": _("What the archive holds"),
    }.get(kind) or offer_title(kind)


def offer_title(name: str) -> str:
    return {
        "trash": names.role_title("trash"),
        "junk": names.role_title("junk"),
        "heavy": _("Large attachments of more than a year ago"),
        "sent": _("Sent messages with large attachments"),
        "lists": _("Newsletters and lists of more than six months ago"),
        "twins": _("Messages that are there twice"),
    }[name]

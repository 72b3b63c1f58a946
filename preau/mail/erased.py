"""What was erased for good and can still be taken back: in hidden folders named as those it lay in.

Newest first by the day it was erased, over all of them; looked for as everywhere in mail.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from preau.engines.dovecot.folders import ERASED
from preau.engines.dovecot.types import Folder, Summary
from preau.formats.imap.request import decode_folder
from preau.formats.mime.addresses import addresses_from_envelope
from preau.identity.models import Address
from preau.kit.errors import NotFound
from preau.mail import access, searching
from preau.mail.access import Desk
from preau.mail.selection import Selection

PAGE = 50


@dataclass(frozen=True)
class Place:
    """A message in an erased folder; `key` is that folder's."""

    key: str
    uidvalidity: int
    uid: int

    def __str__(self) -> str:
        """As a form carries it."""
        return f"{self.key}.{self.uidvalidity}-{self.uid}"

    @classmethod
    def read(cls, text: str) -> "Place":
        """Raises NotFound for what no form of ours carries."""
        key, dot, message = text.partition(".")
        if not dot or not key.isalnum() or not key.isascii():
            raise NotFound
        return cls(key, *access.message(message))


@dataclass(frozen=True)
class Erased:
    """One line: `origin` is the name of the folder it lay in, `home` of that it goes back to."""

    place: Place
    summary: Summary
    erased_at: datetime
    origin: str
    home: str


@dataclass(frozen=True)
class Found:
    total: int
    lines: list[Erased]


def look(desk: Desk, words: str = "", *, offset: int = 0, size: int = PAGE) -> Found:
    folders = {folder.key: folder for folder in _folders(desk)}
    places = sorted(_places(desk, folders.values(), words), key=_age, reverse=True)
    return Found(len(places), _lines(desk, folders, places[offset : offset + size]))


def every(desk: Desk, words: str = "") -> list[Place]:
    return [place for _at, place in _places(desk, _folders(desk), words)]


def selections(desk: Desk, places: Sequence[Place]) -> list[Selection]:
    """By folder; what is there no more is left out."""
    folders = {folder.key: folder for folder in _folders(desk)}
    grouped: dict[tuple[str, int], list[int]] = {}
    for place in places:
        folder = folders.get(place.key)
        if folder is not None and folder.uidvalidity == place.uidvalidity:
            grouped.setdefault((folder.name, place.uidvalidity), []).append(place.uid)
    return [Selection(name, validity, tuple(uids)) for (name, validity), uids in grouped.items()]


def origin_of(name: str) -> str:
    """The folder it was, of an erased one: Dovecot 2.3 takes the stored name for the one to show,
    so that it comes encoded twice."""
    return decode_folder(name.removeprefix(ERASED).encode())


def home(desk: Desk, origin: str, summary: Summary, own: frozenset[str]) -> str:
    """Where it lay. Who throws a message away wants it back where they read it, and not there."""
    if origin != desk.folder_name("trash"):
        return origin
    senders = {one.address.lower() for one in addresses_from_envelope(summary.senders)}
    return desk.folder_name("sent") if senders & own else "INBOX"


def own_addresses(desk: Desk) -> frozenset[str]:
    found = Address.objects.filter(mailbox=desk.mailbox).values_list("address", flat=True)
    return frozenset({desk.mailbox.address, *found})


def _folders(desk: Desk) -> list[Folder]:
    return [folder for folder in desk.box.erased_folders() if folder.messages]


def _places(desk: Desk, folders: Iterable[Folder], words: str) -> Iterator[tuple[datetime, Place]]:
    search = searching.search_for(words)
    for folder in folders:
        state = desk.box.select(folder.name)
        uids = desk.box.uids() if search is None else searching.uids(desk.login, desk.box, search)
        for uid, moment in desk.box.saved_at(uids).items():
            yield moment, Place(folder.key, state.uidvalidity, uid)


def _age(found: tuple[datetime, Place]) -> tuple[datetime, int]:
    """Dovecot keeps seconds: within one, the last that came into a folder is the newest."""
    moment, place = found
    return moment, place.uid


def _lines(
    desk: Desk, folders: dict[str, Folder], found: Sequence[tuple[datetime, Place]]
) -> list[Erased]:
    """In the order found; each folder is read once."""
    read: dict[Place, Erased] = {}
    own = own_addresses(desk)
    for key in dict.fromkeys(place.key for _at, place in found):
        here = {place.uid: (at, place) for at, place in found if place.key == key}
        desk.box.select(folders[key].name)
        origin = origin_of(folders[key].name)
        for summary in desk.box.summaries(here):
            at, place = here[summary.uid]
            target = home(desk, origin, summary, own)
            read[place] = Erased(place, summary, at, origin, target)
    return [read[place] for _at, place in found if place in read]

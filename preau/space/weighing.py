"""Every message of a mailbox and what it takes of the quota: what all the rest is counted from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.types import Folder, Weight
from preau.engines.errors import Missing
from preau.identity.models import Mailbox

Tell = Callable[[int], None]
"""Called now and then with how many messages were looked at."""


@dataclass(frozen=True)
class Shelf:
    """A folder and all that lies in it, in the order of UIDs."""

    name: str
    key: str
    role: str
    uidvalidity: int
    weights: list[Weight]

    @property
    def is_seen_in_all(self) -> bool:
        """Whether the view of all messages shows it: lists and searches by sender or year do not
        look into the trash nor junk (conf/virtual/All)."""
        return self.role not in ("trash", "junk") and not self.name.startswith(("Trash/", "Junk/"))

    @property
    def living(self) -> Iterator[Weight]:
        """Without what is deleted already and only waits to be erased."""
        return (one for one in self.weights if "\\Deleted" not in one.flags)


def real_folders(folders: Iterable[Folder]) -> list[Folder]:
    """Those that hold messages of their own: no view, nothing of another's."""
    return [
        folder
        for folder in folders
        if folder.is_selectable and folder.role != "all" and folder.name != "virtual"
    ]


def weigh(box: Box, folders: Iterable[Folder], tell: Tell = lambda _count: None) -> list[Shelf]:
    """All of it, from what Dovecot has at hand. A folder gone meanwhile is left out."""
    shelves, seen = [], 0
    for folder in real_folders(folders):
        try:
            shelf = _weigh_folder(box, folder, partial(_tell_after, tell, seen))
        except Missing:
            continue
        seen += len(shelf.weights)
        shelves.append(shelf)
    return shelves


def _tell_after(tell: Tell, before: int, count: int) -> None:
    tell(before + count)


def _weigh_folder(box: Box, folder: Folder, tell: Tell) -> Shelf:
    state = box.select(folder.name)
    found = []
    for weight in box.weights(box.every_uid()):
        found.append(weight)
        if len(found) % 1000 == 0:
            tell(len(found))
    return Shelf(folder.name, folder.role or folder.key, folder.role, state.uidvalidity, found)


def stamp(mailbox: Mailbox, folders: Iterable[Folder]) -> str:
    """The same while no message came or went and no folder was made: then so is a survey."""
    numbers = [(f.name, f.uidvalidity, f.uidnext, f.messages) for f in real_folders(folders)]
    return f"{mailbox.quota_bytes}-{sha256(repr(sorted(numbers)).encode()).hexdigest()[:32]}"

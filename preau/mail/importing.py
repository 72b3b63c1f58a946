"""An archive brought into a mailbox: every message once, dates and flags kept, stopped anywhere."""

import contextlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from preau.engines.dovecot.box import Box
from preau.engines.errors import CommandRefused, Conflict, EngineAway, Missing, OverQuota
from preau.formats.archive import Broken, Found, Progress, Stored

# What other programs call the folders every mailbox has, at the top of an archive.
ROLES = {
    "inbox": "inbox",
    "boîte de réception": "inbox",
    "courrier entrant": "inbox",
    "sent": "sent",
    "sent items": "sent",
    "sent messages": "sent",
    "envoyés": "sent",
    "éléments envoyés": "sent",
    "drafts": "drafts",
    "brouillons": "drafts",
    "trash": "trash",
    "deleted items": "trash",
    "corbeille": "trash",
    "éléments supprimés": "trash",
    "junk": "junk",
    "spam": "junk",
    "courrier indésirable": "junk",
    "indésirables": "junk",
    "archive": "archive",
    "archives": "archive",
}
# Dovecot sets \Recent itself; anything else that is no plain word is another program's invention.
_FLAG = re.compile(r"\\(Seen|Answered|Flagged|Draft|Deleted)|[A-Za-z0-9$_.-]{1,60}")


class Stopped(Exception):
    """The import cannot go on now; the sentence says why, and what is done stays done."""


@dataclass
class Outcome:
    """What one run did: messages brought, those there already, and what could not be."""

    brought: int = 0
    known: int = 0
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        return self.brought + self.known + len(self.refused)


@dataclass
class Import:
    """One run into a mailbox that is lent. `folder` receives all of it when given."""

    box: Box
    progress: Progress
    folder: str = ""
    is_known: Callable[[str, bytes], bool] = lambda _folder, _raw: False
    """Whether this message, for that folder, is in the mailbox already."""
    outcome: Outcome = field(default_factory=Outcome)
    _names: dict[str, str] = field(default_factory=dict)
    _there: set[str] = field(default_factory=set)
    _roles: dict[str, str] = field(default_factory=dict)
    _may_be_there: bool = False

    def bring(self, found: Iterable[Found], tell: Callable[[Outcome], None]) -> Outcome:
        """Raises Stopped when the mailbox is full or its engine away."""
        self._learn_folders()
        # The last run may have been cut between Dovecot's yes and our note of it.
        self._may_be_there = len(self.progress) > 0
        for one in found:
            self._take(one)
            tell(self.outcome)
        return self.outcome

    def _take(self, one: Found) -> None:
        match one:
            case Broken(key, sentence):
                self._refuse(key, sentence)
            case Stored() if one.key in self.progress:
                self.outcome.known += 1
            case Stored():
                self._add(one)

    def _add(self, one: Stored) -> None:
        try:
            raw = one.read()
            self._append(one, raw)
        except OSError as error:
            self._refuse(one.key, f"{one.key} cannot be read: {error.strerror or error}.")
        except (CommandRefused, Missing, Conflict) as error:
            self._refuse(one.key, f"{one.key} was refused by the mail store: {error}")
        except OverQuota as error:
            raise Stopped("The mailbox is full: empty its trash or raise its quota.") from error
        except EngineAway as error:
            raise Stopped(str(error)) from error

    def _append(self, one: Stored, raw: bytes) -> None:
        if not raw.strip():
            self._refuse(one.key, f"{one.key} is empty.")
            return
        folder = self._folder(one.folder)
        if self.is_known(folder, raw) or (self._may_be_there and self._is_there(folder, raw)):
            self.outcome.known += 1
        else:
            flags = [flag for flag in one.flags if _FLAG.fullmatch(flag)]
            self.box.append(folder, raw, flags=flags, at=one.date)
            self.outcome.brought += 1
        self._may_be_there = False
        self.progress.done(one.key)

    def _refuse(self, key: str, sentence: str) -> None:
        self.outcome.refused[key] = sentence
        self.progress.refuse(key, sentence)

    def _is_there(self, folder: str, raw: bytes) -> bool:
        """The same size to the octet and the same Message-ID, if it has one."""
        self.box.select(folder)
        size = len(raw.replace(b"\0", b""))
        alike = self.box.uids_matching([b"LARGER %d SMALLER %d" % (size - 1, size + 1)])
        return any(one.message_id == _message_id(raw) for one in self.box.summaries(alike))

    # Folders

    def _learn_folders(self) -> None:
        folders = [folder for folder in self.box.folders() if folder.role != "all"]
        self._there = {folder.name for folder in folders}
        self._roles = {folder.role: folder.name for folder in folders if folder.role}

    def _folder(self, path: str) -> str:
        """The folder's name in the mailbox, made if it is not there, with those above it."""
        if path not in self._names:
            name = self._place(path)
            self._make(name)
            self._names[path] = name
        return self._names[path]

    def _place(self, path: str) -> str:
        if self.folder:
            return f"{self.folder}/{path}" if path else self.folder
        top, _, rest = path.partition("/")
        role = ROLES.get(top.casefold(), "") if top else "inbox"
        if role == "inbox" and rest:
            return rest
        home = self._roles.get(role, top)
        return f"{home}/{rest}" if rest else home

    def _make(self, name: str) -> None:
        parts = name.split("/")
        for depth in range(1, len(parts) + 1):
            above = "/".join(parts[:depth])
            if above not in self._there:
                self._create(above)
                self._there.add(above)

    def _create(self, name: str) -> None:
        with contextlib.suppress(Conflict):  # made by somebody else meanwhile, which is as good
            self.box.create_folder(name)


def _message_id(raw: bytes) -> bytes:
    head = re.split(rb"\r\n\r\n", raw[:65536], maxsplit=1)[0]
    found = re.search(rb"(?im)^Message-ID[ \t]*:\s*(<[!-~]{1,250}>)", head)
    return found[1] if found else b""

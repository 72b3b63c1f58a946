"""What a box answers: folders, their state, messages in a line."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

# Folders with a role of ours. Dovecot 2.3 takes no such special use in its configuration, and no
# program would translate one, so they are known by their name, which is in people's language.
OURS = {"Programmés": "scheduled", "Reportés": "snoozed"}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder and its counts. `key` lasts through a rename; `role` is its special use, or "".

    `role`: inbox drafts scheduled snoozed sent junk trash archive all.
    """

    name: str
    key: str
    role: str
    messages: int
    unseen: int
    uidvalidity: int
    uidnext: int
    is_selectable: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """A folder as SELECT found it. `deleted` are marked so: gone for people, not yet erased.

    While all of them are the same, so is the set of messages.
    """

    name: str
    uidvalidity: int
    uidnext: int
    exists: int
    deleted: tuple[int, ...] = ()

    @property
    def messages(self) -> int:
        return self.exists - len(self.deleted)


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """One message as a list shows it; texts still encoded as the sender sent them.

    Each is equal to itself alone: what is made of one can be kept with it.

    `sender`, `recipients`: (name, address) pairs as ENVELOPE gives them, undecoded bytes.
    """

    uid: int
    flags: frozenset[str]
    arrived: datetime
    size: int
    subject: bytes
    date: bytes
    senders: list[Any]
    recipients: list[Any]
    message_id: bytes
    preview: bytes
    folder: str = ""
    real_uid: int = 0


@dataclass(frozen=True, slots=True)
class Whole:
    """One message to be read: header (first 64 KiB), structure, first words; no body yet."""

    uid: int
    flags: frozenset[str]
    arrived: datetime
    size: int
    header: bytes
    structure: Any
    preview: bytes = b""


@dataclass(frozen=True, slots=True)
class Copied:
    """Where messages went: the target's UIDVALIDITY, source UIDs and their new UIDs, in pairs."""

    uidvalidity: int
    sources: tuple[int, ...]
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """Octets used and allowed; no limit is 0."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class Weight:
    """What one message takes of the quota, in octets, and whose it is.

    `sender` is the address in lower case; `is_list` when it came through a mailing list.
    """

    uid: int
    size: int
    day: date
    flags: frozenset[str]
    sender: str
    message_id: str
    is_list: bool

"""The folders of a mailbox that is lent, and the one that is open.

Every method raises EngineAway when Dovecot is gone, Missing or Conflict when it says so.
"""

from preau.engines.dovecot import answers
from preau.engines.dovecot.connection import Connection, Reply
from preau.engines.dovecot.types import Folder, State, Usage
from preau.engines.errors import Conflict
from preau.formats.imap.request import encode_folder, quote

_STATUS = b"STATUS (MESSAGES UNSEEN UIDVALIDITY UIDNEXT X-GUID)"
_LIST = b'LIST "" "*" RETURN (SPECIAL-USE ' + _STATUS + b")"
# What was erased lies in folders of the same names below this one, in no list (see mail.conf).
ERASED = "erased/"
_LIST_ERASED = b'LIST "" "erased/*" RETURN (' + _STATUS + b")"

# Its counts would cost a synchronisation of every folder, and nobody asks for them.
EVERYTHING = Folder("virtual/All", "all", "all", 0, 0, 0, 0)


class Folders:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.state: State | None = None

    def folders(self) -> list[Folder]:
        """Those a person has, then the view of all messages, which no client but ours sees."""
        return [*answers.folders(self._counted(_LIST)), EVERYTHING]

    def erased_folders(self) -> list[Folder]:
        """Those that hold what was erased from the folder of that name, less `ERASED`."""
        return answers.folders(self._counted(_LIST_ERASED))

    def unseen(self, name: str) -> int:
        """How many unread, without opening the folder."""
        return answers.unseen(self._counted(b"STATUS " + quoted(name) + b" (UNSEEN)"))

    def key(self, name: str) -> str:
        """`Folder.key` of one. Raises Missing."""
        return answers.key(self._connection.command(b"STATUS " + quoted(name) + b" (X-GUID)"))

    def octets(self) -> int:
        """What all folders weigh, as the quota counts: exactly, which `usage` tells in KB."""
        return answers.octets(self._counted(b'LIST "" "*" RETURN (STATUS (SIZE))'))

    def create_folder(self, name: str) -> None:
        self._connection.command(b"CREATE " + quoted(name))

    def make_standing(self, name: str) -> None:
        """A folder every program shows, made unless it is there."""
        self._connection.command(b"CREATE " + quoted(name))
        self._connection.command(b"SUBSCRIBE " + quoted(name))

    def rename_folder(self, name: str, new_name: str) -> None:
        self._leave(name)
        self._connection.command(b"RENAME " + quoted(name) + b" " + quoted(new_name))

    def delete_folder(self, name: str) -> None:
        self._leave(name)
        self._connection.command(b"DELETE " + quoted(name))

    def usage(self) -> Usage:
        return answers.usage(self._connection.command(b'GETQUOTAROOT "INBOX"'))

    def select(self, name: str, *, uidvalidity: int | None = None) -> State:
        """Open a folder. Raises Conflict when its UIDs are no longer those the caller knew."""
        state, _before = self._open(name)
        return _known(state, uidvalidity)

    def enter(self, name: str) -> list[Folder]:
        """Open a folder, and the folders as they are: in one write where none was open."""
        if self._connection.selected is not None:
            listed = self.folders()
            self.select(name)
            return listed
        _state, (reply,) = self._open(name, _LIST)
        return [*answers.folders(reply), EVERYTHING]

    def keep_open(self, name: str, *, uidvalidity: int | None = None) -> State:
        """As `select`, but the folder this lending has open stays as it was seen."""
        if self.state is None or self.state.name != name:
            return self.select(name, uidvalidity=uidvalidity)
        return _known(self.state, uidvalidity)

    def _open(self, name: str, *before: bytes) -> tuple[State, list[Reply]]:
        """SELECT after other commands, in one write; refused, it leaves no folder open."""
        self._connection.selected = self.state = None
        *replies, opened, deleted = self._connection.commands(
            *before, b"SELECT " + quoted(name), b"UID SEARCH DELETED"
        )
        self._connection.selected = quoted(name)
        self.state = answers.state(name, opened, deleted)
        return self.state, replies

    def _counted(self, text: bytes) -> Reply:
        """Of the folder this connection has open, Dovecot tells what it saw last: it looks again
        first (NOOP), as another client may have changed it. One after the other: it never reads
        what comes in one write with a NOOP in an open folder."""
        if self._connection.selected is not None:
            self._connection.command(b"NOOP")
        return self._connection.command(text)

    def _leave(self, name: str) -> None:
        """Dovecot will not rename a folder under the connection that has it open."""
        if self._connection.selected == quoted(name):
            self._connection.command(b"UNSELECT")
            self._connection.selected = self.state = None


def _known(state: State, uidvalidity: int | None) -> State:
    if uidvalidity not in (None, state.uidvalidity):
        raise Conflict("The folder was made again meanwhile.")
    return state


def quoted(name: str) -> bytes:
    return quote(encode_folder(name))

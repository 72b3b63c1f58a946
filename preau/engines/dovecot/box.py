"""What can be asked of a mailbox that is lent: its folders, its messages, changes to both."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from preau.engines.dovecot import answers
from preau.engines.dovecot.folders import Folders, quoted
from preau.engines.dovecot.types import Copied, Summary, Weight, Whole
from preau.engines.dovecot.weights import WEIGHED, read_weights
from preau.engines.errors import Missing
from preau.formats.imap.request import flag_list, uid_set
from preau.formats.imap.response import read_fetch

_SUMMARY = b"(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE PREVIEW)"
_VIRTUAL = b"(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE PREVIEW X-MAILBOX X-REAL-UID)"
# Headers of 20 MB exist; what a page shows of one is in its first octets.
HEADER_OCTETS = 65536
_WHOLE = (
    b"(UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE PREVIEW BODY.PEEK[HEADER]<0.%d>)"
    % HEADER_OCTETS
)


Arrival = tuple[bytes, Sequence[str], datetime | None]
"""A message to add: its octets, its flags, when it arrived."""


class Box(Folders):
    """Every method raises EngineAway when Dovecot is gone, Missing, Conflict or OverQuota when it
    says so. Methods on messages act in the folder last given to `select`."""

    # A folder's messages

    def uids_by_arrival(self, criteria: Sequence[bytes] = (b"UNDELETED",)) -> list[int]:
        """Newest first."""
        return self.uids_sorted(b"REVERSE ARRIVAL", criteria)

    def uids_sorted(self, by: bytes, criteria: Sequence[bytes] = (b"UNDELETED",)) -> list[int]:
        """`by` is one of the keys of RFC 5256, `REVERSE SIZE`: those that match, in that order."""
        text = b"UID SORT (" + by + b") UTF-8 " + b" ".join(criteria)
        return answers.numbers(self._connection.command(text), b"SORT")

    def uids_matching(self, criteria: Sequence[bytes]) -> list[int]:
        """Ascending."""
        text = b"UID SEARCH CHARSET UTF-8 " + b" ".join(criteria)
        return sorted(answers.numbers(self._connection.command(text), b"SEARCH"))

    def uids(self) -> list[int]:
        """Every message, ascending: ten times shorter than a search's answer (RFC 4731)."""
        return answers.ranges(self._connection.command(b"UID SEARCH RETURN (ALL) UNDELETED"))

    def save_search(self, criteria: Sequence[bytes]) -> None:
        """Remember what matches as `$` for the next search on this connection (RFC 5182)."""
        text = b"UID SEARCH RETURN (SAVE) CHARSET UTF-8 " + b" ".join(criteria)
        self._connection.command(text)

    def threads(self, criteria: Sequence[bytes] = (b"UNDELETED",)) -> list[list[int]]:
        """UIDs of each conversation, in the server's order (THREAD=REFS)."""
        text = b"UID THREAD REFS UTF-8 " + b" ".join(criteria)
        return answers.threads(self._connection.command(text))

    def conversation(self, uid: int) -> list[int]:
        """UIDs in this folder of the messages linked by References to one (INTHREAD)."""
        return self.uids_matching([b"INTHREAD REFS UID %d" % uid])

    def summaries(self, uids: Iterable[int], *, virtual: bool = False) -> list[Summary]:
        """In the order asked for; what was expunged meanwhile is left out."""
        wanted = list(uids)
        if not wanted:
            return []
        items = _VIRTUAL if virtual else _SUMMARY
        reply = self._connection.command(b"UID FETCH " + uid_set(wanted) + b" " + items)
        found = {s.uid: s for s in answers.summaries(reply)}
        return [found[uid] for uid in wanted if uid in found]

    def flags(self, uids: Iterable[int]) -> dict[int, frozenset[str]]:
        reply = self._connection.command(b"UID FETCH " + uid_set(uids) + b" (UID FLAGS)")
        return answers.flags(reply)

    def saved_at(self, uids: Iterable[int]) -> dict[int, datetime]:
        """When each came into this folder (SAVEDATE, RFC 8514)."""
        found: dict[int, datetime] = {}
        for some in _batches(uids):
            reply = self._connection.command(b"UID FETCH " + some + b" (UID SAVEDATE)")
            found |= answers.saved(reply)
        return found

    def answers_to(self, first: int) -> dict[int, bytes]:
        """In-Reply-To of the messages from a UID on, those that have one."""
        reply = self._connection.command(b"UID FETCH %d:* (UID ENVELOPE)" % first)
        return answers.answered_ids(reply)

    def whole(self, uid: int) -> Whole:
        """Raises Missing when the message is gone."""
        for found in self.wholes([uid]):
            return found
        raise Missing("This message is no longer here.")

    def wholes(self, uids: Iterable[int]) -> list[Whole]:
        """In the order asked for; what was expunged meanwhile is left out."""
        wanted = list(uids)
        if not wanted:
            return []
        text = b"UID FETCH " + uid_set(wanted) + b" " + _WHOLE
        found = {w.uid: w for w in answers.wholes(self._connection.command(text))}
        return [found[uid] for uid in wanted if uid in found]

    def having(self, uids: Iterable[int], names: Sequence[str]) -> set[int]:
        """Those with one of these headers, whatever it says: the index of words cannot tell."""
        asked = b"BODY.PEEK[HEADER.FIELDS (%b)]" % " ".join(names).encode("ascii")
        found: set[int] = set()
        for some in _batches(uids):
            reply = self._connection.command(b"UID FETCH %b (UID %b)" % (some, asked))
            found |= answers.with_fields(reply)
        return found

    def size_of(self, uids: Iterable[int]) -> int:
        """Octets of several messages together."""
        texts = (b"UID FETCH " + some + b" (RFC822.SIZE)" for some in _batches(uids))
        return sum(answers.sizes(self._connection.command(text)) for text in texts)

    def every_uid(self) -> list[int]:
        """Those marked as deleted included: they weigh until they are erased."""
        return answers.ranges(self._connection.command(b"UID SEARCH RETURN (ALL) ALL"))

    def weights(self, uids: Iterable[int]) -> Iterator[Weight]:
        """A thousand at a time, from what Dovecot has at hand: no message is opened for it."""
        for some in _batches(uids, 1000):
            yield from read_weights(self._connection.command(b"UID FETCH " + some + WEIGHED))

    def structures(self, uids: Iterable[int]) -> dict[int, object]:
        """BODYSTRUCTURE of several messages, by UID."""
        wanted = uid_set(uids)
        if not wanted:
            return {}
        reply = self._connection.command(b"UID FETCH " + wanted + b" (UID BODYSTRUCTURE)")
        return answers.structures(reply)

    def sections(self, uid: int, names: Sequence[str], *, most: int = 0) -> dict[str, bytes]:
        """Octets of parts still encoded: `1.2`, `TEXT`, `2.HEADER`, "" for the whole message."""
        bound = b"<0.%d>" % most if most else b""
        items = b" ".join(b"BODY.PEEK[%b]%b" % (name.encode("ascii"), bound) for name in names)
        reply = self._connection.command(b"UID FETCH %d (UID %b)" % (uid, items))
        for fetched in map(read_fetch, reply.untagged):
            if fetched:
                return answers.sections(fetched.items)
        raise Missing("This message is no longer here.")

    def raw(self, uid: int) -> bytes:
        return self.sections(uid, [""])[""]

    def as_arrived(self, uid: int) -> Arrival:
        """A message with what a copy of it elsewhere must keep. Raises Missing."""
        items = b" (UID FLAGS INTERNALDATE BODY.PEEK[])"
        reply = self._connection.command(b"UID FETCH %d" % uid + items)
        for arrival in answers.arrivals(reply):
            return arrival
        raise Missing("This message is no longer here.")

    def real_places(self, uids: Iterable[int]) -> dict[int, tuple[str, int]]:
        """In a virtual folder: where each message really is, as (folder name, UID there)."""
        places: dict[int, tuple[str, int]] = {}
        for some in _batches(uids):
            text = b"UID FETCH " + some + b" (UID X-MAILBOX X-REAL-UID)"
            places |= answers.real_places(self._connection.command(text))
        return places

    # Changes

    def flag(self, uids: Iterable[int], name: str, *, on: bool) -> None:
        """Set or unset one flag or keyword; messages gone meanwhile are passed over."""
        verb = b" +FLAGS.SILENT " if on else b" -FLAGS.SILENT "
        for some in _batches(uids):
            self._connection.command(b"UID STORE " + some + verb + flag_list([name]))

    def move(self, uids: Iterable[int], target: str) -> Copied:
        return self._send_to(b"UID MOVE ", uids, target)

    def copy(self, uids: Iterable[int], target: str) -> Copied:
        return self._send_to(b"UID COPY ", uids, target)

    def expunge(self, uids: Iterable[int]) -> None:
        """Delete for good, these and no other (UIDPLUS, RFC 4315)."""
        for some in _batches(uids):
            self._connection.commands(
                b"UID STORE " + some + b" +FLAGS.SILENT (\\Deleted)", b"UID EXPUNGE " + some
            )

    def expunge_marked(self, uids: Iterable[int]) -> None:
        """Erase those of these that are marked as deleted."""
        for some in _batches(uids):
            self._connection.command(b"UID EXPUNGE " + some)

    def append(
        self, folder: str, message: bytes, *, flags: Sequence[str] = (), at: datetime | None = None
    ) -> tuple[int, int]:
        """Add a message; returns its (UIDVALIDITY, UID). Raises OverQuota, Missing."""
        one = _appendable(message, flags, at)
        return answers.appended(self._connection.command(_append_to(folder) + one).text)

    def append_all(self, folder: str, messages: Sequence[Arrival]) -> None:
        """Add many at once, all or none (MULTIAPPEND, RFC 3502). Raises OverQuota, Missing."""
        every = b"".join(_appendable(*message) for message in messages)
        if every:
            self._connection.command(_append_to(folder) + every)

    def _send_to(self, verb: bytes, uids: Iterable[int], target: str) -> Copied:
        parts = [
            answers.copied(self._connection.command(verb + some + b" " + quoted(target)))
            for some in _batches(uids)
        ]
        return Copied(
            max((part.uidvalidity for part in parts), default=0),
            tuple(uid for part in parts for uid in part.sources),
            tuple(uid for part in parts for uid in part.targets),
        )


def _append_to(folder: str) -> bytes:
    return b"APPEND " + quoted(folder)


def _appendable(message: bytes, flags: Sequence[str], at: datetime | None) -> bytes:
    """No literal may hold NUL (RFC 3501): a stray one is dropped rather than the message lost."""
    date = f' "{at:%d-%b-%Y %H:%M:%S %z}"'.encode() if at else b""
    body = message.replace(b"\0", b"")
    return b" " + flag_list(flags) + date + b" {%d+}\r\n" % len(body) + body


def _batches(uids: Iterable[int], most: int = 4000) -> list[bytes]:
    """UID sets short enough for one command line each (Dovecot takes 64 KiB)."""
    ordered = sorted(set(uids))
    return [uid_set(ordered[start : start + most]) for start in range(0, len(ordered), most)]

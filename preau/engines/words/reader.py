"""Reads the index of words that Dovecot's plugin fts-xapian (1.5.5) writes, with the rights of
whom the mail belongs to.

The plugin itself asks Xapian for a hundred finds at a time and matches anew for each hundred: of
6 000 finds in 100 000 messages that takes 250 ms. Asked for all at once, they take 2.

A folder's index is `~/mail/xapian-indexes/db_GUID`: a document a message, its UID as value 1
(`sortable_serialise`), its terms with a prefix that tells where the words stand. What the plugin
makes of words to look for is done here as it does it, so that both find the same.

One question a connection, as JSON, ended by closing that half; for each folder asked about, the
answer has how many were found and the last UID that is indexed, then the UIDs, 4 octets each.

/usr/bin/python3 -I reader.py SOCKET FOLDER_OF_MAIL ACCOUNT_THAT_MAY_ASK...
"""

import json
import os
import pwd
import re
import socket
import struct
import sys
import unicodedata
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer
from threading import Lock
from typing import Any

import xapian

PREFIXES = {"SUBJECT": "S", "FROM": "A", "TO": "XTO", "CC": "XCC", "BCC": "XBCC", "BODY": "XBDY"}
# Shorter words are in no index: see fts_xapian in engines/dovecot/conf/plugins.conf.
SHORTEST = 2
UID = 1
SECONDS = 10.0
LONGEST_QUESTION = 1024 * 1024
# A writer that commits twice while we read takes the pages away that we stand on.
TIMES = 4
# UIDs by document: 16 MiB, the boxes asked about last.
MOST_KNOWN = 4_000_000
_NAME = re.compile(r"[^/\0]+@[^/\0]+")
_GUID = re.compile(r"[0-9a-f]{32}")
_PARTING = str.maketrans(dict.fromkeys("'\":;<>\n\r@", " ") | {"-": "_"})

Question = list[Any]
"""["and", Q...], ["or", Q...] or ["in", PLACE, TEXT]."""


class Nonsense(Exception):
    """A question that cannot be read."""


def understood(question: Question) -> xapian.Query:
    kind, *rest = question
    match kind:
        case "and":
            return xapian.Query(xapian.Query.OP_AND, [understood(one) for one in rest])
        case "or":
            return xapian.Query(xapian.Query.OP_OR, [understood(one) for one in rest])
        case "in":
            return standing(PREFIXES[rest[0]], rest[1])
    raise Nonsense(kind)


def standing(prefix: str, text: str) -> xapian.Query:
    """All the words of a text; one with points also as it was cut there."""
    parts = text.translate(_PARTING).lower().split()
    spoken = [part for part in parts if len(part) >= SHORTEST]
    return xapian.Query(xapian.Query.OP_AND, [_word(prefix, part) for part in spoken])


def _word(prefix: str, word: str) -> xapian.Query:
    if "." not in word:
        return _term(prefix, word)
    either = [_term(prefix, word.replace(".", "_")), standing(prefix, word.replace(".", " "))]
    return xapian.Query(xapian.Query.OP_OR, either)


def _term(prefix: str, word: str) -> xapian.Query:
    apart = unicodedata.normalize("NFD", word)
    bare = "".join(c for c in apart if not unicodedata.category(c).startswith("M"))
    parser = xapian.QueryParser()
    quoted = f'"{unicodedata.normalize("NFC", bare)}"'
    return parser.parse_query(quoted, xapian.QueryParser.FLAG_PHRASE, prefix)


class Uids:
    """The UID of each document of an index; documents come, and keep their UID and their number."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[bytes, array[int]]] = OrderedDict()
        self._lock = Lock()

    def of(self, path: str, index: xapian.Database) -> "array[int]":
        made, known = self._known.get(path, (b"", array("I")))
        if made != index.get_uuid():
            made, known = index.get_uuid(), array("I", [0])
        known = self._brought_up(index, known)
        self._keep(path, made, known)
        return known

    def _keep(self, path: str, made: bytes, known: "array[int]") -> None:
        with self._lock:
            self._known[path] = made, known
            self._known.move_to_end(path)
            while len(self._known) > 1 and self._weight() > MOST_KNOWN:
                self._known.popitem(last=False)

    def _weight(self) -> int:
        return sum(len(uids) for _, uids in self._known.values())

    @staticmethod
    def _brought_up(index: xapian.Database, known: "array[int]") -> "array[int]":
        missing = index.get_lastdocid() + 1 - len(known)
        if missing <= 0:
            return known
        grown = known + array("I", bytes(4 * missing))
        for value in _uids_from(index, len(known)):
            grown[value.docid] = int(xapian.sortable_unserialise(value.value))
        return grown


def _uids_from(index: xapian.Database, document: int) -> Iterator[Any]:
    values = index.valuestream(UID)
    with suppress(StopIteration):
        yield values.skip_to(document)
        yield from values


class Reader:
    """Finds what a question asks for in folders of one mailbox."""

    def __init__(self, mail: Path) -> None:
        self._mail = mail
        self._uids = Uids()

    def answer(self, asked: dict[str, Any]) -> Iterator[tuple[int, "array[int]"]]:
        """For each folder the last UID that its index knows, and the UIDs found, ascending."""
        query = understood(asked["question"])
        for folder in asked["folders"]:
            yield self.find(self.place(asked["login"], folder), query)

    def place(self, login: str, folder: str) -> str:
        if not _NAME.fullmatch(login) or not _GUID.fullmatch(folder):
            raise Nonsense(folder)
        name, _, domain = login.rpartition("@")
        if {name, domain} & {".", ".."}:
            raise Nonsense(folder)
        return str(self._mail / domain / name / "mail" / "xapian-indexes" / f"db_{folder}")

    def find(self, path: str, query: xapian.Query) -> tuple[int, "array[int]"]:
        for _ in range(TIMES):
            try:
                return self._find(path, query)
            except xapian.DatabaseModifiedError:
                continue
            except xapian.DatabaseNotFoundError:
                break
        return 0, array("I")

    def _find(self, path: str, query: xapian.Query) -> tuple[int, "array[int]"]:
        index = xapian.Database(path)
        last = index.get_value_upper_bound(UID)
        asking = xapian.Enquire(index)
        asking.set_weighting_scheme(xapian.BoolWeight())
        asking.set_docid_order(xapian.Enquire.ASCENDING)
        asking.set_query(query)
        found = asking.get_mset(0, index.get_doccount())
        uids = self._uids.of(path, index) if len(found) else array("I")
        known = map(uids.__getitem__, map(found.get_docid, range(len(found))))
        return int(xapian.sortable_unserialise(last)) if last else 0, array("I", known)


class Conversation(StreamRequestHandler):
    timeout = SECONDS
    server: "Server"

    def handle(self) -> None:
        """Who leaves, or may not ask, or asks nonsense, is left without an answer."""
        with suppress(OSError, ValueError, LookupError, TypeError, Nonsense, xapian.Error):
            if self.peer() not in self.server.allowed:
                return
            asked = json.loads(self.rfile.read(LONGEST_QUESTION))
            answers = list(self.server.reader.answer(asked))
            counts = [[last, len(uids)] for last, uids in answers]
            self.wfile.write(json.dumps(counts).encode() + b"\n")
            for _, uids in answers:
                self.wfile.write(uids.tobytes())

    def peer(self) -> int:
        facts = self.request.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        return int(struct.unpack("3i", facts)[1])


class Server(ThreadingUnixStreamServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path: Path, reader: Reader, allowed: set[int]) -> None:
        path.unlink(missing_ok=True)
        super().__init__(str(path), Conversation)
        # Whoever comes is asked who they are.
        path.chmod(0o666)
        self.reader = reader
        self.allowed = allowed

    def handle_error(self, *_: object) -> None:
        """A question is nobody's business, also in a log: the type of what went wrong is enough."""
        print(f"words: {type(sys.exception()).__name__}", file=sys.stderr)


def main() -> None:
    _, path, mail, *accounts = sys.argv
    allowed = {0, os.getuid(), *(pwd.getpwnam(name).pw_uid for name in accounts)}
    with Server(Path(path), Reader(Path(mail)), allowed) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()

"""A mailbox's messages in one zip: as .eml files in folders, or one mbox a folder; and a manifest.

`manifest.json` says of each message where it stands in the zip, its folder, flags, when it arrived,
and the SHA-256 of its octets (CRLF line ends, as IMAP gives them): by it the archive is verified,
and brought back as it was.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self

from preau.formats.archive.mbox import flags_of
from preau.formats.archive.stored import HEAD, header, looks_like_a_message
from preau.formats.mime.filenames import safe_filename
from preau.formats.mime.words import decode_words

Form = Literal["eml", "mbox"]
MANIFEST = "manifest.json"
VERSION = 1
_LONGEST_NAME = 60
_FROM = re.compile(rb"^(>*From )", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One message of the zip. `number` is its place in an mbox, from 0; 0 in a file of its own."""

    file: str
    number: int
    folder: str
    sha256: str
    octets: int
    flags: tuple[str, ...]
    arrived: str


class Pack:
    """`with Pack(path, "eml") as pack`, then `add` folder by folder."""

    def __init__(self, path: Path, form: Form, *, words: Sequence[tuple[str, str]] = ()) -> None:
        """`words`: files of text to put beside, by name."""
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._form = form
        self._words = words
        self.entries: list[Entry] = []
        self._mbox: IO[bytes] | None = None
        self._in_folder = self._mbox_name = ""
        self._in_mbox = 0
        self._taken: set[str] = set()
        self._aside: list[tuple[str, bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close_mbox()
        if error is None:
            for name, text in self._words:
                self._zip.writestr(name, text)
            self._zip.writestr(MANIFEST, _manifest(self.entries))
        self._zip.close()

    def add(self, folder: str, raw: bytes, flags: Iterable[str], arrived: datetime | None) -> None:
        """`folder` is a path with `/`, in the person's words; its messages follow one another."""
        if self._form == "mbox" and fits_an_mbox(raw):
            file, number = self._into_mbox(folder, raw, arrived)
        else:
            file, number = self._as_file(folder, raw), 0
        self.entries.append(
            Entry(
                file=file,
                number=number,
                folder=folder,
                sha256=sha256(raw).hexdigest(),
                octets=len(raw),
                flags=tuple(sorted(flags)),
                arrived=arrived.isoformat() if arrived else "",
            )
        )

    def _as_file(self, folder: str, raw: bytes) -> str:
        name = f"{safe_path(folder)}/{len(self.entries) + 1:06d} {_subject(raw)}.eml"
        if self._mbox is None:
            self._zip.writestr(name, raw)
        else:  # a zip takes one file at a time
            self._aside.append((name, raw))
        return name

    def _into_mbox(self, folder: str, raw: bytes, arrived: datetime | None) -> tuple[str, int]:
        if self._mbox is None or folder != self._in_folder:
            self._open_mbox(folder)
        assert self._mbox is not None
        self._mbox.write(in_mbox(raw, arrived))
        self._in_mbox += 1
        return self._mbox_name, self._in_mbox - 1

    def _open_mbox(self, folder: str) -> None:
        self._close_mbox()
        stem, number = safe_path(folder), 1
        name = f"{stem}.mbox"
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem} ({number}).mbox"
        self._taken.add(name.casefold())
        self._mbox = self._zip.open(name, "w", force_zip64=True)
        self._in_folder, self._mbox_name, self._in_mbox = folder, name, 0

    def _close_mbox(self) -> None:
        if self._mbox is not None:
            self._mbox.close()
        self._mbox = None
        for name, raw in self._aside:
            self._zip.writestr(name, raw)
        self._aside = []


def in_mbox(raw: bytes, arrived: datetime | None) -> bytes:
    """As mboxrd has it: a line in front, `From ` quoted, an empty line after."""
    when = f"{arrived:%a %b %d %H:%M:%S %Y}" if arrived else "Thu Jan  1 00:00:00 1970"
    quoted = _FROM.sub(rb">\1", raw.replace(b"\r\n", b"\n"))
    return b"From MAILER-DAEMON " + when.encode() + b"\n" + quoted + b"\n"


def fits_an_mbox(raw: bytes) -> bool:
    """Comes back octet for octet: the few that do not (no last line's end, a bare line feed, no
    header first) stand beside it in files of their own."""
    is_whole = raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n")
    is_plain = b"\r\r\n" not in raw and not raw.startswith((b"From ", b">From ", b"\r\n"))
    head = raw[:HEAD]
    return is_whole and is_plain and looks_like_a_message(head) and flags_of(head) is not None


def read_manifest(data: bytes) -> list[Entry]:
    """Raises ValueError for what is no manifest of ours."""
    try:
        lines: Any = json.loads(data)
        if lines["version"] != VERSION:
            raise ValueError("another version")
        return [Entry(**{**line, "flags": tuple(line["flags"])}) for line in lines["messages"]]
    except (TypeError, KeyError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError("no manifest") from error


def _manifest(entries: Iterable[Entry]) -> str:
    lines = ",\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in entries)
    return f'{{"version": {VERSION}, "messages": [\n{lines}\n]}}\n'


def safe_path(folder: str) -> str:
    parts = [safe_filename(part) or "_" for part in folder.split("/") if part]
    return "/".join(parts) or "_"


def _subject(raw: bytes) -> str:
    said = decode_words(header(raw[:65536], b"Subject"))
    return safe_filename(said[:_LONGEST_NAME].strip()) or "message"

"""A Maildir and its folders: Maildir++ (`.Sub.Sub`) and folders within folders."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from preau.formats.archive.stored import Broken, Found, Stored, at, with_crlf
from preau.formats.imap.request import decode_folder

_INFO = re.compile(r"[:;!_]2,([A-Za-z,]*)\Z")
_SECONDS = re.compile(r"(\d{9,10})\.")
_FLAGS = {
    "D": "\\Draft",
    "F": "\\Flagged",
    "P": "$Forwarded",
    "R": "\\Answered",
    "S": "\\Seen",
    "T": "\\Deleted",
}


def is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() or (path / "new").is_dir()


def read(path: Path, *, folder: str = "", name: str = "") -> Iterator[Found]:
    """Its own messages, then those of its `.Sub` folders. `name` begins the keys."""
    yield from _one_folder(path, folder=folder, name=name)
    for inner in _subfolders(path):
        under = "/".join(filter(None, (folder, _folder_name(inner.name))))
        yield from _one_folder(inner, folder=under, name=f"{name}{inner.name}/")


def _subfolders(path: Path) -> list[Path]:
    try:
        inner = [p for p in path.iterdir() if p.name.startswith(".") and is_maildir(p)]
    except OSError:
        return []
    return sorted(inner)


def _folder_name(name: str) -> str:
    """`.R&AOk-unions.2025` gives `Réunions/2025`. Dovecot may also write plain UTF-8."""
    plain = decode_folder(os.fsencode(name.strip(".")))
    return "/".join(part for part in plain.split(".") if part)


def _one_folder(path: Path, *, folder: str, name: str) -> Iterator[Found]:
    keywords = _keywords(path)
    for box in ("cur", "new"):
        try:
            entries = sorted(os.scandir(path / box), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield Broken(f"{name}{box}", f"{name}{box} cannot be read: {error.strerror}.")
            continue
        for entry in entries:
            if entry.name.startswith(".") or not entry.is_file():
                continue
            yield _message(entry, folder=folder, name=name, keywords=keywords, is_new=box == "new")


def _message(
    entry: os.DirEntry[str], *, folder: str, name: str, keywords: Mapping[str, str], is_new: bool
) -> Found:
    """The key is the part of the name that no flag changes."""
    info = _INFO.search(entry.name)
    unique = entry.name[: info.start()] if info else entry.name
    key = f"{name}{_printable(unique)}"
    path = Path(entry.path)
    try:
        stat = entry.stat()
    except OSError as error:
        return Broken(key, f"{key} cannot be read: {error.strerror}.")
    if not stat.st_size:
        return Broken(key, f"{key} is empty.")
    seconds = _SECONDS.match(unique)
    return Stored(
        key=key,
        folder=folder,
        flags=() if is_new or not info else _flags(info[1], keywords),
        date=at(float(seconds[1]) if seconds else stat.st_mtime),
        read=lambda: with_crlf(path.read_bytes()),
    )


def _printable(name: str) -> str:
    return os.fsencode(name).decode(errors="backslashreplace")


def _flags(letters: str, keywords: Mapping[str, str]) -> tuple[str, ...]:
    known = {_FLAGS.get(letter) or keywords.get(letter) for letter in letters}
    return tuple(sorted(flag for flag in known if flag))


def _keywords(path: Path) -> dict[str, str]:
    """Dovecot's file: `0 $Forwarded` says what the letter `a` stands for."""
    try:
        lines = (path / "dovecot-keywords").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return {}
    pairs = re.findall(r"^(\d{1,2}) ([A-Za-z0-9$_.-]+)$", lines, re.MULTILINE)
    return {chr(ord("a") + int(number)): word for number, word in pairs if int(number) < 26}

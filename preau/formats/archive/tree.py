"""A folder of files: .eml, mbox files (Thunderbird's `.sbd` folders), Maildirs on the way."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from preau.formats.archive import maildir, mbox
from preau.formats.archive.stored import (
    HEAD,
    Broken,
    Found,
    Stored,
    at,
    date_of,
    looks_like_a_message,
    with_crlf,
)

_MESSAGES = (".eml", ".emlx", ".mime", ".msg")
_TELLING = re.compile(
    rb"^(From|Received|Return-Path|Message-ID)[ \t]*:", re.MULTILINE | re.IGNORECASE
)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def read(path: Path) -> Iterator[Found]:
    """Whatever stands at that path: a message, a folder in one file, a Maildir, a tree of them."""
    if path.is_dir():
        yield from _directory(path, folder="", name="")
    else:
        yield from _file(path, folder="", name=path.name)


def _directory(path: Path, *, folder: str, name: str) -> Iterator[Found]:
    if maildir.is_maildir(path):
        yield from maildir.read(path, folder=folder, name=name)
        return
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield Broken(name or path.name, f"{path.name} cannot be opened: {error.strerror}.")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            under = "/".join(filter(None, (folder, _folder_name(entry.name))))
            yield from _directory(Path(entry.path), folder=under, name=f"{name}{entry.name}/")
        elif entry.is_file():
            yield from _file(Path(entry.path), folder=folder, name=f"{name}{entry.name}")


def _folder_name(name: str) -> str:
    """`Réunions.sbd` and `Réunions.mbox` are what two programs call the folder Réunions."""
    plain = re.sub(r"\.(sbd|mbox)\Z", "", os.fsencode(name).decode(errors="replace"))
    return "".join(c if c.isprintable() else "_" for c in plain).strip(". ") or "_"


def _file(path: Path, *, folder: str, name: str) -> Iterator[Found]:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        modified = path.stat().st_mtime
    except OSError as error:
        yield Broken(name, f"{name} cannot be read: {error.strerror}.")
        return
    is_named_message = path.suffix.lower() in _MESSAGES
    if mbox.starts_as_mbox(head) and not is_named_message:
        yield from mbox.read(path, folder=_folder_of_mbox(path, folder), name=name)
    elif is_named_message and (sentence := _why_not(name, head)):
        yield Broken(name, sentence)
    elif is_named_message or _is_mail(_without_envelope(head)):
        yield _message(path, head, modified, folder=folder, name=name)


def _folder_of_mbox(path: Path, folder: str) -> str:
    own = "" if path.name == "mbox" else _folder_name(path.name)
    return "/".join(filter(None, (folder, own)))


def _is_mail(head: bytes) -> bool:
    """A file without a telling name is a message when its headers are those of one."""
    return looks_like_a_message(head) and _TELLING.search(head) is not None


def _message(path: Path, head: bytes, modified: float, *, folder: str, name: str) -> Stored:
    head = _without_envelope(head)
    return Stored(
        key=name,
        folder=folder,
        flags=mbox.flags_of(head) or (),
        date=date_of(head) or at(modified),
        read=lambda: with_crlf(_without_envelope(path.read_bytes())),
    )


def _without_envelope(raw: bytes) -> bytes:
    """A saved message sometimes keeps its mbox line; Apple's .emlx begins with its length."""
    raw = raw.lstrip(b"\r\n\xef\xbb\xbf") or raw
    if found := re.match(rb"(\d{1,10})[ \t]*\n", raw):
        raw = raw[found.end() : found.end() + int(found[1])]
    return re.sub(rb"\A(>?From [^\n]*\n)+", b"", raw)


def _why_not(name: str, head: bytes) -> str:
    """Why a file named as a message is none; empty when it may be: headers can be damaged."""
    if not head:
        return f"{name} is empty."
    if head.startswith(_OLE):
        return f"{name} is in Outlook's own format: save it as .eml first."
    if b"\0" in head[:512] and not looks_like_a_message(head):
        return f"{name} is not text: it is no message."
    return ""

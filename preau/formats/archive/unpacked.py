"""A zip of mail read again: one of ours by its manifest, any other as the files it holds."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from preau.formats.archive import mbox
from preau.formats.archive.packed import MANIFEST, Entry, read_manifest
from preau.formats.archive.stored import Broken, Found, Stored

# A manifest says some 300 octets a message.
_LONGEST_MANIFEST = 512 * 1024 * 1024
_PIECE = 1024 * 1024
# It is read whole: more than any server of ours lets in.
LARGEST_MESSAGE = 256 * 1024 * 1024


class WrongArchive(ValueError):
    """It cannot be read as a zip, or unfolds into more than anybody's mail."""


@dataclass(frozen=True)
class Bounds:
    """What a zip may unfold into: octets in all, and files."""

    octets: int
    files: int = 500_000


def is_zip(path: Path) -> bool:
    return zipfile.is_zipfile(path)


def manifest(path: Path) -> list[Entry] | None:
    """None for a zip that is not of our making. Raises WrongArchive."""
    with _opened(path) as archive:
        if MANIFEST not in archive.namelist():
            return None
        if archive.getinfo(MANIFEST).file_size > _LONGEST_MANIFEST:
            raise WrongArchive("too large")
        try:
            return read_manifest(archive.read(MANIFEST))
        except ValueError:
            return None


def refuse_beyond(path: Path, bounds: Bounds) -> None:
    """Who made the manifest may not mean well. Python reads no more of a file than the zip says it
    holds. Raises WrongArchive."""
    with _opened(path) as archive:
        sizes = [one.file_size for one in archive.infolist()]
    if len(sizes) > bounds.files or sum(sizes) > bounds.octets:
        raise WrongArchive("too large")


def read_back(path: Path, entries: list[Entry], scratch: Path) -> Iterator[tuple[Entry, Found]]:
    """Each message of the manifest as it stands in the zip, in the order of its files. Mboxes are
    unfolded into `scratch`, one at a time."""
    with _opened(path) as archive:
        known = set(archive.namelist())
        for file, those in _by_file(entries).items():
            if file not in known:
                yield from ((one, Broken(file, f"{file} is missing.")) for one in those)
            elif file.endswith(".mbox"):
                yield from _of_mbox(archive, file, those, scratch)
            else:
                yield from ((one, _message(archive, one)) for one in those)


def damaged(path: Path, entries: list[Entry], scratch: Path) -> Iterator[bool]:
    """For each message, whether what stands in the zip is not what the manifest says."""
    for entry, found in read_back(path, entries, scratch):
        yield isinstance(found, Broken) or sha256(found.read()).hexdigest() != entry.sha256


def unfold(path: Path, into: Path, bounds: Bounds) -> None:
    """Every file, under its own folders and nowhere else. Raises WrongArchive."""
    with _opened(path) as archive:
        files = [one for one in archive.infolist() if not one.is_dir()]
        if len(files) > bounds.files:
            raise WrongArchive("too many files")
        left = bounds.octets
        for one in files:
            left = _unfold_one(archive, one, into / _inside(one.filename), left)


def _unfold_one(archive: zipfile.ZipFile, one: zipfile.ZipInfo, target: Path, left: int) -> int:
    """What a zip says of its sizes may be a lie: octets are counted as they come."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(one) as source, target.open("wb") as file:
            while piece := source.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise WrongArchive("too large")
                file.write(piece)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise WrongArchive("damaged, or locked by a password") from error
    return left


def _inside(name: str) -> Path:
    """No part that leads up or out."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return Path(*[part[:200] for part in parts]) if parts else Path("_")


def _of_mbox(
    archive: zipfile.ZipFile, file: str, those: list[Entry], scratch: Path
) -> Iterator[tuple[Entry, Found]]:
    unfolded = scratch / "unfolded.mbox"
    with archive.open(file) as source, unfolded.open("wb") as target:
        shutil.copyfileobj(source, target, _PIECE)
    wanted = {one.number: one for one in those}
    found = (one for one in mbox.read(unfolded, name=file) if isinstance(one, Stored))
    for number, one in enumerate(found):
        if entry := wanted.pop(number, None):
            yield entry, _as_said(entry, one.read())
    yield from ((one, Broken(file, f"{file} is cut.")) for one in wanted.values())
    unfolded.unlink()


def _message(archive: zipfile.ZipFile, entry: Entry) -> Found:
    if archive.getinfo(entry.file).file_size > LARGEST_MESSAGE:
        return Broken(entry.file, f"{entry.file} is too large for a message.")
    try:
        return _as_said(entry, archive.read(entry.file))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return Broken(entry.file, f"{entry.file} is damaged.")


def _as_said(entry: Entry, raw: bytes) -> Stored:
    return Stored(
        key=f"{entry.file}#{entry.number}",
        folder=entry.folder,
        flags=entry.flags,
        date=_moment(entry.arrived),
        read=lambda: raw,
    )


def _moment(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _by_file(entries: list[Entry]) -> dict[str, list[Entry]]:
    files: dict[str, list[Entry]] = {}
    for one in entries:
        files.setdefault(one.file, []).append(one)
    return files


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise WrongArchive("no zip") from error

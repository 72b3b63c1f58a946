"""A message as a file, its attachments as one."""

import io
import zipfile

from preau.engines.dovecot.box import Box
from preau.formats.mime.filenames import safe_filename
from preau.formats.mime.structure import content
from preau.mail.reading import Letter


def raw(box: Box, letter: Letter, *, most: int = 0) -> bytes:
    """The message as it arrived, or as it is enclosed in another."""
    return box.sections(letter.uid, [letter.section], most=most)[letter.section]


def zip_attachments(box: Box, letter: Letter) -> bytes:
    """Every attachment, under names made different where two are the same."""
    parts = letter.enclosed
    encoded = box.sections(letter.uid, [part.section for part in parts])
    made = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            name = _free_name(part.filename, taken)
            archive.writestr(name, content(part, encoded[part.section]))
    return made.getvalue()


def _free_name(name: str, taken: set[str]) -> str:
    stem, dot, end = name.rpartition(".")
    free, number = name, 2
    while free.casefold() in taken:
        free = f"{stem} ({number}){dot}{end}" if dot else f"{name} ({number})"
        number += 1
    taken.add(free.casefold())
    return free


def name_for(letter: Letter, end: str) -> str:
    return safe_filename(f"{letter.subject or 'message'}"[:80].strip() + f".{end}")

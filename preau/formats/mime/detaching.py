"""A message without the weight of some of its parts: each gives its place to a note.

Every other octet stays as it was.
"""

import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from preau.formats.mime.fields import parameter_field
from preau.formats.mime.message import Opened, open_message
from preau.formats.mime.part import Part

# By which the reader knows the note again, and the file that it stands for.
PARAMETER = "x-preau-file"


class CannotDetach(Exception):
    """The message is not built so that a part of it can be taken out alone."""


@dataclass(frozen=True)
class Note:
    """What stands in the place of a file: its name, the number we keep it under, what is said."""

    name: str
    number: int
    text: str

    def octets(self) -> bytes:
        """A small text with the file's name, which any program shows."""
        name = f"{self.name}.txt"
        kind = {"charset": "utf-8", "name": name, PARAMETER: str(self.number)}
        head = parameter_field("Content-Type", "text/plain", kind)
        head += parameter_field("Content-Disposition", "attachment", {"filename": name})
        text = binascii.b2a_qp(self.text.encode(), istext=True).replace(b"\n", b"\r\n")
        return head + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + text


def number_of(part: Part) -> int | None:
    """Of the file that a note stands for; None for any other part. Anybody may write a note."""
    said = part.params.get(PARAMETER, "")
    return int(said) if said.isdecimal() and len(said) < 18 else None


def without(opened: Opened, notes: Mapping[str, Note]) -> bytes:
    """The message with a note in the place of each of these sections. Raises CannotDetach."""
    made = opened.raw
    # From the last on, so that what stands before has not moved.
    for section in sorted(notes, key=lambda one: opened.heads.get(one, -1), reverse=True):
        start, end = opened.heads.get(section, 0), opened.places.get(section, (0, 0))[1]
        if not 0 < start < end or not _stands_alone(opened, section):
            raise CannotDetach
        made = made[:start] + notes[section].octets() + made[end:]
    _check(opened, open_message(made), notes)
    return made


def _stands_alone(opened: Opened, section: str) -> bool:
    """In a multipart: the body of a whole message has no header of its own."""
    every = opened.structure.walk()
    return any(section == child.section for part in every for child in part.children)


def _check(before: Opened, after: Opened, notes: Mapping[str, Note]) -> None:
    """Nothing else may have moved. Raises CannotDetach."""
    olds, news = list(before.structure.walk()), list(after.structure.walk())
    if [part.section for part in olds] != [part.section for part in news]:
        raise CannotDetach
    for old, new in zip(olds, news, strict=True):
        if old.section in notes:
            if number_of(new) != notes[old.section].number:
                raise CannotDetach
        elif not old.is_multipart and before.encoded(old) != after.encoded(new):
            raise CannotDetach

"""Messages of a mailbox as rules look at them: a body is read only when a rule asks for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from preau.engines.dovecot.box import Box
from preau.formats.mime.headers import Headers
from preau.formats.sieve.examined import is_attached, readable
from preau.mail.reading import Letter, read_letters, read_texts

A_BATCH = 100


@dataclass(frozen=True, eq=False)
class InBox:
    """A message of the folder that is open."""

    letter: Letter
    box: Box

    @property
    def headers(self) -> Headers:
        return self.letter.headers

    @property
    def size(self) -> int:
        return self.letter.whole.size

    @property
    def arrived(self) -> datetime:
        return self.letter.whole.arrived

    @cached_property
    def has_attachment(self) -> bool:
        return any(is_attached(p) for p in self.letter.structure.walk(into_messages=True))

    @cached_property
    def texts(self) -> Sequence[str]:
        every = self.letter.structure.walk(into_messages=True)
        parts = [part for part in every if part.maintype == "text"]
        said = read_texts(self.box, self.letter, parts)
        return [readable(part, text) for part, text in zip(parts, said, strict=True)]


def in_box(box: Box, uids: Sequence[int]) -> Iterator[InBox]:
    """Of the open folder, in the order asked for; those that are gone are left out."""
    for start in range(0, len(uids), A_BATCH):
        for letter in read_letters(box, uids[start : start + A_BATCH]):
            yield InBox(letter, box)

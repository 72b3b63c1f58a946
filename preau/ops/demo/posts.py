"""A message between people, before it is put into a format."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from preau.ops.demo.persons import Person


@dataclass(frozen=True)
class Paper:
    """An attachment."""

    name: str
    kind: str
    content: bytes = field(repr=False)
    method: str = ""


@dataclass(frozen=True)
class Post:
    """`text` has one line a paragraph. `answers` is what it quotes; `html` replaces the text's."""

    key: str
    date: datetime
    sender: Person
    to: tuple[Person, ...]
    subject: str
    text: str
    cc: tuple[Person, ...] = ()
    answers: "Post | None" = None
    is_forward: bool = False
    papers: tuple[Paper, ...] = ()
    folder: str = ""
    tags: tuple[str, ...] = ()
    html: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    envelope: str = ""

    @property
    def message_id(self) -> str:
        seed = f"{self.key}/{self.date.isoformat()}/{self.sender.address}"
        return f"<{hashlib.sha256(seed.encode()).hexdigest()[:24]}@{self.sender.domain}>"

    @property
    def references(self) -> tuple[str, ...]:
        if not self.answers:
            return ()
        return (*self.answers.references, self.answers.message_id)

    @property
    def recipients(self) -> tuple[Person, ...]:
        return self.to + self.cc

    @property
    def bare_subject(self) -> str:
        """Without what answers and forwards put before it."""
        return self.answers.bare_subject if self.answers else self.subject

"""One line of the doctor's report."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """A NOTE deserves a look and does not stop mail; WRONG does, or soon will."""

    WELL = "well"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """`mend` says what to do, one step a line; `room` is filled by whoever ran the check."""

    subject: str
    level: Level
    words: str
    mend: tuple[str, ...] = ()
    room: str = ""


def well(subject: str, words: str) -> Finding:
    return Finding(subject, Level.WELL, words)


def note(subject: str, words: str, *mend: str) -> Finding:
    return Finding(subject, Level.NOTE, words, mend)


def wrong(subject: str, words: str, *mend: str) -> Finding:
    return Finding(subject, Level.WRONG, words, mend)

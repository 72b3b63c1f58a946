"""The expression as questions to our reader of the index (engines/words): what stands where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from preau.formats.search.imap import Criteria, criteria
from preau.formats.search.keys import Either, Key, Keys, Standing, looks_into_text

Question = tuple[Any, ...]
"""("and", Q...), ("or", Q...) or ("in", place, text)."""


@dataclass(frozen=True)
class Parted:
    """What the index tells, with whether it must hold, and what the mailbox tells of itself."""

    questions: tuple[tuple[Question, bool], ...]
    plain: Criteria


class _Mixed(Exception):
    """A choice between what the index tells and what it does not."""


def parted(asked: Keys) -> Parted | None:
    """None when no text is looked for, or when one is only a choice beside what is none."""
    texts = [key for key in asked.wanted if looks_into_text(key)]
    plain = criteria(key for key in asked.wanted if not looks_into_text(key))
    told = [(some, so) for some, so in ((texts, True), (asked.unwanted, False)) if some]
    try:
        questions = tuple((_every(some), so) for some, so in told)
    except _Mixed:
        return None
    return Parted(questions, plain) if questions else None


def _every(keys: Sequence[Key]) -> Question:
    return ("and", *map(_asked, keys))


def _asked(key: Key) -> Question:
    match key:
        case Standing():
            return ("in", key.place.decode(), key.text)
        case Either():
            return ("or", *map(_every, key.choices))
    raise _Mixed

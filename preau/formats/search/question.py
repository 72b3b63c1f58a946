"""The expression as a question to our reader of the index (engines/words): what stands where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from preau.formats.search.imap import Criteria, criteria
from preau.formats.search.keys import (
    Either,
    Key,
    Keys,
    Standing,
    Without,
    looks_into_text,
)

Question = tuple[Any, ...]
"""("and", Q...), ("or", Q...), ("not", Q) or ("in", place, text)."""


@dataclass(frozen=True)
class Parted:
    """What the index tells, and what the mailbox tells of itself: both hold."""

    question: Question
    plain: Criteria


class _Mixed(Exception):
    """A choice between what the index tells and what it does not."""


def parted(asked: Keys) -> Parted | None:
    """None when no text is looked for, or when one is only a choice beside what is none."""
    texts = [key for key in asked.wanted if looks_into_text(key)]
    if not texts and not asked.unwanted:
        return None
    try:
        questions = [_asked(key) for key in texts]
        questions += [("not", _every(asked.unwanted))] if asked.unwanted else []
    except _Mixed:
        return None
    plain = [key for key in asked.wanted if not looks_into_text(key)]
    return Parted(("and", *questions), criteria(plain))


def _every(keys: Sequence[Key]) -> Question:
    return ("and", *map(_asked, keys))


def _asked(key: Key) -> Question:
    match key:
        case Standing():
            return ("in", key.place.decode(), key.text)
        case Either():
            return ("or", *map(_every, key.choices))
        case Without():
            return ("not", _every(key.keys))
    raise _Mixed

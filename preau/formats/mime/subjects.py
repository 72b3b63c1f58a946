"""Subjects and references of an answer or a forward: what is kept, what is not piled up."""

import re
from collections.abc import Sequence

from preau.formats.mime.headers import message_ids
from preau.formats.mime.words import one_line

# Re, Ré, Réf… no: only whole marks, of the mailers met in French schools and their neighbours.
_MARKS = re.compile(
    r"\s*(?:re|ré|rép|rép\.|réponse|aw|antw|sv|vs|odp|ynt|rv|tr|fw|fwd|wg|vb|enc|i?trans)"
    r"(?:\s*[\[(]\d{1,3}[\])]|\s*\^\d{1,3})?\s?[:：]",
    re.IGNORECASE,
)
_LIST_TAG = re.compile(r"\s*(\[[^\[\]]{1,60}\])(?=\s)")
_ROOM = 2000

# RFC 5322 sets no limit, but some gateways do; the ends of a thread are what threads it.
_REFERENCES_FIRST, _REFERENCES_LAST = 1, 30


def reply_subject(subject: str) -> str:
    """`RE : Re: TR: Conseil` is answered by `Re: Conseil`."""
    return f"Re: {base_subject(subject)}".strip()


def forward_subject(subject: str, mark: str = "TR") -> str:
    """`Fwd: Re: Conseil` goes on as `TR: Conseil`, or with the mark of another language."""
    return f"{mark}: {base_subject(subject)}".strip()


def base_subject(subject: str) -> str:
    """Without the marks in front, nor those after a mailing list's `[tag]`."""
    rest = _without_marks(one_line(subject)[:_ROOM])
    tag = _LIST_TAG.match(rest)
    if tag is None:
        return rest
    return f"{tag[1]} {_without_marks(rest[tag.end() :])}".strip()


def _without_marks(text: str) -> str:
    while found := _MARKS.match(text):
        text = text[found.end() :]
    return text.strip()


def reply_references(message_id: str, references: str | Sequence[str]) -> tuple[str, ...]:
    """References of an answer to `message_id` (RFC 5322 3.6.4): the thread's, then that one."""
    before = message_ids(references if isinstance(references, str) else " ".join(references))
    ids = [one for one in dict.fromkeys(before) if one != message_id]
    ids += message_ids(message_id)
    if len(ids) <= _REFERENCES_FIRST + _REFERENCES_LAST:
        return tuple(ids)
    return (*ids[:_REFERENCES_FIRST], *ids[-_REFERENCES_LAST:])

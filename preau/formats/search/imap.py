"""The expression as IMAP SEARCH criteria (RFC 3501 section 6.4.4, SEARCHRES of RFC 5182).

What a person typed only ever travels as a `Text`; every other element is a constant of ours, a
date, a number, or a keyword checked to be an atom. So nothing typed can become a command.

A negated text anywhere empties the whole answer of Dovecot's xapian index (1.5.5). What must be
absent is therefore searched first and saved (`unwanted`, sent as `UID SEARCH RETURN (SAVE) CHARSET
UTF-8 …`), and the search proper says `NOT $`. Other negations (flags, dates, keywords) are fine as
they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from preau.formats.imap.request import quote
from preau.formats.search.keys import (
    Either,
    Key,
    Keys,
    Plain,
    Standing,
    Stem,
    Tag,
    Without,
    keys,
    keyword,
)
from preau.formats.search.tree import Attached, Expression, Within, conjuncts
from preau.formats.stems import fold, forms


@dataclass(frozen=True)
class Text:
    """A string argument: to be quoted or sent as a literal, never as it stands."""

    value: str


Criteria = list[bytes | Text]


def to_imap(
    expression: Expression, *, stem: Stem = forms, shortest: int = 3, tag: Tag = keyword
) -> Criteria:
    """For SEARCH, SORT or THREAD with charset UTF-8. Holds `NOT $` when `unwanted` is not empty.

    Folders (`dans:`) are left out: see `folders`.
    """
    return proper(keys(expression, stem=stem, shortest=shortest, tag=tag))


def unwanted(
    expression: Expression, *, stem: Stem = forms, shortest: int = 3, tag: Tag = keyword
) -> Criteria:
    """What to search and save before `to_imap`'s answer is sent; empty when nothing is."""
    return criteria(keys(expression, stem=stem, shortest=shortest, tag=tag).unwanted)


def proper(asked: Keys) -> Criteria:
    """The search proper, after that of what is unwanted."""
    said = criteria(asked.wanted) + ([b"NOT", b"$"] if asked.unwanted else [])
    return said or [b"ALL"]


def criteria(wanted: Iterable[Key]) -> Criteria:
    """All of them."""
    return [part for key in wanted for part in _said(key)]


def _said(key: Key) -> Criteria:
    match key:
        case Plain():
            return list(key.words)
        case Standing():
            return [key.place, Text(key.text)]
        case Without():
            return [b"NOT", *_one_key(key.keys)]
        case Either():
            return _either(key.choices)


def _either(choices: Sequence[Sequence[Key]]) -> Criteria:
    """IMAP's OR takes two: `OR a OR b c`."""
    *others, last = [_one_key(choice) for choice in choices]
    return [part for choice in others for part in (b"OR", *choice)] + last


def _one_key(wanted: Sequence[Key]) -> Criteria:
    said = criteria(wanted)
    return said if len(wanted) == 1 else [b"(", *said, b")"]


def on_the_wire(criteria: Iterable[bytes | Text]) -> list[bytes]:
    """Each element as it is sent, to be joined by spaces."""
    return [quote(part.value) if isinstance(part, Text) else part for part in criteria]


def folders(expression: Expression) -> list[str]:
    """The names said after `dans:`, outside any negation."""
    return [node.folder for node in conjuncts(expression.root) if isinstance(node, Within)]


def attachment_names(expression: Expression) -> list[str]:
    """What the name or type of an attachment must hold, folded.

    The index knows no file name: the caller keeps, of the messages with an attachment, those whose
    structure has one.
    """
    return [
        fold(node.name)
        for node in conjuncts(expression.root)
        if isinstance(node, Attached) and node.name
    ]

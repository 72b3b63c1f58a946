"""The text typed, cut into tokens that know where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from preau.formats.search.operators import (
    CONJUNCTIONS,
    DISJUNCTIONS,
    NEGATIONS,
    operator_named,
)
from preau.formats.search.tree import Operator, Span


class Kind(Enum):
    OPEN = "("
    CLOSE = ")"
    OR = "OR"
    AND = "AND"
    NOT = "NOT"
    NAME = "name:"
    WORD = "word"
    PHRASE = "phrase"


@dataclass(frozen=True)
class Token:
    kind: Kind
    text: str
    span: Span
    operator: Operator | None = None


_QUOTED = re.compile(r'"([^"]*)"?|[“„]([^“”"]*)[”"]?|«\s*([^»]*?)\s*(?:»|\Z)')
_NAME = re.compile(r"([^\W\d_][\w-]*)[ \u00a0\u202f]?:(?!//)")
_WORD = re.compile(r'[^\s()"“”«»]+')
_SPACE = re.compile(r"\s+")
_MINUS = re.compile(r"[-–−](?=[^\s\-–−])")


def tokens(text: str) -> list[Token]:
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    after_name = False
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
            continue
        token = _bracket(text, at) or _quoted(text, at)
        if not token and not after_name:
            token = _minus(text, at) or _name(text, at)
        token = token or _word(text, at, is_value=after_name)
        after_name = token.kind is Kind.NAME
        yield token
        at = token.span[1]


def _bracket(text: str, at: int) -> Token | None:
    if text[at] in "()":
        return Token(Kind(text[at]), text[at], (at, at + 1))
    return None


def _quoted(text: str, at: int) -> Token | None:
    found = _QUOTED.match(text, at)
    if not found:
        return None
    said = next((part for part in found.groups() if part), "")
    return Token(Kind.PHRASE, said.strip(), found.span())


def _minus(text: str, at: int) -> Token | None:
    found = _MINUS.match(text, at)
    return Token(Kind.NOT, found[0], found.span()) if found else None


def _name(text: str, at: int) -> Token | None:
    found = _NAME.match(text, at)
    operator = operator_named(found[1]) if found else None
    if not found or not operator:
        return None
    return Token(Kind.NAME, found[1], found.span(), operator)


def _word(text: str, at: int, *, is_value: bool) -> Token:
    found = _WORD.match(text, at)
    # A stray closing quotation mark begins nothing: one character, read as a word.
    said, span = (found[0], found.span()) if found else (text[at], (at, at + 1))
    if is_value:
        return Token(Kind.WORD, said, span)
    return Token(_kind_of(said), said, span)


def _kind_of(said: str) -> Kind:
    if said in DISJUNCTIONS:
        return Kind.OR
    if said in CONJUNCTIONS:
        return Kind.AND
    return Kind.NOT if said in NEGATIONS else Kind.WORD

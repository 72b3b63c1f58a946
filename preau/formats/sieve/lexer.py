"""The words of a script and where each stands (RFC 5228 section 8.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["identifier", "tag", "number", "string", "sign"]

_BLANKS = re.compile(r"(?:\s+|#[^\n]*(?:\n|\Z)|/\*.*?\*/)*", re.DOTALL)
_WORD = re.compile(
    r"""(?P<multiline>text:[ \t]*(?:\#[^\n]*)?\r?\n)
      | :(?P<tag>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<number>[0-9]+[KMGkmg]?)(?![A-Za-z0-9_])
      | (?P<identifier>[A-Za-z_][A-Za-z0-9_]*)
      | "(?P<string>(?:[^"\\]|\\.)*)"
      | (?P<sign>[\[\](){},;])""",
    re.VERBOSE | re.DOTALL,
)
_END_OF_TEXT = re.compile(r"^\.\r?(?:\n|\Z)", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_STUFFED = re.compile(r"^\.\.", re.MULTILINE)


class NotSieve(ValueError):
    """The text is no script; `line` counts from one."""

    def __init__(self, text: str, at: int) -> None:
        self.line = text.count("\n", 0, at) + 1
        super().__init__(f"line {self.line}: this is not Sieve")


@dataclass(frozen=True)
class Word:
    """`value`: what a string says, without quotes or escapes; else the word in small letters."""

    kind: Kind
    value: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Raises NotSieve where the text cannot be cut into words."""
    at = _past_blanks(text, 0)
    while at < len(text):
        word = _word(text, at)
        yield word
        at = _past_blanks(text, word.end)


def _past_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _word(text: str, at: int) -> Word:
    found = _WORD.match(text, at)
    if found is None:
        raise NotSieve(text, at)
    if found.lastgroup == "multiline":
        return _multiline(text, found.start(), found.end())
    if found.lastgroup == "string":
        return Word("string", _ESCAPED.sub(r"\1", found["string"]), at, found.end())
    kind = next(k for k in ("tag", "number", "identifier", "sign") if found[k] is not None)
    return Word(kind, found[kind].lower(), at, found.end())  # type: ignore[arg-type]


def _multiline(text: str, start: int, begins: int) -> Word:
    """`text:` up to a line that is one dot; lines that begin with a dot have another before it."""
    end = _END_OF_TEXT.search(text, begins)
    if end is None:
        raise NotSieve(text, start)
    said = _STUFFED.sub(".", text[begins : end.start()])
    return Word("string", said, start, end.end())

"""What is being typed at one place of a search, and the search once that is completed."""

from dataclasses import dataclass

from preau.formats.search.chips import quoted
from preau.formats.search.operators import NAMES, name_of, operator_named
from preau.formats.search.tree import Operator
from preau.formats.stems import fold

_OPENING, _CLOSING = frozenset("«“"), frozenset("»”")


@dataclass(frozen=True)
class Typed:
    """`said` stands from `start` to the caret, behind `operator` and its colon if there is one."""

    text: str
    start: int
    caret: int
    operator: Operator | None
    said: str

    def completed(self, value: str) -> tuple[str, int]:
        """The search with this value there, and where the caret goes: behind it and a blank."""
        before = f"{self.text[: self.start]}{quoted(value)} "
        return before + self.text[self.caret :].lstrip(), len(before)

    def begun(self, operator: Operator, language: str) -> tuple[str, int]:
        """The search with this operator there, its value still to be said."""
        before = f"{self.text[: self.start]}{name_of(operator, language)}:"
        return before + self.text[self.caret :], len(before)


def typed(text: str, caret: int) -> Typed:
    caret = max(0, min(caret, len(text)))
    start = _word_before(text[:caret])
    if text[start:caret].startswith("-"):
        start += 1
    name, colon, said = text[start:caret].partition(":")
    operator = operator_named(name) if colon else None
    if operator is None:
        return Typed(text, start, caret, None, text[start:caret])
    return Typed(text, start + len(name) + 1, caret, operator, said.strip('"«»“” \u00a0'))


def _word_before(text: str) -> int:
    """Where the last word begins; blanks between quotation marks do not end one."""
    start, inside = 0, False
    for at, letter in enumerate(text):
        if letter == '"':
            inside = not inside
        elif letter in _OPENING or letter in _CLOSING:
            inside = letter in _OPENING
        elif not inside and (letter.isspace() or letter == "("):
            start = at + 1
    return start


def operators_beginning(said: str, among: tuple[Operator, ...]) -> list[Operator]:
    """Those one of whose names, in any language, begins so."""
    wanted = fold(said)
    return [
        operator
        for operator in among
        if any(
            fold(name).startswith(wanted) for names in NAMES[operator].values() for name in names
        )
    ]

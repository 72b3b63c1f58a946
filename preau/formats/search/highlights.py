"""What to light up in a found message."""

import re
from collections.abc import Sequence

from preau.formats.search.tree import Expression, Operator, Words, leaves
from preau.formats.stems import EMPTY, fold, forms, words

_WORD = re.compile(r"[^\W_]+")
_LIT = frozenset((Operator.TEXT, Operator.SUBJECT, Operator.BODY))


def highlight_words(expression: Expression) -> list[str]:
    """Folded beginnings of words (see `stems.fold`), longest first; nothing that was excluded."""
    found = {
        fold(shape)
        for leaf, wanted in leaves(expression.root)
        if wanted and isinstance(leaf, Words) and leaf.operator in _LIT
        for word in words(leaf.text)
        if fold(word) not in EMPTY
        for shape in ((word,) if leaf.exact else forms(word))
    }
    return sorted(found, key=lambda word: (-len(word), word))


def pieces(text: str, beginnings: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in order, whole words that begin so told apart: `Les `, no; `élèves`, yes."""
    found: list[tuple[str, bool]] = []
    end = 0
    for word in _WORD.finditer(text):
        if fold(word[0]).startswith(tuple(beginnings)):
            found += [(text[end : word.start()], False), (word[0], True)]
            end = word.end()
    return [piece for piece in (*found, (text[end:], False)) if piece[0]]

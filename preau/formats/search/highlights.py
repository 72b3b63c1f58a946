"""What to light up in a found message."""

from preau.formats.search.tree import Expression, Operator, Words, leaves
from preau.formats.stems import EMPTY, fold, forms, words

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

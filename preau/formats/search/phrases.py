"""Words in quotes follow one another. The index finds the messages that have them all, in any
order; of these, the letters themselves tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeGuard

from preau.formats.search.tree import Expression, Node, Not, Operator, Words, conjuncts
from preau.formats.stems import fold, words

_WORD = re.compile(r"[^\W_]+")
# Soft hyphens, joiners and marks of direction.
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
PLACES = frozenset({Operator.TEXT, Operator.SUBJECT, Operator.BODY})


@dataclass(frozen=True)
class Phrase:
    """To be found in one text of its place, or in none when it is not `wanted`."""

    node: Words
    wanted: bool = True

    @property
    def place(self) -> Operator:
        return self.node.operator

    @property
    def spoken(self) -> str:
        return spoken(self.node.text)

    def is_in(self, texts: Iterable[str]) -> bool:
        """From the beginning of a word on: the last one may still be being typed."""
        looked_for = f" {self.spoken}"
        return any(looked_for in f" {spoken(text)}" for text in texts)


def phrases(expression: Expression) -> list[Phrase]:
    """Those that must be there, or must not; inside a choice, to have all the words is enough."""
    found = []
    for node in conjuncts(expression.root):
        said = node.node if isinstance(node, Not) else node
        if is_phrase(said):
            found.append(Phrase(said, wanted=said is node))
    return found


def is_phrase(node: Node) -> TypeGuard[Words]:
    """More than one word in quotes, to be found where order matters: names stand in any."""
    if not isinstance(node, Words):
        return False
    return node.exact and node.operator in PLACES and len(words(node.text)) > 1


def spoken(text: str) -> str:
    """Its words, without accents, capitals nor what stands between or hides in them."""
    return " ".join(_WORD.findall(fold(_HIDDEN.sub("", text).replace("\u02bc", "'"))))

"""The expression as keys: conditions that a mailbox, or the index of its words, can tell.

Dovecot's xapian index (1.5.5) decides the shape, each point tried on it:
- TEXT also looks into Message-ID, where three letters in hexadecimal are often found: a free word
  is looked for by name in the subject, the people and the body.
- several words in one text are an AND, in any order (`phrases` tells the order afterwards); a
  word shorter than `shortest` finds nothing at all and must not be sent beside others, and one that
  is in every message costs as much as all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from preau.formats.imap.request import flag
from preau.formats.search.phrases import is_phrase
from preau.formats.search.tree import (
    All,
    Any,
    Attached,
    Dated,
    Expression,
    Node,
    Not,
    Operator,
    Sized,
    Stands,
    State,
    Tagged,
    Words,
    conjuncts,
    leaves,
)
from preau.formats.stems import EMPTY, fold, forms, words

Stem = Callable[[str], Sequence[str]]
Tag = Callable[[str], str]


@dataclass(frozen=True)
class Plain:
    """A key of IMAP's that looks into no text."""

    words: tuple[bytes, ...]


@dataclass(frozen=True)
class Standing:
    """A text that stands in one place: SUBJECT, FROM, TO, CC, BCC or BODY."""

    place: bytes
    text: str


@dataclass(frozen=True)
class Either:
    choices: tuple[tuple[Key, ...], ...]
    """Each a conjunction; one of them holds."""


@dataclass(frozen=True)
class Without:
    keys: tuple[Key, ...]
    """Not all of them hold; none looks into text."""


Key = Plain | Standing | Either | Without


@dataclass(frozen=True)
class Keys:
    """All of `wanted` hold, and `unwanted`, when there is any, do not all hold."""

    wanted: tuple[Key, ...]
    unwanted: tuple[Key, ...]


_ATOM = re.compile(r"[A-Za-z0-9$_.+-]{1,100}", re.ASCII)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_EVERYWHERE = (b"SUBJECT", b"FROM", b"TO", b"CC", b"BODY")
_PLACES: dict[Operator, tuple[bytes, ...]] = {
    Operator.TEXT: _EVERYWHERE,
    Operator.FROM: (b"FROM",),
    Operator.TO: (b"TO", b"CC"),
    Operator.CC: (b"CC",),
    Operator.BCC: (b"BCC",),
    Operator.SUBJECT: (b"SUBJECT",),
    Operator.BODY: (b"BODY",),
}
_PEOPLE = frozenset((Operator.FROM, Operator.TO, Operator.CC, Operator.BCC))


def keyword(name: str) -> str:
    """The IMAP keyword of a tag's name: an atom, `À traiter` gives `a_traiter`."""
    return re.sub(r"[^a-z0-9$]+", "_", fold(name)).strip("_") or "_"


def _atom(name: str) -> str:
    """A tag's keyword as the caller gives it, unless it is none."""
    return name if _ATOM.fullmatch(name) else keyword(name)


def keys(
    expression: Expression, *, stem: Stem = forms, shortest: int = 3, tag: Tag = keyword
) -> Keys:
    """`stem` gives the substrings a word is looked for by. `shortest` is the index's `partial`.

    `tag` gives the keyword of a tag said by its name.
    Folders (`dans:`) and names of attachments are left out.
    """
    writer = _Writer(stem, shortest, tag)
    nodes = [node for node in conjuncts(expression.root) if _is_said(node)]
    wanted = writer.every(node for node in nodes if not _is_absent_text(node))
    absent = [n.node for n in nodes if isinstance(n, Not) and _is_absent_text(n)]
    return Keys(tuple(wanted), tuple(writer.some(absent)))


def looks_into_text(key: Key) -> bool:
    match key:
        case Standing():
            return True
        case Either():
            return any(looks_into_text(one) for choice in key.choices for one in choice)
    return False


def _is_absent_text(node: Node) -> bool:
    return isinstance(node, Not) and has_text(node)


def _is_said(node: Node) -> bool:
    """Words in quotes that must be absent are told by reading: the index knows no order."""
    return not (isinstance(node, Not) and is_phrase(node.node))


def has_text(node: Node) -> bool:
    return any(isinstance(leaf, Words) for leaf, _ in leaves(node))


@dataclass(frozen=True)
class _Writer:
    stem: Stem
    shortest: int
    tag: Tag

    def every(self, nodes: Iterable[Node]) -> list[Key]:
        """All of them; a word that says nothing is dropped when another one speaks."""
        return [key for node in self._spoken(nodes) for key in self.node(node)]

    def some(self, nodes: Iterable[Node]) -> list[Key]:
        return _either(found for node in self._spoken(nodes) if (found := self.node(node)))

    def _spoken(self, nodes: Iterable[Node]) -> list[Node]:
        """A name of one letter says nothing beside another text; beside a mark alone it stays, and
        finds nothing: what one asks to see of somebody is never everybody's."""
        nodes = list(nodes)
        spoken = [node for node in nodes if not self._is_mute(node)] or nodes
        longer = [node for node in spoken if not self._is_short_name(node)]
        return longer if any(map(has_text, longer)) else spoken

    def node(self, node: Node) -> list[Key]:
        match node:
            case All():
                return self.every(node.nodes)
            case Any():
                return self.some(node.nodes)
            case Not():
                return self._not(node)
            case Words():
                return self._words(node)
        if isinstance(node, Tagged):
            return [Plain((b"KEYWORD", flag(_atom(self.tag(node.name)))))]
        return _plain_leaf(node)

    def _not(self, node: Not) -> list[Key]:
        """A negated text met here stands inside a choice, where it cannot be said: left out."""
        inner = [] if has_text(node) else self.node(node.node)
        return [Without(tuple(inner))] if inner else []

    def _words(self, leaf: Words) -> list[Key]:
        places = _PLACES[leaf.operator]
        people = leaf.operator in _PEOPLE
        found = words(leaf.text) or [leaf.text]
        spoken = [w for w in found if not self._is_weak(w)] or found
        if leaf.exact and not people:
            return _in(places, (" ".join(spoken),))
        return [key for w in spoken for key in _in(places, (w,) if people else self.stem(w))]

    def _is_mute(self, node: Node) -> bool:
        if not isinstance(node, Words) or _is_name(node):
            return False
        return all(map(self._is_weak, words(node.text)))

    def _is_short_name(self, node: Node) -> bool:
        if not isinstance(node, Words) or not _is_name(node):
            return False
        return all(map(self._is_short, words(node.text)))

    def _is_weak(self, word: str) -> bool:
        return self._is_short(word) or fold(word) in EMPTY

    def _is_short(self, word: str) -> bool:
        return len(word) < self.shortest


def _is_name(node: Words) -> bool:
    """Or words in quotes: to be found as they are."""
    return node.exact or node.operator in _PEOPLE


def _in(places: Sequence[bytes], texts: Sequence[str]) -> list[Key]:
    return _either([Standing(place, text)] for text in texts for place in places)


def _either(choices: Iterable[Sequence[Key]]) -> list[Key]:
    found = tuple(tuple(choice) for choice in choices)
    if len(found) == 1:
        return list(found[0])
    return [Either(found)] if found else []


def _plain_leaf(leaf: Node) -> list[Key]:
    match leaf:
        case Dated():
            return _dated(leaf)
        case Attached():
            return [Plain((b"KEYWORD" if leaf.present else b"UNKEYWORD", b"$HasAttachment"))]
        case Stands():
            return [_state(leaf.state, so=leaf.so)]
        case Sized():
            return [Plain((b"LARGER" if leaf.larger else b"SMALLER", b"%d" % leaf.octets))]
    return []


def _state(state: State, *, so: bool) -> Key:
    return Plain(tuple(part.encode() for part in state.value[0 if so else 1].split()))


def _dated(leaf: Dated) -> list[Key]:
    keys: list[Key] = []
    if leaf.first:
        keys.append(Plain((b"SINCE", _day(leaf.first))))
    if leaf.after:
        keys.append(Plain((b"BEFORE", _day(leaf.after))))
    return keys


def _day(day: date) -> bytes:
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year:04}".encode()

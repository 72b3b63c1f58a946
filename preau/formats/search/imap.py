"""The expression as IMAP SEARCH criteria (RFC 3501 section 6.4.4, SEARCHRES of RFC 5182).

What a person typed only ever travels as a `Text`; every other element is a constant of ours, a
date, a number, or a keyword checked to be an atom. So nothing typed can become a command.

Dovecot's xapian index (1.5.5) decides the shape, each point tried on it:
- a negated text anywhere empties the whole answer. What must be absent is therefore searched
  first and saved (`unwanted`, sent as `UID SEARCH RETURN (SAVE) CHARSET UTF-8 …`), and the search
  proper says `NOT $`. Other negations (flags, dates, keywords) are fine as they are.
- TEXT also looks into Message-ID, where three letters in hexadecimal are often found: a free word
  is looked for by name in the subject, the people and the body.
- several words in one string are an AND, in any order (`phrases` tells the order afterwards); a
  word shorter than `shortest` finds nothing at all and must not be sent beside others, and one that
  is in every message costs as much as all of them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from preau.formats.imap.request import flag, quote
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
    Within,
    Words,
    conjuncts,
    leaves,
)
from preau.formats.stems import EMPTY, fold, forms, words

Stem = Callable[[str], Sequence[str]]
Tag = Callable[[str], str]


@dataclass(frozen=True)
class Text:
    """A string argument: to be quoted or sent as a literal, never as it stands."""

    value: str


Criteria = list[bytes | Text]
_Key = list[bytes | Text]
"""One search key, whole; a list of keys is their conjunction."""

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


def to_imap(
    expression: Expression, *, stem: Stem = forms, shortest: int = 3, tag: Tag = keyword
) -> Criteria:
    """For SEARCH, SORT or THREAD with charset UTF-8. Holds `NOT $` when `unwanted` is not empty.

    `stem` gives the substrings a word is looked for by. `shortest` is the index's `partial`.
    `tag` gives the keyword of a tag said by its name.
    Folders (`dans:`) are left out: see `folders`.
    """
    nodes = [node for node in conjuncts(expression.root) if _is_said(node)]
    keys = _Writer(stem, shortest, tag).every(n for n in nodes if not _is_saved_first(n))
    if any(_is_saved_first(n) for n in nodes):
        keys.append([b"NOT", b"$"])
    return _flat(keys) or [b"ALL"]


def unwanted(
    expression: Expression, *, stem: Stem = forms, shortest: int = 3, tag: Tag = keyword
) -> Criteria:
    """What to search and save before `to_imap`'s answer is sent; empty when nothing is."""
    absent = [
        node.node
        for node in conjuncts(expression.root)
        if isinstance(node, Not) and _is_saved_first(node)
    ]
    return _flat(_Writer(stem, shortest, tag).some(absent))


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


def _is_saved_first(node: Node) -> bool:
    return isinstance(node, Not) and has_text(node) and not is_phrase(node.node)


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

    def every(self, nodes: Iterable[Node]) -> list[_Key]:
        """All of them; a word that says nothing is dropped when another one speaks."""
        return [key for node in self._spoken(nodes) for key in self.node(node)]

    def some(self, nodes: Iterable[Node]) -> list[_Key]:
        return _either(keys for node in self._spoken(nodes) if (keys := self.node(node)))

    def _spoken(self, nodes: Iterable[Node]) -> list[Node]:
        nodes = list(nodes)
        return [node for node in nodes if not self._is_mute(node)] or nodes

    def node(self, node: Node) -> list[_Key]:
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
            return [[b"KEYWORD", flag(_atom(self.tag(node.name)))]]
        return _plain_leaf(node)

    def _not(self, node: Not) -> list[_Key]:
        """A negated text met here stands inside a choice, where it cannot be said: left out."""
        inner = [] if has_text(node) else self.node(node.node)
        return [[b"NOT", *_one_key(inner)]] if inner else []

    def _words(self, leaf: Words) -> list[_Key]:
        places = _PLACES[leaf.operator]
        people = leaf.operator in _PEOPLE
        found = words(leaf.text) or [leaf.text]
        spoken = [w for w in found if not self._is_weak(w)] or found
        if leaf.exact and not people:
            return _in(places, (" ".join(spoken),))
        return [key for w in spoken for key in _in(places, (w,) if people else self.stem(w))]

    def _is_mute(self, node: Node) -> bool:
        if not isinstance(node, Words) or node.exact or node.operator in _PEOPLE:
            return False
        return all(self._is_weak(word) for word in words(node.text))

    def _is_weak(self, word: str) -> bool:
        return len(word) < self.shortest or fold(word) in EMPTY


def _in(places: Sequence[bytes], texts: Sequence[str]) -> list[_Key]:
    return _either([[place, Text(text)]] for text in texts for place in places)


def _either(choices: Iterable[list[_Key]]) -> list[_Key]:
    """One key out of several: IMAP's OR takes two, hence `OR a OR b c`."""
    keys = [_one_key(choice) for choice in choices]
    if not keys:
        return []
    *others, last = keys
    return [_flat([[b"OR", *choice] for choice in others]) + last]


def _one_key(keys: list[_Key]) -> _Key:
    return keys[0] if len(keys) == 1 else [b"(", *_flat(keys), b")"]


def _flat(keys: Iterable[_Key]) -> Criteria:
    return [part for key in keys for part in key]


def _plain_leaf(leaf: Node) -> list[_Key]:
    match leaf:
        case Dated():
            return _dated(leaf)
        case Attached():
            return [[b"KEYWORD" if leaf.present else b"UNKEYWORD", b"$HasAttachment"]]
        case Stands():
            return [_state(leaf.state, so=leaf.so)]
        case Sized():
            return [[b"LARGER" if leaf.larger else b"SMALLER", b"%d" % leaf.octets]]
    return []


def _state(state: State, *, so: bool) -> _Key:
    return [part.encode() for part in state.value[0 if so else 1].split()]


def _dated(leaf: Dated) -> list[_Key]:
    keys: list[_Key] = []
    if leaf.first:
        keys.append([b"SINCE", _day(leaf.first)])
    if leaf.after:
        keys.append([b"BEFORE", _day(leaf.after)])
    return keys


def _day(day: date) -> bytes:
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year:04}".encode()

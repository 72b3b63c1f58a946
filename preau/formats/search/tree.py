"""The expression as a tree. Spans point into the text typed and never count in a comparison."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

_SPAN = field(default=(0, 0), compare=False, repr=False)


def N_(sentence: str) -> str:  # noqa: N802 (the name Babel looks for)
    """Marks a sentence for the catalogue; whoever shows it translates it."""
    return sentence


class Operator(Enum):
    """What may stand before a colon. The value is the key of its label on screen."""

    TEXT = N_("Words")
    FROM = N_("From")
    TO = N_("To")
    CC = N_("Cc")
    BCC = N_("Bcc")
    SUBJECT = N_("Subject")
    BODY = N_("Text")
    BEFORE = N_("Before")
    SINCE = N_("Since")
    ON = N_("Date")
    ATTACHMENT = N_("Attachment")
    IN = N_("Folder")
    IS = N_("State")
    TAG = N_("Tag")
    SIZE = N_("Size")
    LARGER = N_("Larger than")
    SMALLER = N_("Smaller than")


class State(Enum):
    """What `est:` understands: the IMAP key when it is so, and when it is not."""

    READ = ("SEEN", "UNSEEN")
    FLAGGED = ("FLAGGED", "UNFLAGGED")
    ANSWERED = ("ANSWERED", "UNANSWERED")
    DRAFT = ("DRAFT", "UNDRAFT")
    DELETED = ("DELETED", "UNDELETED")
    FORWARDED = ("KEYWORD $Forwarded", "UNKEYWORD $Forwarded")
    JUNK = ("KEYWORD $Junk", "UNKEYWORD $Junk")


Span = tuple[int, int]


@dataclass(frozen=True)
class Words:
    """Text looked for in one place, or everywhere (TEXT). `exact` when it was in quotes."""

    operator: Operator
    text: str
    exact: bool = False
    span: Span = _SPAN


@dataclass(frozen=True)
class Dated:
    """`first` included, `after` excluded; None leaves that side open."""

    operator: Operator
    first: date | None
    after: date | None
    said: str = field(default="", compare=False)
    span: Span = _SPAN


@dataclass(frozen=True)
class Attached:
    """With (or without) an attachment; `name` is part of its file name or type, may be empty."""

    name: str = ""
    present: bool = True
    said: str = field(default="", compare=False)
    span: Span = _SPAN


@dataclass(frozen=True)
class Stands:
    state: State
    so: bool = True
    said: str = field(default="", compare=False)
    span: Span = _SPAN


@dataclass(frozen=True)
class Tagged:
    name: str
    span: Span = _SPAN


@dataclass(frozen=True)
class Within:
    """Only in the folder of that name: not an IMAP criterion, the caller chooses where to look."""

    folder: str
    span: Span = _SPAN


@dataclass(frozen=True)
class Sized:
    larger: bool
    octets: int
    said: str = field(default="", compare=False)
    span: Span = _SPAN


@dataclass(frozen=True)
class Not:
    node: "Node"
    span: Span = _SPAN


@dataclass(frozen=True)
class All:
    nodes: tuple["Node", ...] = ()
    span: Span = _SPAN


@dataclass(frozen=True)
class Any:
    nodes: tuple["Node", ...]
    span: Span = _SPAN


Leaf = Words | Dated | Attached | Stands | Tagged | Within | Sized
Node = Leaf | Not | All | Any


@dataclass(frozen=True)
class Mistake:
    """`sentence` is a key of the catalogue with one place, %(said)s."""

    sentence: str
    said: str

    def __str__(self) -> str:
        return self.sentence % {"said": self.said}


@dataclass(frozen=True)
class Expression:
    """`root` holds what must all be true; `mistakes` what was not understood on the way."""

    text: str
    root: All = field(default_factory=All)
    mistakes: tuple[Mistake, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.root.nodes


def operator_of(leaf: Leaf) -> Operator:
    match leaf:
        case Words() | Dated():
            return leaf.operator
        case Attached():
            return Operator.ATTACHMENT
        case Stands():
            return Operator.IS
        case Tagged():
            return Operator.TAG
        case Within():
            return Operator.IN
        case Sized():
            return Operator.LARGER if leaf.larger else Operator.SMALLER


def leaves(node: Node, *, wanted: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """Every leaf, with False for those under an odd number of negations."""
    match node:
        case Not():
            yield from leaves(node.node, wanted=not wanted)
        case All() | Any():
            for inner in node.nodes:
                yield from leaves(inner, wanted=wanted)
        case _:
            yield node, wanted


def conjuncts(node: Node) -> Iterator[Node]:
    """What must each be true for the whole to be; nothing of a choice is, when all of it is
    refused."""
    match node:
        case All(nodes) | Any((_,) as nodes):
            for inner in nodes:
                yield from conjuncts(inner)
        case Not(All((one,)), span):
            yield from conjuncts(Not(one, span))
        case Not(Any(nodes), span):
            for inner in nodes:
                yield from conjuncts(Not(inner, span))
        case _:
            yield node

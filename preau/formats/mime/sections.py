"""The tree of parts grown and numbered as IMAP does (RFC 9051 section 6.4.5), from any source.

Breadth first then back, never by recursion: how deep a stranger nests is not our stack's concern.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from preau.formats.mime.part import Part

# Dovecot stops at the same depth; beyond, a part is shown as the text it is written in.
DEPTH_MAX = 100
PARTS_MAX = 5000

S = TypeVar("S")


@dataclass
class _Node(Generic[S]):
    """`heads` where the node is the whole body of a message, whose number is then `number`."""

    source: S
    number: str
    heads: bool
    depth: int
    section: str = ""
    inner: list[int] = field(default_factory=list)


def grow(
    root: S,
    inner_of: Callable[[S], tuple[bool, list[S]]],
    make: Callable[[S, str, tuple[Part, ...]], Part],
) -> Part:
    """`inner_of` tells (is it a multipart, what it holds); `make` gets source, section, parts."""
    nodes = [_Node(root, "", heads=True, depth=0)]
    for node in nodes:  # the list grows while it is read
        is_multipart, sources = inner_of(node.source)
        node.section = _section(node, is_multipart=is_multipart)
        if node.depth < DEPTH_MAX:
            room = max(0, PARTS_MAX - len(nodes))
            node.inner = list(range(len(nodes), len(nodes) + min(len(sources), room)))
            nodes += _inner(node, sources[:room], is_multipart=is_multipart)
    return _fold(nodes, make)


def _section(node: _Node[S], *, is_multipart: bool) -> str:
    if not node.heads:
        return node.number
    return _join(node.number, "TEXT" if is_multipart else "1")


def _inner(node: _Node[S], sources: list[S], *, is_multipart: bool) -> list[_Node[S]]:
    deeper = node.depth + 1
    if not is_multipart:
        return [_Node(source, node.section, heads=True, depth=deeper) for source in sources]
    return [
        _Node(source, _join(node.number, str(at)), heads=False, depth=deeper)
        for at, source in enumerate(sources, start=1)
    ]


def _join(prefix: str, last: str) -> str:
    return f"{prefix}.{last}" if prefix else last


def _fold(nodes: list[_Node[S]], make: Callable[[S, str, tuple[Part, ...]], Part]) -> Part:
    """Every node stands before what it holds, so backwards each finds its parts made."""
    made: dict[int, Part] = {}
    for at in range(len(nodes) - 1, -1, -1):
        node = nodes[at]
        made[at] = make(node.source, node.section, tuple(made.pop(i) for i in node.inner))
    return made[0]

"""What another program's filters would do: read in their text, without understanding all of it.

A command counts wherever it stands: whether its condition is ever met, nobody knows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from preau.engines.dovecot.scripts import Shelf
from preau.filters.doors import scripts
from preau.filters.findings import Finding, Kind, forwarded
from preau.filters.rules import may_forward
from preau.filters.sheet import Sheet, text_of
from preau.formats.sieve.grammar import Node, Tag, every, parse
from preau.formats.sieve.lexer import NotSieve
from preau.formats.sieve.rule import Foreign, Included
from preau.identity.models import Mailbox

SEEN = "\\seen"
MOST_SCRIPTS = 100


@dataclass(frozen=True)
class Inspector:
    """`script` gives another script of the person by its name, "" for none."""

    trash: str
    may_forward: Callable[[str], bool]
    script: Callable[[str], str]

    def look(self, text: str, known: set[str]) -> Iterator[Finding]:
        """`known`: the scripts that were looked at, once each: they may run each other at will."""
        try:
            commands = list(every(parse(text)))
        except NotSieve:
            yield Finding(Kind.UNREADABLE, "")
            return
        marks_read = any(_marks_read(node) for node in commands)
        for node in commands:
            yield from self._of(node, known, marks_read=marks_read)

    def _of(self, node: Node, known: set[str], *, marks_read: bool) -> Iterator[Finding]:
        name = node.last_text
        match node.name:
            case "discard":
                yield Finding(Kind.DISCARDS, "")
            case "reject" | "ereject":
                yield Finding(Kind.REJECTS, "")
            case "redirect":
                keeps = Tag("copy") in node.arguments
                yield forwarded("", name, self.may_forward, keeps=keeps)
            case "fileinto" if name == self.trash or "\\trash" in _texts(node):
                yield Finding(Kind.TO_TRASH, "")
            case "fileinto" if marks_read:
                yield Finding(Kind.UNSEEN, "")
            case "include" if len(known) >= MOST_SCRIPTS:
                yield Finding(Kind.UNREADABLE, "")
            case "include" if name not in known:
                known.add(name)
                yield from self.look(self.script(name), known)


def foreign_findings(mailbox: Mailbox, sheet: Sheet, trash: str) -> dict[int, list[Finding]]:
    """By the place of each part of the sheet that is not ours. Raises EngineAway."""
    items = sheet.script.items
    if all(not isinstance(item, Foreign | Included) for item in items):
        return {}
    with scripts().open(mailbox.login) as shelf:
        inspector = _inspector(mailbox, shelf, trash)
        found = {at: list(dict.fromkeys(_looked_at(inspector, i))) for at, i in enumerate(items)}
    return {at: some for at, some in found.items() if some}


def _inspector(mailbox: Mailbox, shelf: Shelf, trash: str) -> Inspector:
    return Inspector(
        trash=trash,
        may_forward=lambda address: may_forward(mailbox, address),
        script=lambda name: text_of(shelf, name),
    )


def _looked_at(inspector: Inspector, item: object) -> Iterator[Finding]:
    if isinstance(item, Foreign):
        yield from inspector.look(item.text, set())
    elif isinstance(item, Included) and item.is_on:
        yield from inspector.look(inspector.script(item.name), {item.name})


def _marks_read(node: Node) -> bool:
    flags = node.name in ("addflag", "setflag") or Tag("flags") in node.arguments
    return flags and SEEN in _texts(node)


def _texts(node: Node) -> set[str]:
    """In small letters, lists opened."""
    found: set[str] = set()
    for one in node.arguments:
        found |= {one} if isinstance(one, str) else set(one) if isinstance(one, tuple) else set()
    return {word for text in found for word in (text.lower(), *text.lower().split())}

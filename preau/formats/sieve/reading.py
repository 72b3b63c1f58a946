"""A script back into rules: those that we would write in the same words; the rest stays as it is.

A block is a rule of ours when it has our line of comment before it, and when the rule that is
read in it, written again, says the same. Anything else is a foreign part, kept to the letter.
"""

import re
from collections.abc import Iterator

from preau.formats.sieve.grammar import Node, Number, parse
from preau.formats.sieve.lexer import NotSieve
from preau.formats.sieve.rule import Foreign, Included, Item, Rule, Script, WrongRule
from preau.formats.sieve.shapes import read_actions, read_criteria, split_switch
from preau.formats.sieve.writing import OPENING, write_included, write_rule

_HEADING = re.compile(
    r"^# rule:\[(?P<name>[^\r\n]*)\] #(?P<ident>[a-z0-9]{4,16})[ \t]*\r?\n\s*\Z", re.MULTILINE
)


def read(text: str) -> Script:
    """Raises NotSieve. `write(read(text))` says what `text` says."""
    commands = parse(text)
    required = {name for node in commands if node.name == "require" for name in _strings(node)}
    return Script(tuple(_items(text, commands)), frozenset(required))


def read_rule(text: str, start: int, node: Node) -> Rule | None:
    """The rule that the command at `start` is, with the comment before it; or None."""
    heading = _HEADING.search(text[:start])
    if heading is None or node.name != "if" or node.block is None or len(node.tests) != 1:
        return None
    is_on, test = split_switch(node.tests[0])
    criteria = read_criteria(test)
    actions = read_actions(node.block)
    if criteria is None or actions is None:
        return None
    needs_all, found = criteria
    rule = Rule(heading["ident"], heading["name"], found, actions, needs_all, is_on)
    return rule if _says_the_same(rule, node) else None


def _says_the_same(rule: Rule, node: Node) -> bool:
    try:
        return parse(write_rule(rule)) == [node]
    except (WrongRule, NotSieve):
        return False


def _items(text: str, commands: list[Node]) -> Iterator[Item]:
    """Rules in their places, and between them the text that is of none."""
    kept = _Kept(text)
    for node, chained in _with_chains(commands):
        if node.name == "require":
            yield from kept.until(node.start)
            kept.skip(node.end)
            continue
        item = None if chained else _known(text, node)
        if item is not None:
            yield from kept.until(_beginning(text, node, item))
            kept.skip(node.end)
            yield item
    yield from kept.until(len(text))


def _with_chains(commands: list[Node]) -> Iterator[tuple[Node, bool]]:
    """Whether each belongs to an if … elsif … else, which is never a rule of ours."""
    for at, node in enumerate(commands):
        after = commands[at + 1].name if at + 1 < len(commands) else ""
        yield node, node.name in ("elsif", "else") or after in ("elsif", "else")


def _known(text: str, node: Node) -> Item | None:
    return read_rule(text, node.start, node) or _included(node)


def _included(node: Node) -> Included | None:
    inside = node.block or ()
    if node.name != "if" or len(inside) != 1 or inside[0].name != "include":
        return None
    last = inside[0].arguments[-1:]
    is_on = bool(node.tests) and node.tests[0].name == "true"
    if not last or not isinstance(last[0], str):
        return None
    found = Included(last[0], is_on)
    return found if parse(write_included(found)) == [node] else None


def _beginning(text: str, node: Node, item: Item) -> int:
    heading = _HEADING.search(text[: node.start]) if isinstance(item, Rule) else None
    return heading.start() if heading else node.start


class _Kept:
    """What is read as nothing of ours, gathered until something is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._from = 0
        self._pieces: list[str] = []

    def skip(self, end: int) -> None:
        self._from = end

    def until(self, end: int) -> Iterator[Foreign]:
        piece = self._text[self._from : end].replace(OPENING, "")
        self._from = end
        if piece.strip():
            yield Foreign(piece.strip("\r\n") + "\n")


def _strings(node: Node) -> list[str]:
    found = [a for a in node.arguments if not isinstance(a, Number)]
    return [
        s for a in found for s in ([a] if isinstance(a, str) else a if isinstance(a, tuple) else [])
    ]

"""A script as a tree, whatever its extensions (RFC 5228 section 8.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from preau.formats.sieve.lexer import NotSieve, Word, words

# Deeper than any script of people, and than Pigeonhole goes (32).
DEEPEST = 40


@dataclass(frozen=True)
class Tag:
    name: str


@dataclass(frozen=True)
class Number:
    """As written: `100k`."""

    text: str


Argument = Tag | Number | str | tuple[str, ...]
"""A string and a list of one string are told apart."""


@dataclass(frozen=True)
class Node:
    """A test, or a command with its block (None where it ends by a semicolon).

    Two are equal when they say the same, wherever they stand.
    """

    name: str
    arguments: tuple[Argument, ...] = ()
    tests: tuple["Node", ...] = ()
    block: tuple["Node", ...] | None = None
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def last_text(self) -> str:
        """What an action is about: the folder, the address, the script; "" for none."""
        return next((one for one in reversed(self.arguments) if isinstance(one, str)), "")


def parse(text: str) -> list[Node]:
    """The commands of a script. Raises NotSieve."""
    reader = _Reader(text)
    commands = []
    while reader.next is not None:
        commands.append(reader.command(0))
    return commands


def every(commands: Iterable[Node]) -> Iterator[Node]:
    """Each command, and those inside it."""
    for node in commands:
        yield node
        yield from every(node.block or ())


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._words = words(text)
        self._end = 0
        self.next: Word | None = None
        self._take()

    def command(self, depth: int) -> Node:
        name = self._expect("identifier")
        arguments, tests = self._arguments(depth)
        block = None
        if self._is("{"):
            block = self._block(depth)
        else:
            self._expect("sign", ";")
        return Node(name.value, arguments, tests, block, name.start, self._end)

    def _block(self, depth: int) -> tuple[Node, ...]:
        self._expect("sign", "{")
        inside = []
        while not self._is("}"):
            inside.append(self.command(self._deeper(depth)))
        self._expect("sign", "}")
        return tuple(inside)

    def _arguments(self, depth: int) -> tuple[tuple[Argument, ...], tuple[Node, ...]]:
        arguments: list[Argument] = []
        while self.next is not None and (
            self.next.kind in ("tag", "number", "string") or self._is("[")
        ):
            arguments.append(self._argument())
        return tuple(arguments), self._tests(depth)

    def _argument(self) -> Argument:
        if self._is("["):
            return self._strings()
        word = self._take()
        if word.kind == "tag":
            return Tag(word.value)
        return Number(word.value) if word.kind == "number" else word.value

    def _strings(self) -> tuple[str, ...]:
        self._expect("sign", "[")
        said = [self._expect("string").value]
        while self._is(","):
            self._take()
            said.append(self._expect("string").value)
        self._expect("sign", "]")
        return tuple(said)

    def _tests(self, depth: int) -> tuple[Node, ...]:
        if self.next is not None and self.next.kind == "identifier":
            return (self._test(self._deeper(depth)),)
        if not self._is("("):
            return ()
        self._take()
        tests = [self._test(self._deeper(depth))]
        while self._is(","):
            self._take()
            tests.append(self._test(self._deeper(depth)))
        self._expect("sign", ")")
        return tuple(tests)

    def _test(self, depth: int) -> Node:
        name = self._expect("identifier")
        arguments, tests = self._arguments(depth)
        return Node(name.value, arguments, tests, None, name.start, self._end)

    def _deeper(self, depth: int) -> int:
        if depth >= DEEPEST:
            raise NotSieve(self._text, self._end)
        return depth + 1

    def _is(self, sign: str) -> bool:
        return self.next is not None and self.next.kind == "sign" and self.next.value == sign

    def _expect(self, kind: str, value: str | None = None) -> Word:
        found = self.next
        if found is None or found.kind != kind or value not in (None, found.value):
            raise NotSieve(self._text, found.start if found else len(self._text))
        return self._take()

    def _take(self) -> Word:
        """The next word; before the first there is none, and its place is nobody's."""
        taken = self.next
        self._end = taken.end if taken else 0
        self.next = next(self._words, None)
        return taken or Word("sign", "", 0, 0)

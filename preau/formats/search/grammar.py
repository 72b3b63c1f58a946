"""The grammar: `parse` never raises; what it cannot read it says, and searches as well as it can.

all   := any*                       words side by side must all be there
any   := one (OU one)*              OU binds tighter than a space, as on the web
one   := (- | NON) one | ( all ) | name: value | word | "phrase"
value := word | "phrase" | ( all )  a date may run over several words
"""

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from preau.formats.search import values
from preau.formats.search.lexer import Kind, Token, tokens
from preau.formats.search.operators import known_names
from preau.formats.search.tree import (
    N_,
    All,
    Any,
    Expression,
    Mistake,
    Node,
    Not,
    Operator,
    Span,
    Words,
    leaves,
)
from preau.formats.stems import fold

LONGEST_TEXT = 1000
MOST_TOKENS = 120
_DEEPEST = 12

_TOO_LONG = N_("This search is very long: only its beginning, up to “%(said)s”, was used.")
_NO_VALUE = N_("Say what to look for after “%(said)s:”.")
_UNKNOWN_NAME = N_("“%(said)s” is not an operator; it was searched as words.")
_NOT_HERE = N_("“%(said)s” was not used: words cannot be excluded inside a choice (OU).")
_NO_PARTNER = N_("“%(said)s” needs a word on both sides.")

_DATES = frozenset((Operator.BEFORE, Operator.SINCE, Operator.ON))
_TEXTS = frozenset(
    (
        Operator.FROM,
        Operator.TO,
        Operator.CC,
        Operator.BCC,
        Operator.SUBJECT,
        Operator.BODY,
    )
)


def parse(text: str, *, today: date) -> Expression:
    """`today` is the day words such as `hier` are counted from."""
    text = "".join(c if c.isprintable() else " " for c in text)
    parser = _Parser(text[:LONGEST_TEXT], today=today)
    if len(text) > LONGEST_TEXT or len(parser.tokens) > MOST_TOKENS:
        del parser.tokens[MOST_TOKENS:]
        parser.blame(_TOO_LONG, parser.tokens[-1].text if parser.tokens else "")
    nodes = parser.every(depth=0)
    root = All(tuple(nodes), (0, len(text)))
    parser.blame_negated_choices(root)
    return Expression(text, root, tuple(dict.fromkeys(parser.mistakes)))


@dataclass
class _Parser:
    text: str
    today: date
    tokens: list[Token] = field(init=False)
    mistakes: list[Mistake] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        self.tokens = tokens(self.text)

    def blame(self, sentence: str, said: str) -> None:
        self.mistakes.append(Mistake(sentence, said))

    def blame_negated_choices(self, node: Node, *, in_choice: bool = False) -> None:
        """The index cannot answer `a OU -b`: say so rather than answer something else."""
        match node:
            case Not() if in_choice and any(isinstance(leaf, Words) for leaf, _ in leaves(node)):
                self.blame(_NOT_HERE, self.text[slice(*node.span)])
            case All() | Any():
                for inner in node.nodes:
                    self.blame_negated_choices(inner, in_choice=in_choice or isinstance(node, Any))

    def every(self, *, depth: int) -> list[Node]:
        nodes: list[Node] = []
        while token := self._peek():
            if token.kind is Kind.CLOSE:
                self.at += 1
                if depth:
                    break
                continue
            if node := self._any(depth):
                nodes.append(node)
        return nodes

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _take(self, *kinds: Kind) -> Token | None:
        token = self._peek()
        if token is None or token.kind not in kinds:
            return None
        self.at += 1
        return token

    def _any(self, depth: int) -> Node | None:
        choices = [self._one(depth)]
        while sign := self._take(Kind.OR):
            choices.append(self._one(depth))
            if choices[-1] is None or choices[-2] is None:
                self.blame(_NO_PARTNER, sign.text)
        nodes = tuple(node for node in choices if node)
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return Any(nodes, _around(nodes))

    def _one(self, depth: int) -> Node | None:
        while self._take(Kind.AND):
            pass
        token = self._peek()
        if token is None or token.kind in (Kind.CLOSE, Kind.OR):
            return None
        self.at += 1
        match token.kind:
            case Kind.NOT:
                return self._not(token, depth)
            case Kind.OPEN:
                return self._group(token, depth)
            case Kind.NAME:
                return self._named(token, depth)
            case Kind.PHRASE:
                return _words(Operator.TEXT, token)
        return self._free_word(token)

    def _not(self, sign: Token, depth: int) -> Node | None:
        if depth > _DEEPEST:
            return None
        node = self._one(depth + 1)
        if isinstance(node, Not):
            return node.node
        return Not(node, (sign.span[0], node.span[1])) if node else None

    def _group(self, opening: Token, depth: int) -> Node | None:
        if depth > _DEEPEST:
            return None
        nodes = tuple(self.every(depth=depth + 1))
        last = self.tokens[self.at - 1].span[1]
        if len(nodes) == 1 and isinstance(nodes[0], Any):
            return Any(nodes[0].nodes, (opening.span[0], last))
        return All(nodes, (opening.span[0], last)) if nodes else None

    def _free_word(self, token: Token) -> Node | None:
        name, colon, rest = token.text.partition(":")
        if colon and rest and name.isalpha() and get_close_matches(fold(name), known_names()):
            self.blame(_UNKNOWN_NAME, f"{name}:")
        return _words(Operator.TEXT, token)

    def _named(self, name: Token, depth: int) -> Node | None:
        assert name.operator is not None
        if name.operator in _DATES and (period := self._period(name, name.operator)):
            return period
        if opening := self._take(Kind.OPEN):
            group = self._group(opening, depth)
            return self._given(group, name.operator, name.span[0]) if group else None
        token = self._take(Kind.WORD, Kind.PHRASE)
        if token is None or not token.text:
            self.blame(_NO_VALUE, name.text)
            return None
        return self._leaf(name.operator, token, (name.span[0], token.span[1]))

    def _period(self, name: Token, operator: Operator) -> Node | None:
        """The longest run of words that is a date: `avant:1 septembre 2026 réunion`."""
        run = []
        for token in self.tokens[self.at : self.at + 5]:
            if token.kind not in (Kind.WORD, Kind.PHRASE):
                break
            run.append(token)
        for length in range(len(run), 0, -1):
            said = self.text[run[0].span[0] : run[length - 1].span[1]].strip('"“”«» ')
            span = (name.span[0], run[length - 1].span[1])
            if node := values.dated(operator, said, today=self.today, span=span):
                self.at += length
                return node
        return None

    def _leaf(self, operator: Operator, token: Token, span: Span) -> Node | None:
        if operator in _TEXTS:
            return _words(operator, token, span)
        node = values.read(operator, token.text, span)
        if isinstance(node, Mistake):
            self.mistakes.append(node)
            return Words(Operator.TEXT, token.text, exact=False, span=span)
        return node

    def _given(self, node: Node, operator: Operator, start: int) -> Node | None:
        """`de:(marie OU jean)`: the name goes to each word of the group."""
        match node:
            case Words(operator=Operator.TEXT):
                token = Token(Kind.PHRASE if node.exact else Kind.WORD, node.text, node.span)
                if operator in _DATES:
                    period = values.dated(
                        operator, node.text, today=self.today, span=(start, node.span[1])
                    )
                    if period:
                        return period
                return self._leaf(operator, token, (start, node.span[1]))
            case Not():
                inner = self._given(node.node, operator, start)
                return Not(inner, (start, node.span[1])) if inner else None
            case All() | Any():
                given = (self._given(inner, operator, start) for inner in node.nodes)
                return type(node)(tuple(n for n in given if n), (start, node.span[1]))
        return node


def _around(nodes: tuple[Node, ...]) -> Span:
    return nodes[0].span[0], nodes[-1].span[1]


def _words(operator: Operator, token: Token, span: Span | None = None) -> Node | None:
    if not token.text:
        return None
    exact = token.kind is Kind.PHRASE
    return Words(operator, token.text, exact=exact, span=span or token.span)

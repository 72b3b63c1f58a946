"""The expression as chips to remove, as fields to fill, and written back."""

from dataclasses import dataclass
from datetime import date

from preau.formats.search.operators import name_of
from preau.formats.search.tree import (
    All,
    Any,
    Attached,
    Dated,
    Expression,
    Leaf,
    Node,
    Not,
    Operator,
    Sized,
    Span,
    Stands,
    State,
    Tagged,
    Within,
    Words,
    leaves,
    operator_of,
)


@dataclass(frozen=True)
class Chip:
    """One removable condition. `label_key` is a key of the catalogue, `value` what was said."""

    label_key: str
    operator: Operator
    value: str
    is_negated: bool
    text_without_it: str


def chips(expression: Expression) -> list[Chip]:
    """A chip for each condition, and for each choice that holds one; free words have none."""
    return [chip for node in expression.root.nodes if (chip := _chip(expression, node))]


def _chip(expression: Expression, node: Node) -> Chip | None:
    inner, negated = (node.node, True) if isinstance(node, Not) else (node, False)
    named = [leaf for leaf, _ in leaves(inner) if operator_of(leaf) is not Operator.TEXT]
    if not named and not negated:
        return None
    operator = operator_of(named[0]) if named else Operator.TEXT
    is_leaf = not isinstance(inner, All | Any | Not)
    value = said_of(inner) if is_leaf else expression.text[slice(*inner.span)]
    return Chip(operator.value, operator, value, negated, _without(expression.text, [node.span]))


def said_of(leaf: Node) -> str:
    """What was said after the colon, or the canonical way to say it."""
    match leaf:
        case Words():
            return leaf.text
        case Dated() | Attached() | Stands() | Sized() if leaf.said:
            return leaf.said
        case Dated():
            return _dated(leaf)
        case Attached():
            return leaf.name or ("oui" if leaf.present else "non")
        case Stands():
            return _STATES[leaf.state, leaf.so]
        case Sized():
            return str(leaf.octets)
        case Tagged():
            return leaf.name
        case Within():
            return leaf.folder
    return ""


_STATES = {
    (State.READ, True): "lu",
    (State.READ, False): "non-lu",
    (State.FLAGGED, True): "suivi",
    (State.FLAGGED, False): "non-suivi",
    (State.ANSWERED, True): "répondu",
    (State.ANSWERED, False): "non-répondu",
    (State.DRAFT, True): "brouillon",
    (State.DELETED, True): "supprimé",
    (State.FORWARDED, True): "transféré",
    (State.FORWARDED, False): "non-transféré",
    (State.JUNK, True): "indésirable",
}


def _dated(leaf: Dated) -> str:
    day: date | None = leaf.after if leaf.operator is Operator.BEFORE else leaf.first
    return day.isoformat() if day else ""


def unparse(expression: Expression, *, language: str = "fr") -> str:
    """A text that reads back as the same tree."""
    return " ".join(_written(node, language) for node in expression.root.nodes)


def _written(node: Node, language: str) -> str:
    match node:
        case Not():
            return "-" + _written(node.node, language)
        case All():
            return "(" + " ".join(_written(inner, language) for inner in node.nodes) + ")"
        case Any():
            sign = " OU " if language == "fr" else " OR "
            return "(" + sign.join(_written(inner, language) for inner in node.nodes) + ")"
        case Words(operator=Operator.TEXT):
            return quoted(node.text, always=node.exact)
    return _given(node, language)


def _given(leaf: Leaf, language: str) -> str:
    always = isinstance(leaf, Words) and leaf.exact
    return f"{name_of(operator_of(leaf), language)}:{quoted(said_of(leaf), always=always)}"


def quoted(text: str, *, always: bool = False) -> str:
    special = any(c.isspace() or c in '()"“”„«»' for c in text)
    return '"' + text.replace('"', "") + '"' if always or special else text


def with_operator(
    expression: Expression, operator: Operator, value: str, *, language: str = "fr"
) -> str:
    """The text with that condition said once, as `value`; without it when `value` is empty.

    What was said in a negation or a choice stays: the form shows only plain conditions.
    """
    plain = [n for n in expression.root.nodes if _is_plain(n, operator)]
    rest = _without(expression.text, [n.span for n in plain])
    value = value.strip()
    if not value:
        return rest
    said = value if operator is Operator.TEXT else f"{name_of(operator, language)}:{quoted(value)}"
    return f"{rest} {said}".strip()


def filled(expression: Expression) -> dict[Operator, str]:
    """What each field of the advanced form shows: the plain conditions, words together."""
    fields: dict[Operator, list[str]] = {}
    for node in expression.root.nodes:
        if not isinstance(node, Not | All | Any):
            is_free = operator_of(node) is Operator.TEXT
            said = quoted(said_of(node), always=is_free and isinstance(node, Words) and node.exact)
            fields.setdefault(operator_of(node), []).append(said if is_free else said_of(node))
    return {operator: " ".join(said) for operator, said in fields.items()}


def _is_plain(node: Node, operator: Operator) -> bool:
    return not isinstance(node, Not | All | Any) and operator_of(node) is operator


def _without(text: str, spans: list[Span]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return " ".join(text.split())

"""What stands after a name and a colon, read as that name wants it."""

from datetime import date

from preau.formats.search.dates import read_period
from preau.formats.search.operators import NO, YES, read_size, state_named
from preau.formats.search.tree import (
    N_,
    Attached,
    Dated,
    Leaf,
    Mistake,
    Operator,
    Sized,
    Span,
    Stands,
    Tagged,
    Within,
)
from preau.formats.stems import fold

_NOT_A_DATE = N_("“%(said)s” is not a date we understand; try 01/09/2026 or “last week”.")
_NOT_A_SIZE = N_("“%(said)s” is not a size we understand; try >5M or <200k.")
_NOT_A_STATE = N_("“%(said)s” is not a state we know; try read, unread, flagged or answered.")


def dated(operator: Operator, said: str, *, today: date, span: Span) -> Dated | None:
    """Before a month is before its first day; since a month is from its first day on."""
    period = read_period(said, today=today)
    if period is None:
        return None
    first, after = period
    if operator is Operator.BEFORE:
        return Dated(operator, None, first, said, span)
    return Dated(operator, first, after if operator is Operator.ON else None, said, span)


def read(operator: Operator, said: str, span: Span) -> Leaf | Mistake:
    match operator:
        case Operator.IN:
            return Within(said, span)
        case Operator.TAG:
            return Tagged(said, span)
        case Operator.ATTACHMENT:
            return _attached(said, span)
        case Operator.IS:
            return _stands(said, span)
        case Operator.SIZE | Operator.LARGER | Operator.SMALLER:
            return _sized(operator, said, span)
    return Mistake(_NOT_A_DATE, said)


def _attached(said: str, span: Span) -> Leaf:
    answer = fold(said)
    if answer in NO:
        return Attached("", False, said, span)
    return Attached("" if answer in YES else said.strip("*"), True, said, span)


def _stands(said: str, span: Span) -> Leaf | Mistake:
    found = state_named(said)
    if found is None:
        return Mistake(_NOT_A_STATE, said)
    return Stands(found[0], found[1], said, span)


def _sized(operator: Operator, said: str, span: Span) -> Leaf | Mistake:
    found = read_size(said)
    if found is None:
        return Mistake(_NOT_A_SIZE, said)
    sign, octets = found
    larger = sign != "<" if operator is Operator.SIZE else operator is Operator.LARGER
    return Sized(larger, octets, said, span)

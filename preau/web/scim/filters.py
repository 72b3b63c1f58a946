"""SCIM's filters said to the database; what it has no column for is refused, never read through."""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_

from django.db.models import Q
from scim2_models import InvalidFilterException, ScimFilter
from scim2_models.path import (
    CompareOperator,
    Comparison,
    FilterNode,
    LogicalExpr,
    LogicalOperator,
    Not,
    Present,
)

LOOKUPS = {
    CompareOperator.eq: "iexact",
    CompareOperator.co: "icontains",
    CompareOperator.sw: "istartswith",
    CompareOperator.ew: "iendswith",
}
EXACT = {"id", "externalid"}
Columns = Mapping[str, str]


def conditions(text: str, columns: Columns, special: Mapping[str, Callable[[object], Q]]) -> Q:
    """`columns`: attribute in lower case to column; `special` answers `eq` alone.

    Raises InvalidFilterException.
    """
    return _Reading(columns, special).of(ScimFilter(text).ast)


class _Reading:
    def __init__(self, columns: Columns, special: Mapping[str, Callable[[object], Q]]) -> None:
        self._columns = columns
        self._special = special

    def of(self, node: FilterNode) -> Q:
        match node:
            case LogicalExpr():
                join = and_ if node.op is LogicalOperator.and_ else or_
                return reduce(join, map(self.of, node.terms))
            case Not():
                return ~self.of(node.expr)
            case Present():
                return ~Q(**{f"{self._column(str(node.attr_path))}__in": [""]}) & Q(
                    **{f"{self._column(str(node.attr_path))}__isnull": False}
                )
            case Comparison():
                return self._compared(str(node.attr_path), node.op, node.value)
        raise refused()

    def _compared(self, name: str, op: CompareOperator, value: object) -> Q:
        if op is CompareOperator.ne:
            return ~self._compared(name, CompareOperator.eq, value)
        if name.lower() in self._special and op is CompareOperator.eq:
            return self._special[name.lower()](value)
        column = self._column(name)
        if op not in LOOKUPS or not isinstance(value, str):
            raise refused()
        exact = name.lower() in EXACT and op is CompareOperator.eq
        if name.lower() == "id" and not value.isdecimal():
            return Q(pk__in=[])
        return Q(**{f"{column}__{'exact' if exact else LOOKUPS[op]}": value})

    def _column(self, name: str) -> str:
        if name.lower() not in self._columns:
            raise refused()
        return self._columns[name.lower()]


def refused() -> InvalidFilterException:
    return InvalidFilterException(
        detail="Filters know userName, externalId, id, displayName, name.givenName,"
        " name.familyName, emails.value and active, with eq, ne, co, sw, ew and pr."
    )

"""Queries that every request asks, compiled once.

Building its SQL costs Django ten times what SQLite takes to answer, and each request builds the
same three queries. Only the value in one place differs.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)


class Prepared(Generic[M]):
    """`build` makes the query for a value; `place` is one that stands nowhere else in it.

    by_key = Prepared(lambda key: Session.objects.filter(digest=key), place="?")
    by_key("x1")
    """

    def __init__(self, build: Callable[[Any], QuerySet[M]], *, place: int | str) -> None:
        self._build = build
        self._place = place
        self._lock = Lock()

    def __call__(self, value: int | str) -> list[M]:
        with self._lock:
            compiled = self._compiled
        return list(compiled.objects(value))

    @cached_property
    def _compiled(self) -> "_Compiled[M]":
        return _Compiled(self._build(self._place), self._place)


class _Compiled(Generic[M]):
    """What Django's ModelIterable finds out anew each time (django/db/models/query.py, 5.2)."""

    def __init__(self, query: QuerySet[M], place: int | str) -> None:
        compiler: Any = query.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, values = compiler.as_sql()
        self._values = list(values)
        self._at = self._values.index(place)
        own = compiler.klass_info["select_fields"]
        self._own = slice(own[0], own[-1] + 1)
        self._names = [one[0].target.attname for one in compiler.select[self._own]]
        self._model: type[M] = compiler.klass_info["model"]
        populators: Any = get_related_populators  # the stubs know a later Django's
        self._others = populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)
        columns = [one[0] for one in compiler.select[: compiler.col_count]]
        self._converters = compiler.get_converters(columns)
        self._converted = compiler.apply_converters

    def objects(self, value: int | str) -> Iterator[M]:
        for row in self._rows(value):
            made = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._own])
            for other in self._others:
                other.populate(row, made)
            yield made

    def _rows(self, value: int | str) -> Sequence[Sequence[Any]]:
        values = [*self._values]
        values[self._at] = value
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            rows = cursor.fetchall()
        return list(self._converted(rows, self._converters)) if self._converters else rows

"""From TOML tables to the dataclasses of `academy.py` and its parts, by their annotations alone.

A file has a key for each field, no other, and of its type: `true` is not 1, "5" is not 5.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from preau.academies.lines import Path
from preau.academies.values import Check

T = TypeVar("T")

_NAMES = {str: "a text in quotes", int: "a whole number", bool: "true or false"}


class WrongValue(Exception):
    """What stands at `path` cannot be used; str() is a sentence. `value` narrows the line."""

    def __init__(self, path: Path, sentence: str, value: str | None = None) -> None:
        super().__init__(sentence)
        self.path = path
        self.value = value


def read(kind: type[T], table: Mapping[str, object], path: Path = ()) -> T:
    """An instance of the dataclass `kind` from a table, or WrongValue."""
    hints = get_type_hints(kind, include_extras=True)
    known: dict[str, Field[Any]] = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            raise WrongValue((*path, key), _unknown(key, path, known))
    for name, one in known.items():
        if name not in table and one.default is MISSING:
            raise WrongValue(path, f"“{written((*path, name))}” is missing.")
    return kind(**{key: _value(hints[key], table[key], (*path, key)) for key in table})


def written(path: Path) -> str:
    """A path as people read it: `entrances[2].host`, counted from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


def _unknown(key: str, path: Path, known: Mapping[str, object]) -> str:
    return f"“{written((*path, key))}” is not known; here one writes {', '.join(known)}."


def _value(kind: Any, given: object, path: Path) -> object:
    if get_origin(kind) is Annotated:
        return _checked(kind, given, path)
    if get_origin(kind) in (Union, types.UnionType):
        return _value(get_args(kind)[0], given, path)
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], given, path)
    if is_dataclass(kind):
        return _table(kind, given, path)
    if issubclass(kind, StrEnum):
        return _choice(kind, given, path)
    if type(given) is not kind:
        raise _must_be(path, _NAMES.get(kind, "a date such as 2024-12-16"), given)
    return given


def _checked(kind: Any, given: object, path: Path) -> object:
    base, check = get_args(kind)
    value = _value(base, given, path)
    reason = check.reason(value) if isinstance(check, Check) else None
    if reason is not None:
        raise _must_be(path, reason, given)
    return value


def _list(kind: Any, given: object, path: Path) -> tuple[object, ...]:
    if not isinstance(given, list):
        raise _must_be(path, "a list", given)
    return tuple(_value(kind, item, (*path, place)) for place, item in enumerate(given))


def _table(kind: Any, given: object, path: Path) -> object:
    if not isinstance(given, dict):
        raise _must_be(path, "a table", given)
    return read(kind, given, path)


def _choice(kind: type[StrEnum], given: object, path: Path) -> StrEnum:
    for one in kind:
        if one == given:
            return one
    raise _must_be(path, "one of " + ", ".join(kind), given)


def _must_be(path: Path, what: str, given: object) -> WrongValue:
    shown = f"“{given}”" if isinstance(given, str) else _shown(given)
    value = given if isinstance(given, str) else None
    return WrongValue(path, f"“{written(path)}” must be {what}; {shown} is not.", value)


def _shown(given: object) -> str:
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, list | dict):
        return "a list" if isinstance(given, list) else "a table"
    return str(given)

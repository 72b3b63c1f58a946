"""What a message carries of the rules that handled it.

As it arrived: one header line each, `ident name`, written by Pigeonhole (RFC 5293), the last rule
first; taken off whatever comes in. When it was there already: a keyword, which holds no name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from preau.formats.mime.headers import Headers
from preau.formats.mime.words import decode_words

MARK = "X-Preau-Rule"
KEYWORD = "preau-rule-"
_VALUE = re.compile(r"(?P<ident>[a-z0-9]{4,16}) (?P<name>.+)", re.DOTALL)


@dataclass(frozen=True)
class Marked:
    """The rule's lasting name, and what it was called then."""

    ident: str
    name: str


def mark(ident: str, name: str) -> str:
    """Pigeonhole writes what is not ASCII in encoded words by itself (RFC 2047)."""
    return f"{ident} {name}"


def marks(headers: Headers) -> list[Marked]:
    """In the order in which the rules applied."""
    found = [_VALUE.fullmatch(value) for value in reversed(headers.all(MARK))]
    return [Marked(one["ident"], decode_words(one["name"])) for one in found if one]


def keyword(ident: str) -> str:
    return KEYWORD + ident


def idents(flags: Iterable[str]) -> list[str]:
    """The rules that messages were put under later on."""
    found = (flag.lower() for flag in flags)
    return sorted(flag.removeprefix(KEYWORD) for flag in found if flag.startswith(KEYWORD))

"""The names we add to a message, and the prefix that keeps its own names apart from them."""

import re
from functools import lru_cache

WRAPPER = "preau-mail"
DECEPTIVE = "preau-deceptive"
SIGNATURE = "preau-signature"
INSTITUTION = "preau-institution"
QUOTE = "preau-quote"
PREFIX = "m-"

_NAME = re.compile(r"[\w.:-]{1,80}")
_NAMES = re.compile(r"[\w.:-]+")


def prefixed(name: str) -> str | None:
    """One id or name of the message, or None when it is no name."""
    return PREFIX + name if _NAME.fullmatch(name) else None


def prefixed_all(names: str) -> str | None:
    """The words of a class attribute."""
    return _prefixed_all(names[:500])


@lru_cache(maxsize=2048)
def _prefixed_all(names: str) -> str | None:
    return " ".join(PREFIX + name for name in _NAMES.findall(names)) or None

"""Where a part of ours stands in a letter's HTML: an element known by one of its classes.

A line of tags, no tree: what is read here is clean (`outgoing`), hence well formed.
"""

import re
from collections.abc import Iterator

from preau.formats.html.names import QUOTE

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_CLASS = re.compile(r"\sclass=\"([^\"]*)\"")


def inside(html: str, name: str) -> tuple[int, int] | None:
    """Where the content of the first <div> of the class `name` begins and ends."""
    tags = _divisions(html)
    opened = next((tag for tag in tags if _has(tag, name)), None)
    if opened is None:
        return None
    depth = 1
    for tag in tags:
        depth += -1 if tag[1] else 1
        if depth == 0:
            return opened.end(), tag.start()
    return opened.end(), len(html)


def before_quote(html: str) -> tuple[str, str]:
    """The author's own part, and what follows from a message opened inside the text on."""
    quote = next((tag for tag in _divisions(html) if _has(tag, QUOTE)), None)
    return (html[: quote.start()], html[quote.start() :]) if quote else (html, "")


def _divisions(html: str) -> Iterator[re.Match[str]]:
    return (tag for tag in _TAG.finditer(html) if tag[2].lower() == "div")


def _has(tag: re.Match[str], name: str) -> bool:
    said = _CLASS.search(tag[3])
    return not tag[1] and said is not None and name in said[1].split()

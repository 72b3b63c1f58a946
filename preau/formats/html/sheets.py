"""Style blocks, rewritten to reach only the message's own wrapper.

A sheet is cut into rules by hand, which is fast and forgiving; each rule is then judged piece by
piece and written again by us, so a wrong cut loses style, never safety. Only plain rules and
`@media` stay. Every other at-rule goes, and so do the dark variants: a message is shown on light
paper whatever the hour, as its author saw it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from preau.formats.html.css import Pieces, declarations, joined
from preau.formats.html.names import PREFIX, WRAPPER

_NOISE = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_MARK = re.compile(r"[{};]")
_BRACE = re.compile(r"[{}]")
_MEDIA = re.compile(r"@media\b[\w\s(),:./-]*", re.ASCII | re.IGNORECASE)
_NO_MEDIA = re.compile(r"prefers-color-scheme|[\w-]\(", re.IGNORECASE)  # the dark; any function
_MOST_RULES = 4_000
_LONGEST = 300_000  # characters of all the sheets of one message
_DEEPEST = 3  # @media inside @media

_COMBINATOR = r"\s*[>+~]\s*|\s+"
_SELECTOR_PART = re.compile(
    rf"""
      (?P<combinator>{_COMBINATOR})
    | (?P<element>\*|[a-zA-Z][a-zA-Z0-9]*)
    | \.(?P<class>-?[_a-zA-Z][\w-]*)
    | \#(?P<id>-?[_a-zA-Z][\w-]*)
    | \[\s*(?P<attribute>[a-zA-Z][a-zA-Z-]*)\s*
        (?:
          (?P<match>[~|^$*]?=)\s*
          (?:"(?P<double>[^"\\<>]*)"|'(?P<single>[^'"\\<>]*)'|(?P<bare>[\w-]+))\s*
        )?\]
    | (?P<pseudo>::?(?:
        (?:first|last|only)-(?:child|of-type) | empty | root | first-letter | first-line |
        hover | link | visited | active | focus |
        nth-(?:last-)?(?:child|of-type)\([\w\s+-]{{1,20}}\)
      ))(?![\w-])
    """,
    re.ASCII | re.VERBOSE | re.IGNORECASE,
)
_PAGE_ITSELF = re.compile(r"(?:html|body|:root)(?![\w-])", re.IGNORECASE)


def scoped(sheets: list[str]) -> Pieces:
    """All the style blocks of a message as one sheet, `("",)` when nothing is left."""
    text = "\n".join(sheets)[:_LONGEST]
    return _scoped(text) if len(text) < 60_000 else _scoped.__wrapped__(text)


@lru_cache(maxsize=128)
def _scoped(text: str) -> Pieces:
    return joined(_Cut(_NOISE.sub(" ", text)).rules())


class _Cut:
    """Walks one sheet from brace to brace."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._left = _MOST_RULES

    def rules(self, depth: int = 0) -> Iterator[Pieces]:
        """The rules up to the end of the sheet, or of the block one stands in."""
        while self._left > 0 and (mark := _MARK.search(self._text, self._at)):
            prelude = self._text[self._at : mark.start()].strip()
            self._at = mark.end()
            if mark.group() == "}" and depth:
                return
            if mark.group() == "{":
                self._left -= 1
                yield from self._block(prelude, depth)

    def _block(self, prelude: str, depth: int) -> Iterator[Pieces]:
        if not prelude.startswith("@"):
            yield self._rule(prelude)
        elif depth < _DEEPEST and _is_media(prelude):
            yield (f"{prelude}{{",)
            yield from self.rules(depth + 1)
            yield ("}",)
        else:
            self._skip()

    def _rule(self, prelude: str) -> Pieces:
        start = self._at
        self._skip()
        selector = selectors(prelude) if len(prelude) < 5_000 else ""
        kept = declarations(self._text[start : self._at - 1]) if selector else ("",)
        return joined(((f"{selector}{{",), kept, ("}\n",))) if kept != ("",) else ("",)

    def _skip(self) -> None:
        """To after the brace that closes the block one stands in, or to the end."""
        open_blocks = 1
        while open_blocks and (brace := _BRACE.search(self._text, self._at)):
            open_blocks += 1 if brace.group() == "{" else -1
            self._at = brace.end()
        if open_blocks:
            self._text += "}"
            self._at = len(self._text)


def _is_media(prelude: str) -> bool:
    if not _MEDIA.fullmatch(prelude) or _NO_MEDIA.search(prelude):
        return False
    return _is_balanced(prelude)


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


@lru_cache(maxsize=4096)
def selectors(prelude: str) -> str:
    """The selectors of a rule, each under the wrapper; those not understood are left out."""
    return ",".join(filter(None, (_selector(one.strip()) for one in prelude.split(","))))


def _selector(source: str) -> str:
    head, rest = _after_page(source)
    parts, at = [], 0
    while at < len(rest):
        found = _SELECTOR_PART.match(rest, at)
        if found is None:
            return ""
        parts.append(_part(found))
        at = found.end()
    return f".{WRAPPER}{head}{''.join(parts)}" if source else ""


def _after_page(source: str) -> tuple[str, str]:
    """`html`, `body` and `:root` are the wrapper; anything else stands inside it."""
    is_page = False
    while found := _PAGE_ITSELF.match(source):
        is_page = True
        source = source[found.end() :]
        if not _PAGE_ITSELF.match(stripped := source.lstrip(" >")):
            break
        source = stripped
    return ("" if is_page else " "), source


def _part(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if found["class"]:
        return f".{PREFIX}{found['class']}"
    if found["id"]:
        return f"#{PREFIX}{found['id']}"
    if found["attribute"]:
        return _attribute(found)
    return found[kind].lower() if kind == "element" else found[0]


def _attribute(found: re.Match[str]) -> str:
    name, match = found["attribute"].lower(), found["match"]
    if not match:
        return f"[{name}]"
    value = found["double"] or found["single"] or found["bare"] or ""
    if name in ("class", "id") and match not in ("*=", "$="):
        value = " ".join(PREFIX + word for word in value.split())
    return f'[{name}{match}"{value}"]'

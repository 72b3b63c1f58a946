"""Bounds what a browser's parser can be made to do, before it does it.

The HTML parsing rules are quadratic in the depth of nesting and in the attributes of one tag, and
they copy every open formatting element into each new paragraph: 17 kB can become 19 MB. Ordinary
mail comes nowhere near. What looks as if it could is first written again by `tamed`, which reads
the tags once, keeps only those we allow, closes them in order and stops at a budget.
"""

import re
from collections.abc import Iterator

from preau.formats.html.allowed import ATTRIBUTES, DROPPED_WITH_CONTENT, FORMATTING, TAGS

_FORMATTING_TAG = re.compile(rf"<(?:{'|'.join(sorted(FORMATTING))})[\s/][^>]*", re.IGNORECASE)
_CALM_LENGTH = 300_000
_CALM_TAGS = 4_000
_CALM_REFERENCES = 10_000
_CALM_COPIES = 8_000_000  # characters of formatting tags × tags: the most that copying may make
_CALM_TAG_LENGTH = 4_000

_MOST_TAGS = 30_000
_MOST_TEXT = 6_000_000  # characters, read and written
_MOST_REFERENCES = 50_000  # ampersands, each dearer than the last to nh3
_DEEPEST = 150
_MOST_ATTRIBUTES = 40
_MOST_COPIES = 3_000_000  # characters, as above

_TAG = re.compile(
    r"""<(?:!--|(?P<name>/?[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>"'=]+|=\s*"[^"]*"|=\s*'[^']*'|["'=]){0,400})>?|[!?/][^>]*>?)"""
)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?""")
_RAW = DROPPED_WITH_CONTENT | {"textarea", "xmp", "noscript", "plaintext", "listing"}
_VOID = frozenset({"area", "br", "col", "hr", "img", "wbr"})
_ENDED_BY_ITS_LIKE = {
    "p": {"p"},
    "li": {"p", "li"},
    "dt": {"p", "dt", "dd"},
    "dd": {"p", "dt", "dd"},
    "td": {"p", "td", "th"},
    "th": {"p", "td", "th"},
    "tr": {"p", "td", "th", "tr"},
}
_NAMES = frozenset().union(*ATTRIBUTES.values())


def sound(html: str) -> str:
    """Without what no text holds: halves of characters and NULs."""
    return html.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def is_calm(html: str) -> bool:
    """Whether parsing this can only be quick, whoever wrote it."""
    if len(html) > _CALM_LENGTH:
        return False
    tags = html.count("<")
    if html.count("&") > _CALM_REFERENCES:
        return False
    if tags > _CALM_TAGS or max(map(len, html.split(">"))) > _CALM_TAG_LENGTH:
        return False
    return tags * sum(map(len, _FORMATTING_TAG.findall(html))) < _CALM_COPIES


def tamed(html: str) -> tuple[str, bool]:
    """The same document, well nested and bounded, and whether its end had to be cut off."""
    reader = _Reader(html[:_MOST_TEXT])
    is_whole = reader.read()
    is_cut = not is_whole or not reader.writer.left or len(html) > _MOST_TEXT
    return reader.writer.finished(), is_cut


class _Reader:
    """Reads tags from left to right, once."""

    def __init__(self, html: str) -> None:
        self.writer = _Writer()
        self._html = html
        self._at = 0
        self._never_ended: set[str] = set()

    def read(self) -> bool:
        """False when the budget of tags ran out first."""
        for _ in range(_MOST_TAGS):
            found = _TAG.search(self._html, self._at)
            if found is None:
                self.writer.text(self._html[self._at :])
                return True
            self.writer.text(self._html[self._at : found.start()])
            self._at = found.end()
            self._take(found)
        return False

    def _take(self, found: re.Match[str]) -> None:
        if found[0] == "<!--":
            self._at = self._after("-->", found.start() + 2)
        elif not found["name"]:
            return
        elif (name := found["name"].lower()).startswith("/"):
            self.writer.close(name[1:])
        elif name in _RAW:
            self._skip_element(name)
        elif name in TAGS:
            self.writer.open(name, found["attributes"])

    def _after(self, mark: str, start: int) -> int:
        found = self._html.find(mark, start)
        return len(self._html) if found < 0 else found + len(mark)

    def _skip_element(self, name: str) -> None:
        """To after the end of an element dropped with its content; without an end, only its tag."""
        if name in self._never_ended:
            return
        end = re.compile(rf"</{re.escape(name)}[^>]*>", re.IGNORECASE)
        found = end.search(self._html, self._at)
        if found:
            self._at = found.end()
        else:
            self._never_ended.add(name)


class _Writer:
    """Writes tags so that they nest, and no deeper than is sane."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._formatting = 0
        self._copies = 0
        self._references = _MOST_REFERENCES
        self.left = _MOST_TEXT

    def text(self, text: str) -> None:
        self._write(text[: self.left].replace("<", "&lt;"))

    def _write(self, text: str) -> None:
        pieces = text[: self.left].split("&", self._references)
        self._references -= len(pieces) - 1
        if not self._references:
            pieces[-1] = ""
            self.left = 0
        self._out.append("&".join(pieces))
        self.left = max(0, self.left - len(text))

    def open(self, name: str, attributes: str) -> None:
        self._end_likes(name)
        if len(self._open) >= _DEEPEST or (name in FORMATTING and self._copies > _MOST_COPIES):
            return
        tag = f"<{name}{''.join(_kept(attributes))}>"
        self._write(tag)
        self._count_copies()
        if name not in _VOID:
            weight = len(tag) if name in FORMATTING else 0
            self._open.append((name, weight))
            self._formatting += weight

    def _count_copies(self) -> None:
        """A parser may copy every open formatting element into whatever is opened."""
        self._copies += self._formatting
        if self._formatting and self._copies > _MOST_COPIES:
            self._end_all()

    def _end_likes(self, name: str) -> None:
        likes = _ENDED_BY_ITS_LIKE.get(name, ())
        while self._open and self._open[-1][0] in likes:
            self._pop()

    def _end_all(self) -> None:
        while self._open:
            self._pop()

    def close(self, name: str) -> None:
        if any(name == opened for opened, _ in self._open):
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name, weight = self._open.pop()
        self._formatting -= weight
        self._out.append(f"</{name}>")
        return name

    def finished(self) -> str:
        self._end_all()
        return "".join(self._out)


def _kept(attributes: str) -> Iterator[str]:
    for count, found in enumerate(ATTRIBUTE.finditer(attributes)):
        if count >= _MOST_ATTRIBUTES:
            return
        name = found[1].lower()
        if name in _NAMES:
            value = (found[2] or found[3] or found[4] or "").replace('"', "&quot;")
            yield f' {name}="{value}"'

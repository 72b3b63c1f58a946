"""Words of an HTML text changed where they stand, even when a tag cuts them in two."""

import html as markup
import re
from collections.abc import Callable, Iterator, Sequence

_TOKEN = re.compile(
    r"<!--.*?-->|<[^<>]*>|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{1,32});|[^<&]+|.", re.DOTALL
)
_INLINE = frozenset(
    {"a", "b", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_UNSEEN = str.maketrans(dict.fromkeys(_INVISIBLE, ""))

Spans = Sequence[tuple[int, int]]


def replaced(html: str, find: Callable[[str], Spans], by: str | Callable[[str], str]) -> str:
    """Each span that `find` names in what a reader sees becomes `by`; tags stay where they are.

    `by` is text, or what makes one of the words replaced. A line break, a cell or a block reads as
    a line's end; an inline tag as nothing.
    """
    text = read(html)
    spans = find(text)
    if not spans:
        return html
    places = list(_places(html))
    for first, last in reversed(spans):
        for start, end in reversed(places[first + 1 : last]):
            html = html[:start] + html[end:]
        start, end = places[first]
        words = by if isinstance(by, str) else by(text[first:last])
        html = html[:start] + _written(words) + html[end:]
    return html


def _written(text: str) -> str:
    return markup.escape(text).replace("\n", "<br>")


def read(html: str) -> str:
    """What a reader sees, as `replaced` gives it to `find`."""
    return "".join(words for words, _start, _end in _pieces(html))


def _places(html: str) -> Iterator[tuple[int, int]]:
    """Where each character that is read begins and ends in the HTML."""
    for words, start, end in _pieces(html):
        if len(words) == end - start:
            yield from ((at, at + 1) for at in range(start, end))
        elif len(words) == 1:
            yield start, end
        else:
            yield from ((at, at + 1) for at in range(start, end) if html[at] not in _INVISIBLE)


def _pieces(html: str) -> Iterator[tuple[str, int, int]]:
    """(words, begin, end) of each run of text, entity and tag that is read as a line's end."""
    for token in _TOKEN.finditer(html):
        text, start, end = token[0], token.start(), token.end()
        if text.startswith("<") and len(text) > 1:
            if not _is_inline(text):
                yield "\n", end, end
        elif text.startswith("&") and len(text) > 1:
            yield from _of_entity(text, start, end)
        else:
            yield text.translate(_UNSEEN), start, end


def _is_inline(tag: str) -> bool:
    name = _NAME.match(tag)
    return name is None or name[1].lower() in _INLINE


def _of_entity(entity: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """As one sign: an entity of two characters is rare, and never part of a word."""
    words = markup.unescape(entity).translate(_UNSEEN)
    if words:
        yield words if len(words) == 1 else " ", start, end

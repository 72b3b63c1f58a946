"""The long quote that a reply in HTML ends on, found in what `clean` gave."""

import re

from preau.formats.html.names import PREFIX, QUOTE

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>')
_QUOTES = re.compile(rf'class="[^"]*\b{PREFIX}(?:{QUOTE}|gmail_quote|yahoo_quoted)\b')
_MARKUP = re.compile(r"<[^>]*>|&nbsp;|\s+")
_VOID = frozenset({"br", "hr", "img", "col", "wbr", "area", "source"})
_SHORTEST = 200
"""Characters: a shorter quote disturbs nobody."""


def last_quote(cleaned_html: str) -> tuple[int, int] | None:
    """Where it begins and ends; None when there is none, when it is short, or when all is quote."""
    if "<blockquote" not in cleaned_html and not _QUOTES.search(cleaned_html):
        return None
    start = cleaned_html.find("<main")
    for begin, end in _quotes(cleaned_html, max(start, 0)):
        if _words(cleaned_html[end:]) or "<img" in cleaned_html[end:]:
            continue
        own = _words(cleaned_html[max(start, 0) : begin])
        is_long = len(_words(cleaned_html[begin:end])) >= _SHORTEST
        return (begin, end) if own and is_long else None
    return None


def _quotes(html: str, start: int) -> list[tuple[int, int]]:
    """Every quote that is closed, the outer ones first."""
    opened: list[tuple[str, int, bool]] = []
    found: list[tuple[int, int]] = []
    for tag in _TAG.finditer(html, start):
        closing, name, attributes = tag.groups()
        if name in _VOID:
            continue
        if not closing:
            is_quote = name == "blockquote" or bool(_QUOTES.search(attributes))
            opened.append((name, tag.start(), is_quote))
        elif opened and opened[-1][0] == name:
            _, begin, is_quote = opened.pop()
            if is_quote:
                found.append((begin, tag.end()))
        else:
            return []
    return sorted(found)


def _words(html: str) -> str:
    return _MARKUP.sub("", html)

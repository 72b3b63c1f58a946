"""Plain text for a page: quotes nested, links to click, the signature told apart; and previews."""

import html as markup
import re
from collections.abc import Iterator

from preau.formats.mime.untag import html_to_text

__all__ = ["html_to_text", "own_and_quoted", "preview", "same_words", "text_to_html"]

_LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\u2028\u2029]")
_CONTROLS = {c: None for c in [*range(0x20), *range(0x7F, 0xA0)] if c != 0x09}
_QUOTE = re.compile(r"(?:> ?)+")
_QUOTES_MAX = 20

# What no address may hold, bidirectional overrides among them: a link reads as where it leads.
_NOT_URL = r"\s<>\"\u200b\u202a-\u202e\u2066-\u2069"
_LINK = re.compile(
    rf"(?<![\w.+%-])(?:(?:https?://|mailto:)[^{_NOT_URL}]{{1,2000}}|www\.[^{_NOT_URL}]{{1,2000}}"
    r"|[\w.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)",
    re.IGNORECASE,
)
_CLOSING = ".,;:!?'’»”*_"
_TRIMS_MAX = 8
_PAIRS = {")": "(", "]": "["}
_ORIGINAL = re.compile(
    r"\s*(?:[-_]{3,} ?(?:message d['’]origine|original message) ?[-_]{3,}|_{20,})\s*", re.IGNORECASE
)
_INTRODUCES = re.compile(r".*(?:écrit|wrote)\s?:\s*", re.IGNORECASE)
_DATED = re.compile(r"(?:Le|On)\s")
_INTRODUCTION_LINES = 3
_FEWEST_QUOTED = 4
_FILLERS = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2007\u2060\ufeff]+")
_BLANKS = re.compile(r"\s+")


def text_to_html(text: str, flowed: bool = False, delsp: bool = False) -> str:  # noqa: FBT001,FBT002
    """Safe HTML, complete in itself: needs no style to keep its lines and blanks.

    `flowed` and `delsp` are RFC 3676's format=flowed and DelSp=yes.
    """
    lines = _LINE_END.split(text.rstrip("\r\n"))
    pieces, depth, is_signed = [], 0, False
    for deep, line in _unflowed(lines, delsp=delsp) if flowed else map(_quoted, lines):
        pieces.append(_step(depth, deep))
        depth = deep
        if line == "-- " and not deep and not is_signed:
            pieces.append('<div class="signature">')
            is_signed = True
        pieces.append(f"{_linked(line.translate(_CONTROLS))}<br>\n")
    pieces.append(_step(depth, 0) + "</div>" * is_signed)
    return "".join(pieces)


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the blanks that forms and programs add at ends."""
    return _lines(one) == _lines(other)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def own_and_quoted(text: str) -> tuple[str, str]:
    """The text cut before the long quote it ends on: what was said, what is only said again.

    A quote in the middle is being answered, a short one disturbs nobody, and a message that is a
    quote from its beginning was forwarded: these stay whole.
    """
    lines = text.splitlines(keepends=True)
    start = _last_quote(lines)
    own = "".join(lines[:start])
    if len(lines) - start < _FEWEST_QUOTED or not own.strip():
        return text, ""
    return own, "".join(lines[start:])


def _last_quote(lines: list[str]) -> int:
    """The line where it begins, with the words that introduce it; the end if there is none."""
    original = next((n for n, line in enumerate(lines) if _ORIGINAL.fullmatch(line)), None)
    if original is not None:
        return original
    start = len(lines)
    while start and (lines[start - 1].startswith(">") or not lines[start - 1].strip()):
        start -= 1
    while start < len(lines) and not lines[start].strip():
        start += 1
    return _introduced(lines, start)


def _introduced(lines: list[str], start: int) -> int:
    """`Le 12 novembre, Claire a écrit :` belongs to the quote, over three lines at most."""
    end = start
    while end and not lines[end - 1].strip():
        end -= 1
    if start == len(lines) or not end or not _INTRODUCES.fullmatch(lines[end - 1]):
        return start
    for first in range(end - 1, max(-1, end - 1 - _INTRODUCTION_LINES), -1):
        if _DATED.match(lines[first]):
            return first
        if not lines[first].strip():
            break
    return end - 1


def preview(text: str, length: int) -> str:
    """The first words that are the sender's own, on one line, at most `length` characters."""
    own = []
    for line in _LINE_END.split(text[: length * 20 + 2000]):
        if line in {"-- ", "--"}:
            break
        if not line.startswith(">"):
            own.append(line)
    words = _one_line(" ".join(own)) or _one_line(text[: length * 20])
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", _FILLERS.sub("", text).translate(_CONTROLS)).strip()


def _quoted(line: str) -> tuple[int, str]:
    """(depth, rest) of a line that quotes as people and mailers do: `>>`, `> >`, `>`."""
    marks = _QUOTE.match(line)
    if marks is None:
        return 0, line
    return min(marks.group().count(">"), _QUOTES_MAX), line[marks.end() :]


def _unflowed(lines: list[str], *, delsp: bool) -> Iterator[tuple[int, str]]:
    """Paragraphs put together again (RFC 3676 section 4)."""
    open_depth, paragraph = 0, ""
    for line in lines:
        rest = line.lstrip(">")
        depth = min(len(line) - len(rest), _QUOTES_MAX)
        rest = rest.removeprefix(" ")
        if paragraph and (depth != open_depth or rest == "-- "):
            yield open_depth, paragraph
            paragraph = ""
        if rest.endswith(" ") and rest != "-- ":
            open_depth, paragraph = depth, paragraph + (rest[:-1] if delsp else rest)
        else:
            yield depth, paragraph + rest
            paragraph = ""
    if paragraph:
        yield open_depth, paragraph


def _step(depth: int, to: int) -> str:
    return "<blockquote>" * (to - depth) + "</blockquote>" * (depth - to)


def _linked(line: str) -> str:
    pieces, end = [], 0
    for found in _LINK.finditer(line):
        address = _trimmed(found.group())
        pieces += [_escaped(line[end : found.start()]), _link(address)]
        end = found.start() + len(address)
    pieces.append(_escaped(line[end:]))
    whole = "".join(pieces)
    return f"&nbsp;{whole[1:]}" if whole.startswith(" ") else whole


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence around it; `(…/Page_(x))` keeps its own pair."""
    for _ in range(_TRIMS_MAX):
        address = address.rstrip(_CLOSING)
        last = address[-1:]
        if last not in _PAIRS or address.count(last) <= address.count(_PAIRS[last]):
            break
        address = address[:-1]
    return address


def _link(address: str) -> str:
    target = address
    if address.lower().startswith("www."):
        target = f"http://{address}"
    elif "://" not in address and not address.lower().startswith("mailto:"):
        target = f"mailto:{address}"
    href, shown = markup.escape(target), markup.escape(address)
    return f'<a href="{href}" rel="noopener noreferrer" target="_blank">{shown}</a>'


def _escaped(text: str) -> str:
    return markup.escape(text.replace("\t", "    "), quote=False).replace("  ", "&nbsp; ")

"""HTML as good plain text: for the twin of a letter we send, for a preview, for a search.

A line of tokens, no tree: a tree builder (nh3, html5lib) takes 38 s on 100 000 nested <div>, and a
text needs to know only in which quotes and lists it stands. No attempt of a pattern goes past the
next `<`, so the time stays in proportion to the length.
"""

import html as markup
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>"
    r"|<[!?/][^<>]*>"
    r"|([^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")

_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"}) | frozenset(
    {"ul", "ol", "dl", "blockquote", "pre", "table"}
)
_LINES = (
    _PARAGRAPHS
    | {"address", "article", "aside", "body", "center", "dd", "div", "dt", "fieldset", "figure"}
    | {"figcaption", "footer", "form", "header", "hr", "li", "main", "nav", "section", "tr"}
)
_PARTING = _LINES | {"br", "img", "td", "th"}
_SILENT = frozenset({"script", "style", "title", "template", "svg", "select", "textarea"})
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_DEEP_MAX = 50  # quotes and lists open at once; those beyond are not told apart
_INDENT_MAX = 12


def html_to_text(html: str) -> str:
    """Links as `words <address>`, items as `- `, quotes as `> `, nothing of style or script."""
    page = _Page()
    for closing, tag, attributes, text in _tokens(html.replace("\0", "")):
        if text:
            page.write(markup.unescape(text))
        elif closing:
            page.close(tag)
        elif tag:
            page.open(tag, _read_attributes(attributes) if tag in {"a", "img", "ol"} else {})
    return page.text()


def html_to_words(html: str) -> str:
    """Its words alone, as the eye reads them: marks inside a word do not part it, lines do."""
    said = []
    for _closing, tag, _attributes, text in _tokens(html.replace("\0", "")):
        said.append(markup.unescape(text) if text else " " * (tag in _PARTING))
    return "".join(said)


def _tokens(html: str) -> Iterator[tuple[bool, str, str, str]]:
    """(is it a closing tag, its name, its attributes, or the text)."""
    at, unclosed = 0, set()
    while found := _TOKEN.match(html, at):
        at = found.end()
        tag = (found[2] or "").lower()
        if tag not in _SILENT:
            yield bool(found[1]), tag, found[3] or "", found[4] or ""
        elif not found[1] and tag not in unclosed:
            end = re.compile(rf"</{tag}\b[^<>]*>", re.IGNORECASE).search(html, at)
            at = end.end() if end else at
            unclosed |= set() if end else {tag}


def _read_attributes(text: str) -> dict[str, str]:
    return {
        name.lower(): markup.unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(text[:4096])
    }


@dataclass
class _Inside:
    """An open quote, list or item; `count` is the number of an ordered list's next item."""

    tag: str
    prefix: str = ""
    count: int = 0


@dataclass
class _Page:
    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    inside: list[_Inside] = field(default_factory=list)
    link: tuple[str, int] | None = None
    marker: str = ""
    preformatted: bool = False

    def write(self, text: str) -> None:
        if not self.preformatted:
            self.words.append(_BLANKS.sub(" ", text))
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self.words.append(first)
        for line in others:
            self._end_line(even_empty=True)
            self.words.append(line)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _LINES:
            self._end_line()
            self._space(tag)
        match tag:
            case "br":
                self._end_line(even_empty=True)
            case "hr":
                self.words.append("-" * 20)
                self._end_line()
            case "a":
                self._close_link()
                self.link = (attributes.get("href", "").strip(), len(self.words))
            case "img":
                self.words.append(attributes.get("alt", ""))
            case "td" | "th":
                self.words.append(" ")
            case "blockquote":
                self._enter(_Inside(tag, "> "))
            case "ul" | "ol":
                start = attributes.get("start", "1")[:6]
                number = int(start) if start.isdecimal() else 1
                self._enter(_Inside(tag, count=number if tag == "ol" else 0))
            case "li":
                self._open_item()
            case "pre":
                self.preformatted = True

    def close(self, tag: str) -> None:
        if tag in _LINES:
            self._end_line()
        match tag:
            case "a":
                self._close_link()
            case "blockquote" | "ul" | "ol" | "li":
                self._leave(tag)
            case "pre":
                self.preformatted = False
        if tag in _LINES:
            self._space(tag)

    def text(self) -> str:
        self._close_link()
        self._end_line()
        return "\n".join(self.lines).strip("\n")

    def _enter(self, inside: _Inside) -> None:
        if len(self.inside) < _DEEP_MAX:
            self.inside.append(inside)

    def _leave(self, tag: str) -> None:
        """Out of the nearest of that name and all it holds; an item never closes another list."""
        for at in range(len(self.inside) - 1, -1, -1):
            if self.inside[at].tag == tag:
                del self.inside[at:]
                self.marker = ""
                return
            if tag == "li" and self.inside[at].tag != "li":
                return

    def _open_item(self) -> None:
        self._leave("li")
        holder = self.inside[-1] if self.inside else _Inside("ul")
        self.marker = f"{holder.count}. " if holder.count else "- "
        holder.count += 1 if holder.count else 0
        self._enter(_Inside("li", " " * len(self.marker)))

    def _close_link(self) -> None:
        """The address after the words, unless the words are the address."""
        href, since = self.link or ("", 0)
        self.link = None
        if not href.lower().startswith(_SCHEMES):
            return
        words = "".join(self.words[since:]).strip()
        address = href.removeprefix("mailto:").removeprefix("tel:")
        if words.rstrip("/") not in {href.rstrip("/"), address.rstrip("/")}:
            self.words.append(f" <{address}>" if words else f"<{address}>")

    def _end_line(self, *, even_empty: bool = False) -> None:
        words = "".join(self.words)
        line = words.rstrip() if self.preformatted else _BLANKS.sub(" ", words).strip(" ")
        self.words.clear()
        if self.link:
            self.link = (self.link[0], 0)
        if line or even_empty:
            self.lines.append((self._prefix() + line).rstrip())
            self.marker = ""

    def _prefix(self) -> str:
        prefixes = [one.prefix for one in self.inside[-_INDENT_MAX:]]
        if self.marker and prefixes:
            prefixes[-1] = self.marker
        return "".join(prefixes)

    def _space(self, tag: str) -> None:
        """One blank line around a paragraph, quoted no deeper than what stands on both sides."""
        if tag not in _PARAGRAPHS or not self.lines or self.marker:
            return
        if tag in {"ul", "ol"} and self.inside and self.inside[-1].tag == "li":
            return  # a list inside an item stays with it
        blank = self._prefix().rstrip()
        if self.lines[-1].strip("> "):
            self.lines.append(blank)
        elif len(blank) < len(self.lines[-1]):
            self.lines[-1] = blank

"""The pages of docs/user as HTML and as sections to search; read once a process."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nh3
from django.conf import settings
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

from preau.formats.stems import fold
from preau.kit.errors import NotFound

LANGUAGE = "fr"
"""The guide is written in French only."""
FIRST = "index"

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}}
_TOPIC = re.compile(
    r"^\| (?P<want>.+?) \| \[(?P<name>.+?)\]\((?P<slug>[\w-]+)\.md\) \|$", re.MULTILINE
)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Section:
    """What stands under one heading; the first of a page has none."""

    title: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Guide:
    """One page. `html` is clean, without the page's own title."""

    slug: str
    title: str
    html: str
    sections: tuple[Section, ...]

    @property
    def url(self) -> str:
        return address(self.slug)


@dataclass(frozen=True)
class Topic:
    """A line of the first page: what one wants to do, and the page that says how."""

    slug: str
    name: str
    want: str


def address(slug: str) -> str:
    if slug == FIRST:
        return reverse("help:home")
    return reverse("help:page", kwargs={"slug": slug})


def guide(slug: str) -> Guide:
    """Raises NotFound for a page that is not written."""
    if slug not in guides():
        raise NotFound
    return guides()[slug]


@cache
def guides() -> dict[str, Guide]:
    folder = Path(settings.BASE_DIR) / "docs" / "user"
    return {path.stem: _read(path) for path in sorted(folder.glob("*.md"))}


@cache
def topics() -> tuple[Topic, ...]:
    """In the order of the first page's table."""
    first = (Path(settings.BASE_DIR) / "docs" / "user" / f"{FIRST}.md").read_text(encoding="utf-8")
    return tuple(Topic(**found.groupdict()) for found in _TOPIC.finditer(first))


def _read(path: Path) -> Guide:
    text = path.read_text(encoding="utf-8")
    if path.stem == FIRST:
        # Its table is shown as links.
        text = re.sub(r"^\|.*\n", "", text, flags=re.MULTILINE)
    tokens = _MARKDOWN.parse(text)
    title, rest = tokens[1].content, tokens[3:]
    for token in rest:
        _lead_inside(token)
    sections = _anchored(rest)
    html = _MARKDOWN.renderer.render(rest, _MARKDOWN.options, {})
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"https", "mailto"})
    return Guide(path.stem, title, _scrolling(clean), sections)


def _lead_inside(token: Token) -> None:
    """`[La boîte](boite-pleine.md)` leads to our page of it."""
    for inner in token.children or ():
        href = str(inner.attrs.get("href", ""))
        if inner.type == "link_open" and href.endswith(".md"):
            inner.attrs["href"] = address(href.removesuffix(".md"))


def _anchored(tokens: list[Token]) -> tuple[Section, ...]:
    """Gives each heading its id; answers with what stands under each."""
    sections: list[Section] = []
    title, anchor, said = "", "", list[str]()
    for opening, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        words = "".join(inner.content or " " for inner in token.children or ())
        if opening is None or opening.type != "heading_open":
            said.append(words)
            continue
        sections.append(Section(title, anchor, " ".join(said)))
        title, anchor, said = words, anchor_of(words), []
        opening.attrs["id"] = anchor
    sections.append(Section(title, anchor, " ".join(said)))
    return tuple(section for section in sections if section.title or section.text)


def anchor_of(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")


def _scrolling(html: str) -> str:
    """A table wider than a telephone scrolls by itself, by keys too."""
    opened = html.replace("<table>", '<div class="help-table" tabindex="0" role="group"><table>')
    return opened.replace("</table>", "</table></div>")

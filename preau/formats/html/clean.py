"""A message's HTML, made safe to show inside our frame.

nh3 does the walking, from the lists of `allowed`; it asks us about each attribute it means to keep.
Sheets and the attributes of <body> are read apart and written again on a wrapper. What leaves here
makes no request and runs nothing by itself, and the frame's own policy says so a second time.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

import nh3

from preau.formats.html.addresses import content_id, inline_raster, link_target, web_address
from preau.formats.html.allowed import (
    ATTRIBUTES,
    COLOUR,
    DROPPED_WITH_CONTENT,
    PLAIN_ATTRIBUTES,
    TAGS,
)
from preau.formats.html.css import declarations, written
from preau.formats.html.links import Link, marked_links
from preau.formats.html.names import PREFIX, WRAPPER, prefixed, prefixed_all
from preau.formats.html.sheets import scoped
from preau.formats.html.tame import ATTRIBUTE, is_calm, sound, tamed

Resolve = Callable[[str], str | None]

_TAGS = set(TAGS)
_DROPPED = set(DROPPED_WITH_CONTENT)
_ATTRIBUTES = {tag: set(names) for tag, names in ATTRIBUTES.items()}
_SCHEMES = {"http", "https", "mailto", "tel", "cid", "data"}

_MOST_STYLE = 200_000  # characters of different style attributes that are worth reading
_LONGEST_PLAIN = 2_000  # characters of an attribute that is neither a style nor an address

_NOSCRIPT = re.compile(r"</?noscript[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<!--|<style\b|<body\b", re.IGNORECASE)
_STYLE_END = re.compile(r"</style", re.IGNORECASE)
_BODY_TAG = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*'){0,4000}""")
_SPACE = re.compile(r"\s")
_CANDIDATE = re.compile(r"(\S*[^\s,])(?:\s+([\d.]+[wx]))?\s*(?:,|$)")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What may be shown. `withheld` counts the outside images held back, each address once."""

    html: str
    withheld: int
    links: tuple[Link, ...]
    is_cut: bool = False

    @property
    def deceptive(self) -> int:
        """How many links say they lead to another host than they do."""
        return sum(link.is_deceptive for link in self.links)


def clean(html: str, *, cid: Resolve, remote: Resolve | None = None) -> Cleaned:
    """The message as it may be shown; never raises, whatever `html` holds.

    `cid` turns a Content-ID into an address of ours, or None when the message has no such part.
    `remote` turns an outside image's address into one of ours (the proxy); without it such images
    are withheld.
    """
    html = sound(html)
    page, is_cut = (html, False) if is_calm(html) else tamed(html)
    reading = _Reading(cid, remote)
    body, links = marked_links(reading.cleaner().clean(_NOSCRIPT.sub("", page)))
    before, wrapper = reading.surroundings(html)
    return Cleaned(f"{before}{wrapper}{body}</main>", len(reading.withheld), links, is_cut)


class _Reading:
    """Judges the attributes of one message, and remembers what it withheld."""

    def __init__(self, cid: Resolve, remote: Resolve | None) -> None:
        self._cid = cid
        self._remote = remote
        self._styles: dict[str, str | None] = {}
        self._style_left = _MOST_STYLE
        self.withheld: set[str] = set()

    def cleaner(self) -> nh3.Cleaner:
        return nh3.Cleaner(
            tags=_TAGS,
            clean_content_tags=_DROPPED,
            attributes=_ATTRIBUTES,
            attribute_filter=self.attribute,
            link_rel=None,
            url_schemes=_SCHEMES,
            id_prefix=PREFIX,
        )

    def attribute(self, tag: str, name: str, value: str) -> str | None:
        """The value this attribute may keep, or None. Raising would drop it too, but loudly."""
        if tag not in TAGS:
            return None
        if name == "style":
            return self._style(value)
        if plain := PLAIN_ATTRIBUTES.get(name):
            return plain(value) if len(value) < _LONGEST_PLAIN else None
        return _OWN_ATTRIBUTES[name](self, value) if name in _OWN_ATTRIBUTES else None

    def _style(self, value: str) -> str | None:
        if value not in self._styles:
            self._style_left -= len(value)
            judged = declarations(value) if self._style_left > 0 else ("",)
            self._styles[value] = written(judged, self.image) or None
        return self._styles[value]

    def image(self, address: str) -> str | None:
        """Where an image is fetched from, or None when it is withheld or nothing we show."""
        if name := content_id(address):
            return self._cid(name)
        if raster := inline_raster(address):
            return raster
        outside = web_address(address)
        if outside is None:
            return None
        if self._remote is None:
            self.withheld.add(outside)
            return None
        return self._remote(outside)

    def images(self, srcset: str) -> str | None:
        """A srcset, each of its images resolved."""
        found = _CANDIDATE.findall(srcset[:10_000])
        kept = [(ours, size) for address, size in found if (ours := self.image(address))]
        return ", ".join(f"{_in_list(ours)} {size}".strip() for ours, size in kept) or None

    def surroundings(self, html: str) -> tuple[str, str]:
        """The message's sheets, and the opening tag that stands for its <body>."""
        sheets, body = _head(html)
        colours, wrapper = self._wrapper(body)
        style = colours + written(scoped(sheets), self.image)
        return (f"<style>{style}</style>" if style and "<" not in style else ""), wrapper

    def _wrapper(self, body: dict[str, str]) -> tuple[str, str]:
        style = ";".join(filter(None, self._body_style(body)))
        names = " ".join(filter(None, (WRAPPER, prefixed_all(body.get("class", "")))))
        told = {
            "class": names,
            "id": prefixed(body.get("id", "")),
            "style": style,
            **_told_of(body),
        }
        tag = "".join(f' {name}="{escape(value)}"' for name, value in told.items() if value)
        link = COLOUR(body.get("link", ""))
        return (f".{WRAPPER} a{{color:{_hex(link)}}}\n" if link else ""), f"<main{tag}>"

    def _body_style(self, body: dict[str, str]) -> Iterator[str]:
        for attribute, name in (("bgcolor", "background-color"), ("text", "color")):
            if colour := COLOUR(body.get(attribute, "")):
                yield f"{name}:{_hex(colour)}"
        if image := self.image(body.get("background", "")):
            yield written(("background-image:", image, ""), str)
        yield written(declarations(body.get("style", "")), self.image)


def _address_of_link(_: _Reading, value: str) -> str | None:
    if value.startswith("#"):
        name = prefixed(value[1:])
        return f"#{name}" if name else None
    return link_target(value)


def _map_of_image(_: _Reading, value: str) -> str | None:
    name = prefixed(value.strip().lstrip("#"))
    return f"#{name}" if name else None


def _id(_: _Reading, value: str) -> str | None:
    """nh3 has put the prefix before we are asked."""
    return prefixed(value.removeprefix(PREFIX))


_OWN_ATTRIBUTES: dict[str, Callable[[_Reading, str], str | None]] = {
    "background": _Reading.image,
    "class": lambda _, value: prefixed_all(value),
    "headers": lambda _, value: prefixed_all(value),
    "href": _address_of_link,
    "id": _id,
    "name": lambda _, value: prefixed(value),
    "src": _Reading.image,
    "srcset": _Reading.images,
    "usemap": _map_of_image,
}


def _head(html: str) -> tuple[list[str], dict[str, str]]:
    """The style blocks, and the attributes of the first <body>; not those inside comments."""
    sheets: list[str] = []
    body: dict[str, str] | None = None
    at = 0
    while found := _HEAD.search(html, at):
        kind = found[0].lower()
        if kind == "<!--":
            end = html.find("-->", found.start() + 2)
            if end < 0:
                break
            at = end + 3
        elif kind == "<style":
            at = _take_sheet(html, found.end(), sheets)
        else:
            at = found.end()
            body = _attributes(html, at) if body is None else body
    return sheets, body or {}


def _take_sheet(html: str, start: int, sheets: list[str]) -> int:
    start = html.find(">", start) + 1 or len(html)
    found = _STYLE_END.search(html, start)
    end = found.start() if found else len(html)
    sheets.append(html[start:end])
    return end


def _attributes(html: str, start: int) -> dict[str, str]:
    source = _BODY_TAG.match(html, start)
    pairs = ATTRIBUTE.findall(source[0]) if source else []
    return {name.lower(): unescape("".join(values)) for name, *values in reversed(pairs)}


def _told_of(body: dict[str, str]) -> dict[str, str | None]:
    return {name: PLAIN_ATTRIBUTES[name](body.get(name, "")) for name in ("dir", "lang")}


def _in_list(address: str) -> str:
    """An address as a srcset may hold it: a space would end it, and so would a comma at its end."""
    return _SPACE.sub("%20", address).rstrip(",")


def _hex(colour: str) -> str:
    """Old pages leave the # out."""
    return f"#{colour}" if re.fullmatch(r"[0-9a-fA-F]{6}", colour) else colour

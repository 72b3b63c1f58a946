"""What the editor sends back, made fit to be sent: simple HTML that any mail program shows.

The browser is not believed, even the writer's own: a quotation may hold anything.
"""

import re
from collections.abc import Callable

import nh3

from preau.formats.html.addresses import content_id, inline_raster, link_target
from preau.formats.html.allowed import (
    ATTRIBUTES,
    DROPPED_WITH_CONTENT,
    PLAIN_ATTRIBUTES,
    TABLE_TAGS,
    TEXT_TAGS,
)
from preau.formats.html.css import declarations, written
from preau.formats.html.names import INSTITUTION, PREFIX, QUOTE, SIGNATURE
from preau.formats.html.tame import is_calm, sound, tamed

Image = Callable[[str], str | None]

_TAGS = set(TEXT_TAGS | TABLE_TAGS | {"figure", "figcaption"})
_ATTRIBUTES = {
    "*": set(ATTRIBUTES["*"]) - {"id"},
    "a": {"href"},
    "blockquote": {"cite", "type"},
    "font": {"color", "face", "size"},
    "img": {"alt", "border", "src"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "table": {"border", "cellpadding", "cellspacing", "role"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ul": {"type"},
}
_KEPT_CLASSES = frozenset({SIGNATURE, INSTITUTION, QUOTE})
_OWN_ADDRESS = re.compile(r"/mail/(?:[\w.~@%-]+/)*[\w.~@%-]+(?:\?[\w=&%.-]*)?", re.ASCII)
_EMPTY_PICTURE = re.compile(r'<img(?: (?!src=)[a-z-]+="[^"]*")*>')
_CITED = re.compile(r"(?:mid|cid):[^\s<>\"]{1,300}")


def clean_outgoing(html: str, *, image: Image | None = None) -> str:
    """The body of a message about to be built or kept as a draft; never raises.

    Images stay when they are `cid:`, an inline picture, or an address of our own under /mail/.
    `image` may turn each of those into another address (a draft's picture into its `cid:`), or
    into None to drop it.
    """
    html = sound(html)
    page = html if is_calm(html) else tamed(html)[0]
    cleaned = nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes=_ATTRIBUTES,
        attribute_filter=lambda _, name, value: _attribute(name, value, image),
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel", "cid", "data", "mid"},
    ).clean(page)
    return _EMPTY_PICTURE.sub("", cleaned)


def _attribute(name: str, value: str, image: Image | None) -> str | None:
    if name == "style":
        return written(declarations(value), lambda _: None) or None
    if plain := PLAIN_ATTRIBUTES.get(name):
        return plain(value)
    match name:
        case "class":
            return _kept_classes(value)
        case "href":
            return link_target(value)
        case "src":
            return _picture(value, image)
        case "cite":
            return value if _CITED.fullmatch(value) else None
    return None


def _kept_classes(value: str) -> str | None:
    """Our own marks only; a quotation's are those `clean` had prefixed."""
    names = {name.removeprefix(PREFIX) for name in value.split()}
    return " ".join(sorted(names & _KEPT_CLASSES)) or None


def _picture(address: str, image: Image | None) -> str | None:
    ours = _own_picture(address.strip())
    return image(ours) if image and ours else ours


def _own_picture(address: str) -> str | None:
    if name := content_id(address):
        return f"cid:{name}"
    if _OWN_ADDRESS.fullmatch(address) and "/../" not in address and "/./" not in address:
        return address
    return inline_raster(address)

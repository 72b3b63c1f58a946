"""Where links lead, said plainly, and which of them pretend to lead elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from preau.formats.html.addresses import host_of, web_address
from preau.formats.html.names import DECEPTIVE

# Sure to be right on a document cleaned by us: no attribute value there holds "<" or ">".
_ANCHOR = re.compile(r'<(?P<name>a|area)(?P<attributes>(?: [a-z-]+="[^"]*")*)>|</a>')
_HREF = re.compile(r' href="([^"]*)"')
_TITLE = re.compile(r' title="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")

_SPOKEN_ADDRESS = re.compile(
    r"(?:https?:[/\\]{2}|(?<![\w@.-])(?=www\.))[^\s/\\?#<>\"']+", re.IGNORECASE
)
_SPOKEN_HOST = re.compile(r"((?:[\w-]+\.)+([a-z]{2,24}))(?:[:/?#]\S*)?", re.IGNORECASE)
_SPOKEN_BOX = re.compile(r"[\w.+'-]+@((?:[\w-]+\.)+[a-z]{2,24})", re.IGNORECASE)
_ENDINGS = """
    avi bmp csv doc docm docx eml epub gif gz htm html ics jpeg jpg json md mov mp odg odp ods odt
    pages pdf php png pps ppt pptx py rar rtf svg tar tex txt vcf webp xls xlsm xlsx xml zip
"""
_FILE_ENDINGS = frozenset(_ENDINGS.split())
_LONGEST_TEXT = 4_000  # characters of markup looked at for what a link says

_OUTSIDE = ' target="_blank" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer"'


@dataclass(frozen=True, slots=True)
class Link:
    """One link as shown: where it leads, what it says, whether it says another place."""

    target: str
    text: str
    is_deceptive: bool


def marked_links(html: str) -> tuple[str, tuple[Link, ...]]:
    """The cleaned document with its links opening apart, telling their target, marked if false."""
    if "<a" not in html:
        return html, ()
    out, links, at = [], [], 0
    for anchor, text in _anchors(html):
        tag, link = _marked(anchor, text)
        out += [html[at : anchor.start()], tag]
        at = anchor.end()
        links += [link] if link else []
    return "".join([*out, html[at:]]), tuple(links)


def _anchors(html: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each opening tag with what stands inside it, links inside links included."""
    found = list(_ANCHOR.finditer(html))
    ends = _ends(found, len(html))
    for anchor, end in zip(found, ends, strict=True):
        if anchor["name"]:
            yield anchor, html[anchor.end() : min(end, anchor.end() + _LONGEST_TEXT)]


def _ends(anchors: list[re.Match[str]], length: int) -> list[int]:
    ends, still_open = [length] * len(anchors), []
    for place, anchor in enumerate(anchors):
        if anchor["name"] == "a":
            still_open.append(place)
        elif anchor["name"] == "area":
            ends[place] = anchor.end()
        elif still_open:
            ends[still_open.pop()] = anchor.start()
    return ends


def _marked(anchor: re.Match[str], inside: str) -> tuple[str, Link | None]:
    attributes = anchor["attributes"]
    href = _HREF.search(attributes)
    if href is None or href[1].startswith("#"):
        return anchor[0], None
    target, text = unescape(href[1]), _spoken(inside)
    link = Link(target, text[:200], is_deceptive="." in text and _pretends(text, target))
    attributes = _TITLE.sub("", attributes)
    if link.is_deceptive:
        attributes = _with_class(attributes)
    return f'<{anchor["name"]}{attributes} title="{escape(_told(link))}"{_OUTSIDE}>', link


def _with_class(attributes: str) -> str:
    if ' class="' in attributes:
        return attributes.replace(' class="', f' class="{DECEPTIVE} ', 1)
    return f'{attributes} class="{DECEPTIVE}"'


def _told(link: Link) -> str:
    """The host alone when the text names another: no path may drown what one must see."""
    return host_of(link.target) if link.is_deceptive else link.target[:500]


def _spoken(inside: str) -> str:
    return " ".join(_UNSEEN.sub("", unescape(_TAG.sub("", inside))).split())


def _pretends(text: str, target: str) -> bool:
    """Whether the words of a link name a host, and it is not the one it leads to."""
    told = host_of(target)
    if not target.startswith("http"):
        box = _SPOKEN_BOX.fullmatch(text)
        return bool(box and told and not _is_same_site(box[1].lower(), told))
    return any(not _is_same_site(host, told) for host in _hosts_in(text))


def _hosts_in(text: str) -> Iterator[str]:
    for spoken in _SPOKEN_ADDRESS.findall(text):
        address = spoken if ":" in spoken[:6] else f"http://{spoken}"
        if found := web_address(address.rstrip(".,;:!)»")):
            yield host_of(found)
    whole = _SPOKEN_HOST.fullmatch(text) or _SPOKEN_BOX.fullmatch(text)
    if whole and not (whole.re is _SPOKEN_HOST and whole[2].lower() in _FILE_ENDINGS):
        yield host_of(web_address(f"http://{whole[1]}") or "")


def _is_same_site(one: str, other: str) -> bool:
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith("." + other) or other.endswith("." + one)

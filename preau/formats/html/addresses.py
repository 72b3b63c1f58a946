"""Addresses found in a message: where a link leads, which image is meant.

Browsers forgive much in an address (line ends inside it, backslashes, missing slashes). What is
kept here is written again in the one form that leaves nothing to forgive.
"""

import re
from urllib.parse import quote, unquote

_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_ORDINARY = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?/[\w:/?#@!$&*+,;=%.~-]*", re.ASCII)
_WEB = re.compile(r"(https?):[/\\]*([^/\\?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_BARE_HOST = re.compile(r"www\.[\w-]+\.", re.IGNORECASE)
_HOST = re.compile(r"([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(:\d{1,5})?")
_RASTER = re.compile(
    r"data:image/(?:png|jpe?g|gif|webp|bmp|x-icon);base64,[A-Za-z0-9+/=]+", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_SAFE = ":/?#[]@!$&*+,;=%.~-_"
_LARGEST_INLINE = 3_000_000  # characters of one data: image, two megabytes or so
_LONGEST = 8_000


def web_address(address: str) -> str | None:
    """An absolute http(s) address in its plain form, without user name or password, or None.

    A name with accents is given in its registered form ("xn--…"): two that look alike do not
    read alike.
    """
    if len(address) > _LONGEST:
        return None
    if _ORDINARY.fullmatch(address):
        return address
    address = _CONTROLS.sub("", address)
    if address[:2] in ("//", "\\\\"):
        address = "https:" + address
    found = _WEB.fullmatch(address)
    if found is None:
        return None
    scheme, authority, rest = found.groups()
    host = _host(authority.rpartition("@")[2])
    if host is None:
        return None
    rest = quote(rest.replace("\\", "/"), safe=_SAFE, errors="replace")
    return f"{scheme.lower()}://{host}{'' if rest.startswith('/') else '/'}{rest}"


def _host(text: str) -> str | None:
    name = unquote(text).lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return name if _HOST.fullmatch(name) else None


def host_of(address: str) -> str:
    """The host of an address given by `web_address` or `link_target`; for mailto, the box's."""
    scheme, _, rest = address.partition(":")
    if scheme == "mailto":
        return unquote(rest.partition("?")[0]).rpartition("@")[2].lower()
    return re.split(r"[/?#]", rest.removeprefix("//"), maxsplit=1)[0].partition(":")[0].rstrip(".")


def link_target(address: str) -> str | None:
    """Where a link may lead: the web, a mail address, a telephone; None when it may not."""
    address = address.strip()
    scheme = _SPACE.sub("", address[:12]).partition(":")[0].lower()
    if scheme in ("mailto", "tel"):
        rest = _CONTROLS.sub("", address.partition(":")[2])[:_LONGEST]
        return f"{scheme}:{quote(rest, safe=_SAFE, errors='replace')}"
    if _BARE_HOST.match(address):
        address = "http://" + address
    return web_address(address)


def content_id(address: str) -> str | None:
    """What stands after "cid:" (RFC 2392), decoded; None when the address is of another kind."""
    address = address.strip()
    if address[:4].lower() != "cid:":
        return None
    return unquote(address[4:]).strip("<> ") or None


def inline_raster(address: str) -> str | None:
    """A data: address of a picture made of dots, of reasonable size, without spaces; else None."""
    address = address.lstrip()
    if address[:11].lower() != "data:image/" or len(address) > _LARGEST_INLINE:
        return None
    compact = _SPACE.sub("", address)
    return compact if _RASTER.fullmatch(compact) else None

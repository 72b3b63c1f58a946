"""The kinds of value an académie's file may hold, each with what makes it wrong.

A check returns what the value must be, as the end of a sentence, or None when it is right.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Annotated, Any
from urllib.parse import urlsplit

from preau.academies.colour import AA, DARK_SURFACES, WHITE, contrast

Reason = Callable[[Any], str | None]

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})+")
_LOCAL = re.compile(r"[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Check:
    """Marks a type of an académie's dataclasses; the reader asks it."""

    reason: Reason


def written_as(pattern: str | re.Pattern[str], sentence: str) -> Check:
    known = re.compile(pattern)
    return Check(lambda value: None if known.fullmatch(value) else sentence)


def between(least: int, most: float, sentence: str) -> Check:
    return Check(lambda value: None if least <= value <= most else sentence)


def address_reason(value: str) -> str | None:
    local, _, domain = value.rpartition("@")
    right = _LOCAL.fullmatch(local) and ".." not in local and _HOST.fullmatch(domain)
    return None if right else "a lower-case address such as assistance@ac-poitiers.fr"


def text_reason(value: str) -> str | None:
    right = value and value == value.strip() and not any(map(_breaks_a_line, value))
    return None if right else "one line of text, without spaces around it"


def _breaks_a_line(character: str) -> bool:
    # Not str.isprintable: it refuses the non-breaking spaces of French typography.
    return unicodedata.category(character) in ("Cc", "Zl", "Zp")


def link_reason(value: str) -> str | None:
    if _has_host_over_https(value):
        return None
    return "an https:// address such as https://www.education.gouv.fr/"


def _has_host_over_https(value: str) -> bool:
    if not value.isprintable() or " " in value:
        return False
    try:
        url = urlsplit(value)
        host = url.hostname
    except ValueError:
        return False
    return url.scheme == "https" and host is not None and _HOST.fullmatch(host) is not None


def cidr_reason(value: str) -> str | None:
    try:
        ip_network(value)
    except ValueError:
        return "a network such as 172.16.0.0/12 or 2001:db8::/32"
    return None


def ink(surfaces: tuple[str, ...], example: str, mend: str, where: str) -> Check:
    """A colour for text on these surfaces."""

    def reason(value: str) -> str | None:
        if not _COLOUR.fullmatch(value):
            return f"a lower-case colour such as {example}"
        worst = min(contrast(value, surface) for surface in surfaces)
        return f"{mend}: {worst:.1f} to 1 against {where}, {AA} needed" if worst < AA else None

    return Check(reason)


Slug = Annotated[
    str, written_as(r"[a-z][a-z0-9-]{0,38}[a-z0-9]", "2 to 40 of a-z, 0-9 and hyphens")
]
Host = Annotated[str, written_as(_HOST, "a lower-case host name such as bal.ac-poitiers.fr")]
Domain = Annotated[str, written_as(_HOST, "a lower-case mail domain such as ac-poitiers.fr")]
MailAddress = Annotated[str, Check(address_reason)]
Text = Annotated[str, Check(text_reason)]
Link = Annotated[str, Check(link_reason)]
UrlPath = Annotated[str, written_as(r"/(?:[A-Za-z0-9._~-]+/?)*", "a path such as /alogin")]
Phone = Annotated[
    str,
    written_as(r"\+?[0-9]{1,4}(?: [0-9]{2,4}){2,5}", "a number in groups such as 05 16 52 66 86"),
]
Positive = Annotated[int, between(1, math.inf, "at least 1")]
Count = Annotated[int, between(0, math.inf, "0 or more")]
Port = Annotated[int, between(1, 65535, "a port from 1 to 65535")]
Cidr = Annotated[str, Check(cidr_reason)]
Ink = Annotated[str, ink((WHITE,), "#1f4e8c", "darker", "white")]
DarkInk = Annotated[str, ink(DARK_SURFACES, "#9dc1f5", "lighter", "the dark theme")]

"""The kinds of value an académie's file may hold, each with what makes it wrong.

A check returns what the value must be, as the end of a sentence, or None when it is right.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_network
from typing import Annotated, Any
from urllib.parse import urlsplit

from preau.academies.colour import AA, DARK_SURFACES, WHITE, contrast

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})+")
_LOCAL = re.compile(r"[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?")
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,38}[a-z0-9]")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_PHONE = re.compile(r"\+?[0-9]{1,4}(?: [0-9]{2,4}){2,5}")
_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/?)*")


@dataclass(frozen=True)
class Check:
    """Marks a type in a dataclass of `academy.py`; the reader asks it."""

    reason: Callable[[Any], str | None]


class Zone(StrEnum):
    """The school holidays' zone."""

    A = "A"
    B = "B"
    C = "C"


class Security(StrEnum):
    """How a client encrypts: from the first byte (SSL in older guides), or after STARTTLS."""

    TLS = "tls"
    STARTTLS = "starttls"


class ForwardingRule(StrEnum):
    """Where a person may have their mail sent on to."""

    FORBIDDEN = "forbidden"
    LISTED = "listed"
    NOTICE = "notice"


class FactorRole(StrEnum):
    """Whose role makes a second factor an obligation; `everyone` needs no role."""

    EVERYONE = "everyone"
    HEAD = "head"
    MANAGER = "manager"
    DESK = "desk"
    ADMINISTRATOR = "administrator"


class Landing(StrEnum):
    """Which box an entrance opens: one's own, or the functional one that a person works in."""

    OWN = "own"
    FUNCTIONAL = "functional"


class ServiceKind(StrEnum):
    """What a service of the portal is for: its heading and its picture."""

    INTRANET = "intranet"
    CAREER = "career"
    ADMINISTRATION = "administration"
    TEACHING = "teaching"
    ENT = "ent"
    SAFETY = "safety"
    OTHER = "other"


class IdentifierForm(StrEnum):
    """How a sign-in identifier is made of a name: `jdupont`, `jean.dupont`."""

    INITIAL_FAMILY = "initial-family"
    GIVEN_DOT_FAMILY = "given.family"


class AddressForm(StrEnum):
    """How an address is made of a name."""

    GIVEN_DOT_FAMILY = "given.family"


def slug_reason(value: str) -> str | None:
    return None if _SLUG.fullmatch(value) else "2 to 40 of a-z, 0-9 and hyphens"


def host_reason(value: str) -> str | None:
    return None if _HOST.fullmatch(value) else "a lower-case host name such as bal.ac-poitiers.fr"


def domain_reason(value: str) -> str | None:
    return None if _HOST.fullmatch(value) else "a lower-case mail domain such as ac-poitiers.fr"


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


def path_reason(value: str) -> str | None:
    return None if _PATH.fullmatch(value) else "a path such as /alogin"


def phone_reason(value: str) -> str | None:
    return None if _PHONE.fullmatch(value) else "a number in groups such as 05 16 52 66 86"


def positive_reason(value: int) -> str | None:
    return None if value >= 1 else "at least 1"


def count_reason(value: int) -> str | None:
    return None if value >= 0 else "0 or more"


def port_reason(value: int) -> str | None:
    return None if 1 <= value <= 65535 else "a port from 1 to 65535"


def cidr_reason(value: str) -> str | None:
    try:
        ip_network(value)
    except ValueError:
        return "a network such as 172.16.0.0/12 or 2001:db8::/32"
    return None


def ink_reason(value: str) -> str | None:
    """A colour for text on white, and under white text."""
    if not _COLOUR.fullmatch(value):
        return "a lower-case colour such as #1f4e8c"
    if contrast(value, WHITE) < AA:
        return f"darker: {contrast(value, WHITE):.1f} to 1 against white, {AA} needed"
    return None


def dark_ink_reason(value: str) -> str | None:
    """A colour for text on the dark theme's surfaces."""
    if not _COLOUR.fullmatch(value):
        return "a lower-case colour such as #9dc1f5"
    worst = min(contrast(value, surface) for surface in DARK_SURFACES)
    if worst < AA:
        return f"lighter: {worst:.1f} to 1 against the dark theme, {AA} needed"
    return None


Slug = Annotated[str, Check(slug_reason)]
Host = Annotated[str, Check(host_reason)]
Domain = Annotated[str, Check(domain_reason)]
MailAddress = Annotated[str, Check(address_reason)]
Text = Annotated[str, Check(text_reason)]
Link = Annotated[str, Check(link_reason)]
UrlPath = Annotated[str, Check(path_reason)]
Phone = Annotated[str, Check(phone_reason)]
Positive = Annotated[int, Check(positive_reason)]
Count = Annotated[int, Check(count_reason)]
Port = Annotated[int, Check(port_reason)]
Cidr = Annotated[str, Check(cidr_reason)]
Ink = Annotated[str, Check(ink_reason)]
DarkInk = Annotated[str, Check(dark_ink_reason)]

"""How an académie names its people: identifiers to sign in with, addresses to write to."""

from collections.abc import Callable, Iterator
from itertools import chain, count

from preau.academies.academy import Academy
from preau.academies.choices import IdentifierForm
from preau.formats import names

Taken = Callable[[str], bool]
"""Whether a candidate is in use. The caller looks among identifiers *and* addresses of the
académie, also those of people who left: an address given again receives another's mail."""

LOCAL_PART = 64
"""Octets before the @ (RFC 5321 section 4.5.3.1.1)."""

# RFC 2142, and what every Unix host may deliver to.
RESERVED = frozenset(
    {"abuse", "admin", "hostmaster", "mailerdaemon", "news", "noc", "nobody", "postmaster", "root"}
    | {"security", "usenet", "webmaster", "www"}
)


class Unnameable(ValueError):
    """A name with no letter we can write in ASCII: an identifier must be given by hand."""

    def __init__(self, given: str, family: str) -> None:
        full = f"{given} {family}".strip()
        super().__init__(f"“{full}” has no Latin letter: give an identifier by hand.")


def identifier_for(academy: Academy, given: str, family: str, taken: Taken) -> str:
    """A free identifier by the académie's rule: `jdupont`, then `jdupont1`, `jdupont2`…"""
    if academy.identifiers.form is IdentifierForm.GIVEN_DOT_FAMILY:
        stem = _dotted(names.hyphened(given), names.hyphened(family))
    else:
        stem = names.letters(given)[:1] + names.letters(family)
    if not stem:
        raise Unnameable(given, family)
    return next(one for one in _numbered(stem) if one not in RESERVED and not taken(one))


def address_for(academy: Academy, given: str, family: str, taken: Taken) -> str:
    """A free address in the primary domain: `jean.dupont@…`, then `jean.dupont1@…`.

    `taken` is asked for the whole address.
    """
    apostrophe = academy.addresses.apostrophe
    stem = _dotted(
        names.hyphened(given, apostrophe=apostrophe),
        names.hyphened(family, apostrophe=apostrophe),
    )
    if not stem:
        raise Unnameable(given, family)
    free = (one for one in _numbered(stem) if one not in RESERVED)
    return next(one for one in (f"{local}@{academy.domain}" for local in free) if not taken(one))


def _dotted(given: str, family: str) -> str:
    return ".".join(half for half in (given, family) if half)


def _numbered(stem: str) -> Iterator[str]:
    """The stem, then with 1, 2, 3…, each within the room of a local part."""
    for suffix in chain([""], map(str, count(1))):
        yield stem[: LOCAL_PART - len(suffix)].rstrip(".-") + suffix

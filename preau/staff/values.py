"""What a cell says: dates, states, categories, as French offices write them."""

import re
from datetime import date

from preau.academies.academy import Academy
from preau.formats import names
from preau.staff.records import Told

_FRENCH = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?: \d{1,2}:\d\d(?::\d\d)?)?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_LDAP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{4,6}(?:[.,]\d+)?(?:Z|[+-]\d{4}))?")
_ADDRESS = re.compile(r"[^\s@<>,;:\"]{1,64}@[^\s@<>,;:\"]+\.[^\s@<>,;:\".]{2,}")
IDENTIFIER = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?")

_STATES = {
    "attendu": Told.EXPECTED, "attendue": Told.EXPECTED, "en attente": Told.EXPECTED,
    "en cours": Told.EXPECTED, "a traiter": Told.EXPECTED, "expected": Told.EXPECTED,
    "a activer": Told.READY, "traite": Told.READY, "actif": Told.READY, "active": Told.READY,
    "activite": Told.READY, "en activite": Told.READY, "en poste": Told.READY,
    "suspendu": Told.SUSPENDED, "suspendue": Told.SUSPENDED, "suspended": Told.SUSPENDED,
    "parti": Told.LEFT, "partie": Told.LEFT, "sorti": Told.LEFT, "radie": Told.LEFT,
    "retraite": Told.LEFT, "left": Told.LEFT,
}  # fmt: skip


class WrongCell(ValueError):
    """One cell cannot be used; str() is the end of the line's sentence."""


def day(text: str, what: str) -> date | None:
    """31/12/1980, 31.12.1980, 1980-12-31, 19801231000000Z; None for nothing. Raises WrongCell."""
    if not text:
        return None
    try:
        if found := _ISO.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _LDAP.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _FRENCH.fullmatch(text):
            return date(*map(int, reversed(found.groups())))
    except ValueError as error:
        raise WrongCell(f"the {what} “{text}” is no day of a calendar.") from error
    raise WrongCell(f"the {what} “{text}” is not a date such as 01/09/2026.")


def state(text: str) -> Told:
    """Raises WrongCell for a word that is not one of ours."""
    folded = " ".join(names.words(text))
    if not folded:
        return Told.NOTHING
    if folded not in _STATES:
        raise WrongCell(f"the state “{text}” is not known: attendu, à activer, suspendu or parti.")
    return _STATES[folded]


def second_address(text: str, academy: Academy) -> str:
    """Raises WrongCell for what is no address, and for one of our own: it could not help."""
    address = text.strip().lower()
    if not address:
        return ""
    if len(address) > 255 or not _ADDRESS.fullmatch(address):
        raise WrongCell(f"“{text}” is not an address to write to.")
    if address.rpartition("@")[2] in academy.domains:
        raise WrongCell(f"{address} is of the académie itself: a second address is outside.")
    return address


def category(text: str) -> str:
    """A word for the staff category, folded: `Professeur certifié` is `professeur-certifie`."""
    return names.hyphened(text)[:40].rstrip("-")

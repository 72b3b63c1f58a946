"""What the staff file knows of the demonstration's people, and who is about to join them."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from preau.formats import names
from preau.formats.numen import Numen, parse
from preau.identity.outside import DOMAIN
from preau.ops.demo.cast import Member, School, cast

Way = Literal["slip", "mail", "expected"]
_FIRST_BIRTH, _DAYS = date(1962, 1, 1), 12_700
# The académie of first registration, as real ones begin; the last letters say that none is real.
_CODES = {"paris": "01", "montpellier": "11", "poitiers": "13", "amiens": "20"}
_END = "DEM"

_NEWCOMERS: dict[str, tuple[tuple[str, str, str, Way], ...]] = {
    "poitiers": (
        ("Nina", "Fourcadet", "Professeure de mathématiques", "slip"),
        ("Oscar", "Delmotte-Rey", "Professeur d’espagnol", "mail"),
        ("Zélie", "Hautecoeur", "Conseillère principale d’éducation", "expected"),
    ),
    "paris": (
        ("Capucine", "Lhermitte", "Professeure de philosophie", "slip"),
        ("Amadou", "Koulibarry", "Professeur de physique-chimie", "mail"),
        ("Victor", "Sainte-Luce", "Professeur documentaliste", "expected"),
    ),
    "montpellier": (
        ("Lola", "Vidalenche", "Professeure de musique", "slip"),
        ("Bastien", "Roquefeuille", "Professeur d’EPS", "mail"),
        ("Yasmine", "Aït-Oumellal", "Professeure d’anglais", "expected"),
    ),
    "amiens": (
        ("Camille", "Vanderbecken", "Professeure de lettres", "slip"),
        ("Hugo", "Poissonnet", "Professeur de technologie", "mail"),
        ("Salomé", "Beaudequin", "Conseillère principale d’éducation", "expected"),
    ),
}


@dataclass(frozen=True)
class StaffFile:
    """`home` is an address in the demonstration's world outside."""

    numen: Numen
    born: date
    home: str
    category: str


@dataclass(frozen=True)
class Newcomer:
    """Somebody with a post and no account yet. `way` is how they can come in."""

    academy: str
    given: str
    family: str
    function: str
    way: Way
    school: School
    file: StaffFile


def staff_file(member: Member) -> StaffFile:
    categories = {
        "head": "direction",
        "inspector": "inspection",
        "primary": "professeur-des-ecoles",
    }
    category = categories.get(member.part, "administratif")
    if member.role == "teacher" and member.part != "primary":
        category = "professeur-certifie"
    return _file(member.academy, member.given, member.family, category)


def newcomers(academy: str) -> tuple[Newcomer, ...]:
    """Two to activate and one expected, in the school of the cast."""
    school = cast(academy)[0].school
    return tuple(
        Newcomer(
            academy, given, family, function, way, school, _file(academy, given, family, "cpe")
        )
        for given, family, function, way in _NEWCOMERS[academy]
    )


def _file(academy: str, given: str, family: str, category: str) -> StaffFile:
    """Always the same for one name."""
    digits = int(hashlib.sha256(f"{academy}/{given}/{family}".encode()).hexdigest(), 16)
    born = _FIRST_BIRTH + timedelta(days=digits % _DAYS)
    number = f"{_CODES[academy]}E{(born.year + 24) % 100:02}{digits // _DAYS % 10**5:05}{_END}"
    home = f"{names.hyphened(given)}.{names.hyphened(family)}@{DOMAIN}"
    return StaffFile(parse(number), born, home, category)

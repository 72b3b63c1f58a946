"""The headings of staff files, as the académies' offices write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from preau.formats import names

# By field: the folded words of a heading, the one to prefer first.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "numen": ("numen", "num numen", "numero numen", "n numen"),
    "family_name": (
        "nom d usage", "nom usuel", "nom", "nom de famille", "nom patronymique", "nom de naissance",
    ),
    "given_name": ("prenom usuel", "prenom", "prenoms", "prenom d usage"),
    "birth_date": (
        "date de naissance", "date naissance", "naissance", "ne e le", "nee le", "ne le",
        "date nais", "date de naiss",
    ),
    "category": ("categorie", "categorie de personnel", "corps", "corps grade", "population"),
    "function": ("fonction", "fonctions", "fonction exercee", "poste", "emploi"),
    "uai": (
        "uai", "code uai", "uai affectation", "uai d affectation", "rne", "code rne",
        "numero uai", "code etablissement", "uai etablissement",
    ),
    "school": (
        "etablissement", "nom etablissement", "nom de l etablissement", "affectation",
        "lieu d affectation", "service", "libelle etablissement",
    ),
    "starts_on": (
        "date de debut", "date debut", "debut", "date d effet", "date d affectation", "du",
        "date d entree", "date d arrivee",
    ),
    "ends_on": ("date de fin", "date fin", "fin", "au", "date de sortie", "date de depart"),
    "second_address": (
        "adresse de secours", "adresse secondaire", "mail de secours", "courriel de secours",
        "mail personnel", "courriel personnel", "adresse personnelle", "e mail personnel",
    ),
    "state": ("etat", "etat du dossier", "statut", "situation"),
    "identifier": ("identifiant", "identifiant souhaite", "login"),
}  # fmt: skip
NEEDED = ("numen", "family_name", "given_name")


@dataclass(frozen=True)
class Columns:
    """Where each field stands, from 0; and the headings that say nothing to us."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]

    def value(self, cells: tuple[str, ...], field: str) -> str:
        place = self.places.get(field, len(cells))
        return cells[place] if place < len(cells) else ""

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(field for field in NEEDED if field not in self.places)


def columns(cells: Iterable[str]) -> Columns:
    """Each field's best heading; a heading that is written twice counts once, the first."""
    given = [" ".join(names.words(cell.replace("°", " "))) for cell in cells]
    places: dict[str, int] = {}
    for field, wordings in HEADINGS.items():
        found = next((given.index(words) for words in wordings if words in given), None)
        if found is not None:
            places[field] = found
    known = {words for wordings in HEADINGS.values() for words in wordings}
    return Columns(places, tuple(one for one in given if one and one not in known))

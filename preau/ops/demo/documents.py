"""What the attachments of the stories say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from preau.ops.demo import papers
from preau.ops.demo.hours import PARIS, say_day, school_day, school_year
from preau.ops.demo.people import FAMILIES, PUPILS
from preau.ops.demo.persons import Person
from preau.ops.demo.posts import Paper
from preau.ops.demo.wording import Scene


@dataclass(frozen=True)
class Occasion:
    """Where a document comes from: who sends it to whom, when, and about which class."""

    scene: Scene
    when: datetime
    sender: Person
    guests: tuple[Person, ...]


def document(kind: str, title: str, occasion: Occasion, rng: Random) -> Paper:
    """The attachment of that kind: pdf, odt, csv, png or ics."""
    match kind:
        case "pdf":
            return papers.pdf(title, _sheet(occasion.scene, occasion.when))
        case "odt":
            return papers.odt(title, _sheet(occasion.scene, occasion.when))
        case "png":
            return papers.png(title, rng)
        case "ics":
            return _meeting(title, occasion)
        case "csv":
            return papers.csv(title, _table(title, occasion.scene, rng))
    raise ValueError(f"no attachment of kind {kind}")


def _sheet(scene: Scene, when: datetime) -> list[str]:
    school = scene.school
    return [
        f"{school.name} - {school.city} - UAI {school.uai}",
        f"Année scolaire {school_year(when.date())}",
        "",
        f"Document de démonstration établi le {say_day(when.date())} {when.year}.",
        f"Classe concernée : {scene.form}. Lieu : {scene.room}.",
        "",
        "1. Ouverture et désignation du secrétaire de séance",
        "2. Points à traiter, dans l'ordre de leur inscription",
        "3. Calendrier et responsables",
        "4. Questions diverses",
        "",
        f"Fait à {school.city}. Pour servir et valoir ce que de droit.",
    ]


def _meeting(title: str, occasion: Occasion) -> Paper:
    day = school_day((occasion.when + timedelta(days=6)).date())
    start = datetime(day.year, day.month, day.day, 16, 30, tzinfo=PARIS)
    return papers.invitation(title, start, occasion.sender, occasion.guests, occasion.scene.room)


Rows = list[tuple[str, ...]]


def _table(title: str, scene: Scene, rng: Random) -> Rows:
    tables: dict[str, Callable[[Scene, Random], Rows]] = {
        "Absences": _absences,
        "Liste": _pupils,
        "Tableau": _hours,
        "Comparatif": _hours,
        "Relevé": _overtime,
        "Projet": _budget,
        "Commande": _orders,
        "Inventaire": _inventory,
    }
    return tables.get(title.partition(" ")[0], _budget)(scene, rng)


def _names(rng: Random) -> list[tuple[str, str]]:
    given = [name for name, _ in PUPILS]
    return [(rng.choice(FAMILIES).upper(), rng.choice(given)) for _ in range(12)]


def _absences(_: Scene, rng: Random) -> Rows:
    rows = [(*name, str(rng.randrange(9)), str(rng.randrange(16))) for name in _names(rng)]
    return [("Nom", "Prénom", "Demi-journées d’absence", "Retards"), *rows]


def _pupils(scene: Scene, rng: Random) -> Rows:
    languages = ("Espagnol", "Allemand", "Italien")
    rows = [(*name, scene.form, rng.choice(languages)) for name in _names(rng)]
    return [("Nom", "Prénom", "Classe", "LV2"), *rows]


def _hours(_: Scene, rng: Random) -> Rows:
    subjects = ("Français", "Mathématiques", "Histoire-géographie", "Anglais", "EPS", "SVT")
    rows = [(s, str(rng.randrange(40, 120)), str(rng.randrange(2, 14))) for s in subjects]
    return [("Discipline", "Heures postes", "Heures supplémentaires"), *rows]


def _overtime(scene: Scene, rng: Random) -> Rows:
    parts = ("main", "colleague", "maths", "eps")
    rows = [(scene.persons[p].name, str(rng.randrange(1, 9)), scene.form) for p in parts]
    return [("Enseignant", "Heures effectuées", "Classe"), *rows]


def _budget(_: Scene, rng: Random) -> Rows:
    lines = ("Viabilisation", "Crédits pédagogiques", "Sorties et voyages", "Entretien", "CDI")
    rows = [(line, f"{rng.randrange(900, 24000)},00 €") for line in lines]
    return [("Chapitre", "Montant"), *rows]


def _orders(_: Scene, rng: Random) -> Rows:
    titles = ("Manuel de mathématiques 4e", "Manuel d’anglais 5e", "Série de romans", "Atlas")
    rows = [(title, str(rng.randrange(8, 60)), f"{rng.randrange(6, 28)},50 €") for title in titles]
    return [("Titre", "Exemplaires", "Prix unitaire"), *rows]


def _inventory(_: Scene, rng: Random) -> Rows:
    rooms = ("CDI", "Salle 104", "Salle 112", "Salle des professeurs", "Vie scolaire")
    rows = [(r, str(rng.randrange(1, 18)), str(rng.randrange(2014, 2025))) for r in rooms]
    return [("Salle", "Postes", "Année d’achat"), *rows]

"""The words in braces of a story, said for one cast, one pupil and one day.

`{eleve}` `{prenom}` `{il}` `{le}` `{lui}` `{e}` agree with the story's pupil; `{classe}` `{salle}`
`{heure}` stay the same through it; `{jour+7}`, `{date-2}` and `{lundi+7}` count from the letter's
day; `{head}` is Mme Roussillon, `{given:head}` her given name, `{titre:head}` how she is addressed,
`{bonjour:main}` a greeting, `{e:main}` the agreement with that person.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from preau.ops.demo.cast import School
from preau.ops.demo.hours import say_day, say_month, school_day, school_year
from preau.ops.demo.persons import Person, Pupil

_BRACES = re.compile(r"(\b[Dd]e )?\{(\w+)(?::(\w+))?([+-]\d+)?\}")
_DAYS: dict[str, Callable[[date], str]] = {
    "jour": say_day,
    "date": lambda day: day.strftime("%d/%m"),
    "lundi": lambda day: say_day(day - timedelta(days=day.weekday())),
}
_VOWELS = frozenset("AEIOUYÀÂÉÈÊÎÔŒaeiouyàâéèêîôœh")
_GREETINGS = ("Bonjour {}", "Bonjour {}", "Bonsoir {}", "Cher {}", "Salut {}")


@dataclass(frozen=True)
class Scene:
    """What stays the same through one telling of a story."""

    school: School
    subject: str
    persons: dict[str, Person]
    pupil: Pupil
    form: str
    room: str
    hour: str
    issue: int = 1


def scene_for(
    school: School, subject: str, persons: dict[str, Person], pupil: Pupil, rng: Random
) -> Scene:
    forms = (
        ("2de 3", "2de 7", "1re 2", "Tle 4") if school.is_lycee else ("6eA", "5eC", "4eB", "3eD")
    )
    room = f"salle {rng.choice((104, 112, 203, 204, 207, 301))}"
    hour = rng.choice(("17 heures", "17 h 30", "18 heures", "16 h 45"))
    return Scene(school, subject, persons, pupil, rng.choice(forms), room, hour)


def say(text: str, scene: Scene, day: date, rng: Random) -> str:
    """Raises KeyError for a word the stories should not use."""

    def word(found: re.Match[str]) -> str:
        of, name, part, days = found.groups()
        if part:
            said = _of_person(name, scene.persons[part], rng)
        elif name in _DAYS:
            said = _day(name, day + timedelta(days=int(days or 0)), is_past=(days or "")[:1] == "-")
        else:
            said = _of_scene(name, scene, day)
        return _elided(of or "", said)

    return _BRACES.sub(word, text)


def _day(name: str, day: date, *, is_past: bool) -> str:
    day = day if is_past else school_day(day)
    return _DAYS[name](day)


def _elided(of: str, said: str) -> str:
    """`de Anaïs` is `d’Anaïs`; `de histoire`, `d’histoire`."""
    return of[:-2] + "’" + said if of and said[:1] in _VOWELS else of + said


def _of_scene(name: str, scene: Scene, day: date) -> str:
    if name in scene.persons:
        return _civil(scene.persons[name])
    she = scene.pupil.is_feminine
    words = {
        "classe": scene.form,
        "salle": scene.room,
        "heure": scene.hour,
        "eleve": scene.pupil.name,
        "prenom": scene.pupil.given,
        "il": "elle" if she else "il",
        "Il": "Elle" if she else "Il",
        "le": "la" if she else "le",
        "lui": "elle" if she else "lui",
        "si_il": "si elle" if she else "s’il",
        "e": "e" if she else "",
        "fier": "fière" if she else "fier",
        "etab": scene.school.kind,
        "examen": "baccalauréat" if scene.school.is_lycee else "brevet",
        "matiere": scene.subject,
        "ville": scene.school.city,
        "annee": school_year(day),
        "mois": say_month(day),
        "n": str(scene.issue),
    }
    return words[name]


def _civil(person: Person) -> str:
    family = person.name.partition(" ")[2]
    return f"{'Mme' if person.is_feminine else 'M.'} {family}"


def _of_person(name: str, person: Person, rng: Random) -> str:
    match name:
        case "given":
            return person.given
        case "e":
            return "e" if person.is_feminine else ""
        case "titre":
            return _title(person)
        case "bonjour":
            greeting = rng.choice(_GREETINGS).format(person.given)
            return greeting.replace("Cher ", "Chère ") if person.is_feminine else greeting
    raise KeyError(name)


def _title(person: Person) -> str:
    civil = "Madame" if person.is_feminine else "Monsieur"
    if person.part == "inspector":
        return civil + (" l’Inspectrice" if person.is_feminine else " l’Inspecteur")
    if person.part == "head":
        return f"{civil} {'la' if person.is_feminine else 'le'} {person.signature[1]}"
    return civil

"""Those who write and are written to: the cast, families, and a few outside correspondents."""

from dataclasses import dataclass
from random import Random

from preau.formats import names
from preau.ops.demo.cast import Member, cast
from preau.ops.demo.people import FAMILIES, PARENTS, PUPILS


@dataclass(frozen=True)
class Person:
    """Anybody who has an address. `part` is empty outside the cast."""

    name: str
    address: str
    part: str = ""
    is_feminine: bool = False
    client: str = "webmail"
    signature: tuple[str, ...] = ()

    @property
    def is_outside(self) -> bool:
        return not self.part

    @property
    def given(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


@dataclass(frozen=True)
class Pupil:
    given: str
    family: str
    is_feminine: bool

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


def person(member: Member) -> Person:
    return Person(
        member.name,
        member.address,
        member.part,
        member.is_feminine,
        member.client,
        _signature(member),
    )


def _signature(member: Member) -> tuple[str, ...]:
    if member.is_functional:
        return member.name, "Le secrétariat"
    if member.part in {"office", "support", "inspector"}:
        return member.name, member.function, f"{academy_name(member)} (démonstration)"
    school = member.school.name
    if member.part == "primary":
        school = "École des Marronniers (démonstration)"
    return member.name, member.function, f"{school}, {member.school.city}"


def academy_name(member: Member) -> str:
    return f"Académie {of(member.school.city)}"


def of(city: str) -> str:
    return f"d’{city}" if city[0] in "AEIOU" else f"de {city}"


def persons(academy: str) -> dict[str, Person]:
    """By part; the outside correspondents too."""
    known = {member.part: person(member) for member in cast(academy)}
    city = cast(academy)[0].school.city
    return known | _outside(city)


def _outside(city: str) -> dict[str, Person]:
    slug = names.hyphened(city)
    return {
        "town": Person(
            f"Mairie {of(city)} – Sports", f"sports@mairie-{slug}.example", client="outlook"
        ),
        "museum": Person(f"Musée {of(city)}", f"publics@musee-{slug}.example", client="apple"),
        "publisher": Person("Éditions du Marque-page", "lettre@marque-page.example"),
    }


def groups() -> dict[str, tuple[str, ...]]:
    return {"team": ("main", "colleague", "maths", "eps", "cpe")}


def family(rng: Random) -> tuple[Pupil, Person]:
    """A pupil and the parent who writes."""
    given, gender = rng.choice(PUPILS)
    surname = rng.choice(FAMILIES)
    parent, parent_gender = rng.choice(PARENTS)
    local = f"{names.hyphened(parent)}.{names.hyphened(surname)}"
    domain = rng.choice(("example.fr", "example.org", "courriel.example"))
    client = rng.choice(("gmail", "gmail", "iphone", "apple", "plain"))
    adult = Person(f"{parent} {surname}", f"{local}@{domain}", "", parent_gender == "f", client, ())
    return Pupil(given, surname, gender == "f"), adult

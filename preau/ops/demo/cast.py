"""Who plays in the demonstration, académie by académie."""

from dataclasses import dataclass
from functools import cache

from preau.formats import names, uai
from preau.ops.demo.people import ROLES, SETTINGS, Role, Setting

PASSWORD = "Craie-Blanche-7!"  # noqa: S105 (the demonstration's, printed at each start)
"""Everybody's password: twelve signs and more, upper and lower case, a digit, a symbol."""

NOTE = "Compte de démonstration : cette personne n’existe pas."


@dataclass(frozen=True)
class School:
    uai: str
    name: str
    city: str
    is_lycee: bool

    @property
    def kind(self) -> str:
        return "lycée" if self.is_lycee else "collège"


@dataclass(frozen=True)
class Member:
    """Someone with an account, or a functional box (`is_functional`), of one académie.

    `part` is what they play, the same word in each académie: main, colleague, maths, eps, head,
    cpe, secretary, manager, inspector, office, support, primary, and box. `role` is coarser.
    """

    academy: str
    domain: str
    part: str
    role: str
    given: str
    family: str
    is_feminine: bool
    identifier: str
    address: str
    function: str
    school: School
    client: str
    works_in: tuple[str, ...] = ()
    is_main: bool = False
    is_nearly_full: bool = False
    is_functional: bool = False
    password: str = PASSWORD
    note: str = NOTE
    is_demo: bool = True

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def login(self) -> str:
        return f"{self.identifier}@{self.domain}"


@cache
def cast(academy: str) -> tuple[Member, ...]:
    """The twelve people of that académie (its slug) and their school's box, last."""
    setting = SETTINGS[academy]
    school = _school(setting)
    members: list[Member] = []
    for part in ROLES:
        members.append(_member(academy, part, setting, school, taken=members))
    return (*members, _box(academy, school))


def box_address(academy: str) -> str:
    """`ce.<uai>@domain`: the school's functional box."""
    return f"ce.{_school(SETTINGS[academy]).uai.lower()}@{_domain(academy)}"


def _domain(academy: str) -> str:
    return f"ac-{academy}.fr"


def _school(setting: Setting) -> School:
    code = setting.uai_digits + uai.check_letter(setting.uai_digits)
    return School(uai=code, name=setting.school, city=setting.city, is_lycee=setting.is_lycee)


def _member(
    academy: str, part: str, setting: Setting, school: School, *, taken: list[Member]
) -> Member:
    given, family, gender = setting.people[part]
    domain = _domain(academy)
    identifiers = {member.identifier for member in taken}
    stem = names.letters(given)[:1] + names.letters(family)
    works_in = (box_address(academy),) if part in {"secretary", "head"} else ()
    return Member(
        academy=academy,
        domain=domain,
        part=part,
        role=ROLES[part].kind,
        given=given,
        family=family,
        is_feminine=gender == "f",
        identifier=_free(stem, identifiers),
        address=f"{names.hyphened(given)}.{names.hyphened(family)}@{domain}",
        function=_function(ROLES[part], setting, is_feminine=gender == "f"),
        school=school,
        client=ROLES[part].client,
        works_in=works_in,
        is_main=part == "main",
        is_nearly_full=part == setting.nearly_full,
    )


def _free(stem: str, taken: set[str]) -> str:
    """`jdupont`, then `jdupont1`: the académies' rule for two people of one name."""
    number = 0
    while (candidate := f"{stem}{number or ''}") in taken:
        number += 1
    return candidate


def _function(role: Role, setting: Setting, *, is_feminine: bool) -> str:
    vowel = setting.subject[:1] in "aeéh"
    words = {
        "of": f"d’{setting.subject}" if vowel else f"de {setting.subject}",
        "lead_f": "Proviseure" if setting.is_lycee else "Principale",
        "lead_m": "Proviseur" if setting.is_lycee else "Principal",
    }
    return (role.feminine if is_feminine else role.masculine).format(**words)


def _box(academy: str, school: School) -> Member:
    address = box_address(academy)
    return Member(
        academy=academy,
        domain=_domain(academy),
        part="box",
        role="functional",
        given="",
        family=school.name,
        is_feminine=False,
        identifier=address.partition("@")[0],
        address=address,
        function=f"Boîte de l’établissement, {school.uai}",
        school=school,
        client="outlook",
        is_functional=True,
        note="Boîte fonctionnelle de démonstration : cet établissement n’existe pas.",
    )

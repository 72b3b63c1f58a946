"""A staff file's lines made into people: what one line says wrong stops no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from preau.academies.academy import Academy
from preau.formats import uai
from preau.formats.numen import WrongNumen, of_staff_file
from preau.formats.table import Line, WrongTable
from preau.identity.numens import numen_hash
from preau.staff import values
from preau.staff.headings import Columns, columns
from preau.staff.records import Mistake, PostRecord, StaffRecord

HEADINGS_WITHIN = 10
WORDS = {"numen": "NUMEN", "family_name": "nom", "given_name": "prénom"}


@dataclass
class StaffFile:
    """People in the order of the file, one a NUMEN; headings that were not understood.

    `named`: the hash of each NUMEN that stands in it, also on a line that cannot be used.
    """

    people: list[StaffRecord] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    unknown_headings: tuple[str, ...] = ()
    named: set[str] = field(default_factory=set)


def read_staff(lines: Iterable[Line], academy: Academy) -> StaffFile:
    """Raises WrongTable when the file has no line of headings that we can use."""
    left = iter(lines)
    found = _headings(left)
    made = StaffFile(unknown_headings=found.unknown)
    known: dict[str, int] = {}
    for line in left:
        add_line(made, known, line, found, academy, place=f"line {line.number}")
    return made


def add_line(
    made: StaffFile,
    known: dict[str, int],
    line: Line,
    found: Columns,
    academy: Academy,
    *,
    place: str,
) -> None:
    """One person more, one post more of somebody, or a mistake; `known`: where each one stands."""
    made.named.update(_named(found.value(line.cells, "numen")))
    try:
        one = read_line(line, found, academy, place)
        if one.numen_hash in known:
            at = known[one.numen_hash]
            made.people[at] = _joined(made.people[at], one)
        else:
            known[one.numen_hash] = len(made.people)
            made.people.append(one)
    except (values.WrongCell, WrongNumen, uai.WrongUai) as error:
        made.mistakes.append(Mistake(place, str(error)))


def _named(text: str) -> tuple[str, ...]:
    try:
        return (numen_hash(of_staff_file(text)),)
    except WrongNumen:
        return ()


def _headings(lines: Iterator[Line]) -> Columns:
    """The first line that names what is needed: a title may stand above it."""
    best: Columns | None = None
    for _, line in zip(range(HEADINGS_WITHIN), lines, strict=False):
        found = columns(line.cells)
        if not found.missing:
            return found
        if best is None or len(found.places) > len(best.places):
            best = found
    missing = best.missing if best else tuple(WORDS)
    named = ", ".join(f"“{WORDS[one]}”" for one in missing)
    raise WrongTable(f"There is no column {named} in the first {HEADINGS_WITHIN} lines.")


def read_line(line: Line, found: Columns, academy: Academy, place: str) -> StaffRecord:
    """Raises WrongCell, WrongNumen, WrongUai with a sentence that never repeats a NUMEN."""
    said = {name: found.value(line.cells, name) for name in found.places}
    given, family = said["given_name"], said["family_name"]
    if not given or not family:
        raise values.WrongCell("the name or the first name is missing.")
    post = _post(said)
    return StaffRecord(
        place=place,
        numen_hash=numen_hash(of_staff_file(said["numen"])),
        given_name=cased(given)[:100],
        family_name=cased(family)[:100],
        birth_date=values.day(said.get("birth_date", ""), "birth date"),
        category=values.category(said.get("category", "")),
        second_address=values.second_address(said.get("second_address", ""), academy),
        identifier=said.get("identifier", "").lower(),
        told=values.state(said.get("state", "")),
        posts=(post,) if post else (),
    )


def _post(said: dict[str, str]) -> PostRecord | None:
    code, school = said.get("uai", ""), said.get("school", "")
    if not code and looks_like_uai(school):
        code, school = school, ""
    function = said.get("function", "")[:120]
    if not (function or code or school):
        return None
    made = PostRecord(
        function=function,
        uai=str(uai.parse(code)) if code else "",
        school_name=school[:200],
        starts_on=values.day(said.get("starts_on", ""), "first day"),
        ends_on=values.day(said.get("ends_on", ""), "last day"),
    )
    if made.starts_on and made.ends_on and made.ends_on < made.starts_on:
        raise values.WrongCell("the last day is before the first.")
    return made


def looks_like_uai(text: str) -> bool:
    bare = text.replace(" ", "")
    return len(bare) == 8 and bare[:7].isdigit() and bare[7].isalpha()


def cased(name: str) -> str:
    """`LE GOFF-d'ALÈS` as people write it: offices type in capitals."""
    if not name.isupper():
        return name
    return "".join(
        sign if place and name[place - 1].isalpha() else sign.upper()
        for place, sign in enumerate(name.lower())
    )


def _joined(known: StaffRecord, one: StaffRecord) -> StaffRecord:
    """Several lines of one person are several posts. Raises WrongCell for two people."""
    if known.name.casefold() != one.name.casefold() or _differ(known.birth_date, one.birth_date):
        raise values.WrongCell(f"this NUMEN is {known.name}’s already, on {known.place}.")
    return replace(known, posts=tuple(dict.fromkeys(known.posts + one.posts)))


def _differ(known: object, one: object) -> bool:
    return known is not None and one is not None and known != one

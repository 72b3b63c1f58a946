"""Every attack vector, each with a host name of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.hostile.families import documents, images, parsing, scripts, sheets

DOMAIN = "hostile.localhost"  # browsers resolve *.localhost to this machine, with no look-up sent

FAMILIES: Mapping[str, Callable[[], Iterator[tuple[str, str]]]] = {
    **scripts.FAMILIES,
    **images.FAMILIES,
    **sheets.FAMILIES,
    **documents.FAMILIES,
    **parsing.FAMILIES,
}


@dataclass(frozen=True, slots=True)
class Vector:
    """One attack. `host` is asked for nothing unless it succeeds."""

    number: int
    family: str
    label: str
    html: str

    @property
    def name(self) -> str:
        return f"{self.family}/{self.label}"


def host(number: int) -> str:
    return f"v{number}.{DOMAIN}"


def all_vectors() -> list[Vector]:
    pairs = [
        (family, label, html) for family, shapes in FAMILIES.items() for label, html in shapes()
    ]
    return [
        Vector(number, family, label, html.replace("HOST", host(number)))
        for number, (family, label, html) in enumerate(pairs)
    ]

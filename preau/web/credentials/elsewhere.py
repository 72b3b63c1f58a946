"""Where the passwords of an académie live, when that is not here."""

from dataclasses import dataclass

from preau.academies.academy import Academy
from preau.federation.queries import directory


@dataclass(frozen=True)
class Elsewhere:
    """`name` is that of the place, `page` where it is changed there ("" when nobody said);
    then whom to ask."""

    name: str
    page: str
    phone: str
    hours: str


def elsewhere(academy: Academy) -> Elsewhere | None:
    """None where passwords live here."""
    there = directory(academy.slug)
    if there is None:
        return None
    help_ = academy.help
    page = str(there.parameters.get("page", ""))
    return Elsewhere(there.name, page, help_.phone or "", help_.hours or "")

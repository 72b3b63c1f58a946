"""Members of staff as a staff system tells them: from a file, SCIM or a directory."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Told(StrEnum):
    """What the staff system says of the account; NOTHING leaves it as it is."""

    NOTHING = ""
    EXPECTED = "expected"
    READY = "ready"
    SUSPENDED = "suspended"
    LEFT = "left"


@dataclass(frozen=True)
class PostRecord:
    """`function` as the file words it. Both days are within; None is without end."""

    function: str
    uai: str = ""
    school_name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The same post from one file to the next."""
        return (self.function.casefold(), self.uai or self.school_name.casefold())


@dataclass(frozen=True)
class StaffRecord:
    """One person: every post the source names. `numen_hash` may be empty for who has no NUMEN.

    `place` is where it was told, such as `line 12`. None for a birth date that is not told. What is
    empty says nothing, unless the record `is_whole`: then it is taken away.
    """

    place: str
    numen_hash: str = field(repr=False)
    given_name: str
    family_name: str
    birth_date: date | None = None
    category: str = ""
    second_address: str = ""
    identifier: str = ""
    told: Told = Told.NOTHING
    posts: tuple[PostRecord, ...] = ()
    is_whole: bool = False

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True)
class Mistake:
    """What one line says wrong; the others go on."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"

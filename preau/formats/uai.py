"""UAI, the code of a school: 3 digits of département, 4 digits, 1 check letter (`0860001J`)."""

import re
from dataclasses import dataclass

# The alphabet without I, O and Q, which are read as 1 and 0.
CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_SPACES = re.compile(r"[\s.\-]+")
_SHAPE = re.compile(r"([0-9]{3})([0-9]{4})([A-Z])", re.ASCII)


class WrongUai(ValueError):
    """Not the code of a school; str() says why."""


@dataclass(frozen=True)
class Uai:
    """A valid code. `department` has three digits: `086`, `075`, `974`, `620` for Corse-du-Sud."""

    department: str
    number: str
    letter: str

    def __str__(self) -> str:
        return f"{self.department}{self.number}{self.letter}"


def parse(text: str) -> Uai:
    """Read a code as people type it: any case, stray spaces, dots and hyphens."""
    typed = _SPACES.sub("", text).upper()
    shape = _SHAPE.fullmatch(typed)
    if shape is None:
        raise WrongUai(f"“{text.strip()}” is not 7 digits and a letter, such as 0860001J.")
    expected = check_letter(typed[:7])
    if shape[3] != expected:
        raise WrongUai(f"{typed} cannot be right: {typed[:7]} is followed by {expected}.")
    return Uai(department=shape[1], number=shape[2], letter=shape[3])


def check_letter(digits: str) -> str:
    """The letter that closes 7 digits."""
    return CHECK_LETTERS[int(digits) % len(CHECK_LETTERS)]


def is_valid(text: str) -> bool:
    try:
        parse(text)
    except WrongUai:
        return False
    return True

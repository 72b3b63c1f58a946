"""NUMEN, the number of a member of staff: 13 characters, for life, confidential.

`01 E 95 01234 ABC`: 2 digits of the académie of *first* registration, 1 letter of the staff
system, 2 digits of year, 5 digits, 3 letters. No check digit is documented, so the shape is
all that can be told, and a NUMEN of the staff file is never refused for another reason.
Never derive the current académie from it: people move and keep it.
"""

import re
from dataclasses import dataclass

_SEPARATORS = re.compile(r"[\s.\-_/]+")
_SHAPE = re.compile(r"([0-9]{2})([A-Z])([0-9]{2})([0-9]{5})([A-Z]{3})", re.ASCII)
# In a text: as it is printed or typed, in one piece or in its groups, never inside a longer word.
_IN_TEXT = re.compile(
    r"(?<!\w)[0-9O]{2}[ .\-_\u00a0]?[A-Z][ .\-_\u00a0]?[0-9OIL]{2}[ .\-_\u00a0]?[0-9OIL]{5}"
    r"[ .\-_\u00a0]?[A-Z01]{3}(?!\w)",
    re.IGNORECASE,
)
LENGTH = 13
_LETTER_PLACES = frozenset({2, 10, 11, 12})
_TO_DIGIT = str.maketrans("OIL", "011")
_TO_LETTER = str.maketrans("01", "OI")


class WrongNumen(ValueError):
    """Not the shape of a NUMEN; str() says what differs and never repeats what was typed."""


@dataclass(frozen=True)
class Numen:
    """A well-formed NUMEN. Its value stays out of `repr`, hence out of logs and traces."""

    _value: str

    def __repr__(self) -> str:
        return "Numen(…)"

    def __str__(self) -> str:
        return self._value

    @property
    def spaced(self) -> str:
        """As it is printed on letters: `01 E 95 01234 ABC`."""
        v = self._value
        return f"{v[:2]} {v[2]} {v[3:5]} {v[5:10]} {v[10:]}"


def parse(text: str) -> Numen:
    """Read a NUMEN as people type it: any case, separators anywhere, O for 0 and I for 1."""
    typed = amended(normalise(text))
    if _SHAPE.fullmatch(typed) is None:
        raise WrongNumen(_what_differs(typed))
    return Numen(typed)


def of_staff_file(text: str) -> Numen:
    """Whatever the staff file says is a NUMEN: its shape is not judged there.

    Raises WrongNumen for nothing at all.
    """
    typed = normalise(text)
    if not typed:
        raise WrongNumen("The NUMEN is missing.")
    return Numen(typed)


def amended(typed: str) -> str:
    """Signs that look alike, put right by their place: a letter stands third and in the last three.

    Anything that is not 13 characters long is left as it is.
    """
    if len(typed) != LENGTH:
        return typed
    return "".join(
        sign.translate(_TO_LETTER if place in _LETTER_PLACES else _TO_DIGIT)
        for place, sign in enumerate(typed)
    )


def normalise(text: str) -> str:
    """Upper case without separators; the shape is not looked at."""
    return _SEPARATORS.sub("", text).upper()


def hidden(text: str) -> str:
    """Every NUMEN in a text becomes `(NUMEN)`: what people write to others is kept for years."""
    return _IN_TEXT.sub("(NUMEN)", text)


def is_valid(text: str) -> bool:
    return _SHAPE.fullmatch(amended(normalise(text))) is not None


def _what_differs(typed: str) -> str:
    if len(typed) != LENGTH:
        return f"A NUMEN has {LENGTH} characters; {len(typed)} were given."
    return "A NUMEN is 2 digits, 1 letter, 7 digits and 3 letters."

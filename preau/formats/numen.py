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
# What people put between the groups: one or two spaces of any kind, a dot, a hyphen, a slash.
_BLANK = r"[ \t\u00a0\u2000-\u200b\u202f]"
_GAP = rf"{_BLANK}?[.\-_/\u2010\u2011]?{_BLANK}?"
# In a text: as it is printed or typed, in one piece or in its groups, never inside a longer word.
_IN_TEXT = re.compile(
    rf"(?<!\w)[0-9O]{{2}}{_GAP}[A-Z]{_GAP}[0-9OIL]{{2}}{_GAP}[0-9OIL]{{5}}{_GAP}[A-Z01]{{3}}(?!\w)",
    re.IGNORECASE | re.ASCII,
)
# After its own name, each sign may stand apart: `NUMEN : 0 1 E 9 5 …`.
_NAMED = re.compile(
    rf"(?<=numen){_BLANK}*(?:est|is|n°|:|=|,|\()?{_BLANK}*:?{_BLANK}*"
    rf"(?P<numen>(?:[0-9O]{_GAP}){{2}}[A-Z]{_GAP}(?:[0-9OIL]{_GAP}){{7}}(?:[A-Z01]{_GAP}){{2}}[A-Z01])"
    r"(?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://\S+|\S+@\S+", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]", re.ASCII)
# O, I and L pass for digits, but words made of them alone are no number.
_FEWEST_DIGITS = 6
LENGTH = 13
MASK = "(NUMEN)"
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
    for start, end in reversed(places(text)):
        text = f"{text[:start]}{MASK}{text[end:]}"
    return text


def places(text: str) -> list[tuple[int, int]]:
    """Where each NUMEN of a text begins and ends, in order; what stands in an address is none."""
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    spans = {found.span() for found in _IN_TEXT.finditer(text)}
    spans |= {found.span("numen") for found in _NAMED.finditer(text)}
    return [
        (start, end)
        for start, end in sorted(spans)
        if len(_DIGIT.findall(text[start:end])) >= _FEWEST_DIGITS
        and not any(first <= start and end <= last for first, last in addresses)
    ]


def is_valid(text: str) -> bool:
    return _SHAPE.fullmatch(amended(normalise(text))) is not None


def _what_differs(typed: str) -> str:
    if len(typed) != LENGTH:
        return f"A NUMEN has {LENGTH} characters; {len(typed)} were given."
    return "A NUMEN is 2 digits, 1 letter, 7 digits and 3 letters."

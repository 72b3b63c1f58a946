"""The ways people write a word, a name or a day inside a password."""

import re
from datetime import date

from preau.formats.stems import fold

_FIGURES_FOR_LETTERS = str.maketrans("@4€310!$57|", "aaeeioisstl")
_WORD = re.compile(r"[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+")
_TAIL = re.compile(r"[\W\d_]+\Z")
_PARTS = re.compile(r"(?=(?<!\d)(\d{1,2})[\s./_:,-]+(\d{1,2})[\s./_:,-]+(\d{2,4}))")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s./_:,-]+(?=\d)")
_MONTHS = (
    ("janvier", "january"), ("fevrier", "february"), ("mars", "march"), ("avril", "april"),
    ("mai", "may"), ("juin", "june"), ("juillet", "july"), ("aout", "august"),
    ("septembre", "september"), ("octobre", "october"), ("novembre", "november"),
    ("decembre", "december"),
)  # fmt: skip


def readings(password: str) -> tuple[str, str]:
    """As it stands, and with the figures that stand for letters: `M@rie`, `Marie`."""
    return password, password.translate(_FIGURES_FOR_LETTERS)


def words(password: str) -> set[str]:
    """The words one sees in it, folded: `MarieSoleil-86` holds marie and soleil."""
    found = (word for reading in readings(password) for word in _WORD.findall(reading))
    return {fold(word) for word in found}


def letters(password: str) -> set[str]:
    """Its letters alone, folded, in both readings; the figures at its end stand for none."""
    stem = _TAIL.sub("", password)
    seen = {*readings(password), *readings(stem)}
    return {"".join(filter(str.isalpha, fold(reading))) for reading in seen}


def holds_day(password: str, day: date) -> bool:
    """In any usual writing: 14/03/1984, 140384, 1984-03-14, 14 mars 84, or the year alone."""
    joined = _BETWEEN_DIGITS.sub("", fold(password))
    plain = "".join(filter(str.isalnum, joined))
    if any(one in joined or one in plain for one in _days(day)):
        return True
    return any(
        {int(a), int(b)} == {day.day, day.month} and day.year % 100 == int(c) % 100
        for a, b, c in _PARTS.findall(password)
    )


def _days(day: date) -> set[str]:
    long, short = f"{day:%Y}", f"{day:%y}"
    figures = {f"{day:%d%m}", f"{day:%m%d}", f"{day.day}{day.month}"}
    written = {one + year for one in figures for year in (long, short) if len(one + year) > 5}
    written |= {long + f"{day:%m%d}", short + f"{day:%m%d}", long}
    for month in _MONTHS[day.month - 1]:
        for name in (month, month[:3]):
            written |= {f"{number}{name}" for number in (f"{day:%d}", str(day.day))}
    return written

"""Dates as people write them, as a first day (included) and a day after (excluded)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from preau.formats.stems import fold

Period = tuple[date, date]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "lundi monday",
            "mardi tuesday",
            "mercredi wednesday",
            "jeudi thursday",
            "vendredi friday",
            "samedi saturday",
            "dimanche sunday",
        )
    )
    for name in names.split()
}
_UNITS = {
    name: unit
    for unit, names in {
        "day": "jour jours j day days d",
        "week": "semaine semaines sem week weeks w",
        "month": "mois month months",
        "year": "an ans annee annees year years y",
    }.items()
    for name in names.split()
}
_THIS = frozenset(["ce", "cet", "cette", "this", "courant", "courante", "en", "cours"])
_LAST = frozenset(
    ["dernier", "derniere", "passe", "passee", "precedent", "precedente", "last", "previous"]
)
_NOISE = frozenset(["le", "la", "les", "l", "du", "de", "au", "the", "of"])


def read_period(said: str, *, today: date) -> Period | None:
    """None when it is not a date we understand, or one outside the calendar."""
    words = [w for w in re.split(r"[\s'.,]+", _plain(said)) if w and w not in _NOISE]
    joined = re.sub(r"\s+", "", _plain(said))
    try:
        return _in_figures(joined, today) or _in_words(words, today)
    except (ValueError, OverflowError):
        return None


def _plain(said: str) -> str:
    return fold(said).strip().replace("-ci", "").replace("1er", "1").replace("aujourd'hui", "today")


def _in_figures(text: str, today: date) -> Period | None:
    for pattern, read in _FIGURES:
        if found := re.fullmatch(pattern, text):
            return read([int(n) for n in found.groups()], today)
    return None


def _short_year(year: int) -> int:
    return year + 2000 if year < 100 else year


def _day(year: int, month: int, day: int) -> Period:
    first = date(_short_year(year), month, day)
    return first, first + timedelta(days=1)


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return first, date(year + month // 12, month % 12 + 1, 1)


def _year(year: int) -> Period:
    return date(year, 1, 1), date(year + 1, 1, 1)


def _latest_day(day: int, month: int, today: date) -> Period:
    """Without a year: the last time that day came."""
    this_year = _day(today.year, month, day)
    return this_year if this_year[0] <= today else _day(today.year - 1, month, day)


_FIGURES: tuple[tuple[str, Callable[[list[int], date], Period]], ...] = (
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", lambda n, _: _day(n[0], n[1], n[2])),
    (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", lambda n, _: _day(n[2], n[1], n[0])),
    (r"(\d{4})[-/.](\d{1,2})", lambda n, _: _month(n[0], n[1])),
    (r"(\d{1,2})[-/.](\d{4})", lambda n, _: _month(n[1], n[0])),
    (r"(\d{1,2})[/.](\d{1,2})", lambda n, today: _latest_day(n[0], n[1], today)),
    (r"(19\d\d|20\d\d)", lambda n, _: _year(n[0])),
)


def _in_words(words: list[str], today: date) -> Period | None:
    return (
        _near(words, today)
        or _ago(words, today)
        or _named_month(words, today)
        or _weekday(words, today)
    )


def _near(words: list[str], today: date) -> Period | None:
    days = {"today": 0, "hier": 1, "yesterday": 1, "avant-hier": 2, "avanthier": 2}
    match words:
        case [word] if word in days:
            return _from(today - timedelta(days=days[word]), 1)
        case ["rentree"] | ["rentree", "scolaire"]:
            return _latest_day(1, 9, today)
        case [*rest] if len(rest) > 1 and any(w in _THIS for w in rest):
            return _around(rest, today, 0)
        case [*rest] if len(rest) > 1 and any(w in _LAST for w in rest):
            return _around(rest, today, 1)
    return None


def _around(words: list[str], today: date, back: int) -> Period | None:
    named = [w for w in words if w not in _THIS and w not in _LAST]
    unit = _UNITS.get(named[0]) if len(named) == 1 else None
    if unit == "week":
        return _from(today - timedelta(days=today.weekday() + 7 * back), 7)
    if unit == "month":
        months = today.year * 12 + today.month - 1 - back
        return _month(months // 12, months % 12 + 1)
    if unit == "year":
        return _year(today.year - back)
    return None


def _ago(words: list[str], today: date) -> Period | None:
    """`il y a 3 jours`, `3 days ago`, `7j`: from that day on, one day long."""
    text = " ".join(w for w in words if w not in {"il", "y", "a", "ago", "depuis"})
    found = re.fullmatch(r"(\d{1,4}) ?([a-z]+)", text)
    unit = _UNITS.get(found[2]) if found else None
    if not found or not unit:
        return None
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    return _from(today - timedelta(days=days * int(found[1])), 1)


def _from(first: date, days: int) -> Period:
    return first, first + timedelta(days=days)


def _named_month(words: list[str], today: date) -> Period | None:
    """`septembre`, `septembre 2026`, `1 septembre`, `1 septembre 2026`, `September 1 2026`."""
    words = [w for w in words if w not in _WEEKDAYS]
    months = [_MONTHS[w] for w in words if w in _MONTHS]
    numbers = [int(re.sub(r"(st|nd|rd|th)\Z", "", w)) for w in words if w[:1].isdecimal()]
    if len(months) != 1 or len(numbers) + 1 != len(words):
        return None
    years = [n for n in numbers if n > 31]
    days = [n for n in numbers if n <= 31]
    match years, days:
        case [], []:
            return _month(today.year - (months[0] > today.month), months[0])
        case [year], []:
            return _month(year, months[0])
        case [], [day]:
            return _latest_day(day, months[0], today)
        case [year], [day]:
            return _day(year, months[0], day)
    return None


def _weekday(words: list[str], today: date) -> Period | None:
    """`lundi`, `lundi dernier`: the last one before today."""
    named = [w for w in words if w not in _LAST]
    if len(named) != 1 or named[0] not in _WEEKDAYS:
        return None
    back = (today.weekday() - _WEEKDAYS[named[0]]) % 7 or 7
    return _from(today - timedelta(days=back), 1)

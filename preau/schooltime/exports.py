"""The ministry's calendar as it is published: iCalendar, CSV or JSON (fr-en-calendrier-scolaire).

An end is the day of return, no longer within: as DTEND in iCalendar, as an instant of UTC in the
tables. What begins and ends at once only marks the beginning of a summer. The iCalendar of all
zones cuts a holiday into pieces by who has it; the tables repeat it for each académie.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from preau.formats.contentlines import Line, components, first
from preau.kit.errors import WrongInput
from preau.schooltime.calendar import ZONES, Holiday

FRANCE = ZoneInfo("Europe/Paris")
_ZONES = re.compile(r"\bZones? ((?:[ABC](?:/|\b))+)")
# What the ministry writes, as we say it: with the typography of print.
_NAMES = {
    "toussaint": "Vacances de la Toussaint",
    "noël": "Vacances de Noël",
    "hiver": "Vacances d’hiver",
    "printemps": "Vacances de printemps",
    "ascension": "Pont de l’Ascension",
    "été": "Vacances d’été",
}
# Days of teachers, and days on which classes begin again, are in the same files.
_NO_HOLIDAYS = ("prérentrée", "pré-rentrée", "rentrée")

Record = tuple[str, str, date, date]
"""What, which zones, first day, day of return."""


def read_exports(texts: Iterable[str]) -> list[Holiday]:
    """The holidays of zones A, B and C in one export, or in one a zone. Raises WrongInput."""
    try:
        found = _whole(one for text in texts for one in _holidays(_records(text)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongInput("This is not the ministry's school calendar.") from error
    missing = set(ZONES) - {one.zone for one in found}
    if missing:
        zones = ", ".join(sorted(missing))
        raise WrongInput(f"There are no holidays of zone {zones} in it.")
    return found


def _records(text: str) -> Iterable[Record]:
    start = text.lstrip("\ufeff \r\n")
    if start.startswith("BEGIN:VCALENDAR"):
        return map(_of_event, components(text, "VEVENT"))
    if start[:1] in ("[", "{"):
        return map(_of_row, _listed(json.loads(start)))
    return map(_of_row, csv.DictReader(io.StringIO(start), delimiter=";"))


def _listed(rows: Any) -> list[dict[str, Any]]:
    """A plain list, or the answer of the ministry's interface with its `results`."""
    found: list[dict[str, Any]] = rows["results"] if isinstance(rows, dict) else rows
    return found


def _of_event(lines: list[Line]) -> Record:
    summary = _text(lines, "SUMMARY")
    start = _day(_text(lines, "DTSTART"))
    end = _text(lines, "DTEND")
    where = f"{summary} {_text(lines, 'LOCATION')}"
    return summary, where, start, _day(end) if end else start


def _text(lines: list[Line], name: str) -> str:
    found = first(lines, name)
    return found.text if found else ""


def _day(value: str) -> date:
    return datetime.strptime(value[:8], "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone


def _of_row(row: dict[str, Any]) -> Record:
    return (
        row["description"],
        row["zones"] or "",
        _here(row["start_date"]),
        _here(row["end_date"]),
    )


def _here(instant: str) -> date:
    """Midnight in France, written in UTC; some exports give the day alone."""
    moment = datetime.fromisoformat(instant)
    return moment.date() if moment.tzinfo is None else moment.astimezone(FRANCE).date()


def _holidays(records: Iterable[Record]) -> Iterator[Holiday]:
    for what, where, start, end in records:
        name = _name(what)
        if name is not None:
            last = end - timedelta(days=1) if end > start else None
            for zone in _zones(where):
                yield Holiday(start, last, zone, name)


def _name(what: str) -> str | None:
    said = what.lower().replace("’", "'")
    if any(word in said for word in _NO_HOLIDAYS):
        return None
    return next((name for word, name in _NAMES.items() if word in said), None)


def _zones(where: str) -> list[str]:
    found = _ZONES.search(where)
    return [letter for letter in found[1] if letter in ZONES] if found else []


def _whole(pieces: Iterable[Holiday]) -> list[Holiday]:
    """Pieces that touch or repeat each other, as one; of a summer that is known, not its mark."""
    found: list[Holiday] = []
    ordered = sorted(set(pieces), key=lambda one: (one.zone, one.name, one.first, one.last is None))
    for _key, group in groupby(ordered, key=lambda one: (one.zone, one.name)):
        found += _joined(group)
    return sorted(found, key=lambda one: (one.first, one.zone))


def _joined(group: Iterable[Holiday]) -> list[Holiday]:
    whole: list[Holiday] = []
    for piece in group:
        before = whole[-1] if whole else None
        if before is None or piece.first > before.end + timedelta(days=1):
            whole.append(piece)
        elif piece.last is not None:
            known = max(piece.last, before.last or piece.last)
            whole[-1] = Holiday(before.first, known, piece.zone, piece.name)
    return whole

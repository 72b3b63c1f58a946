"""The calendar we ship, and the newer one an operator brought: the newer is the one in force."""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from preau.engines.kept import keep
from preau.schooltime.calendar import Holiday, SchoolCalendar

SHIPPED = Path(__file__).parent / "data" / "holidays.json"


def brought() -> Path:
    """Where `preau holidays refresh` writes, for every process to read."""
    return settings.PLACES.data / "schooltime" / "holidays.json"


def calendar() -> SchoolCalendar:
    """The one in force; read again when the file was replaced."""
    file = brought()
    try:
        return _read(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return _read(SHIPPED, 0)


def replace(new: SchoolCalendar) -> None:
    """Whole or not at all; open to all accounts of the machine: it is public."""
    folder = brought().parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o755)
    keep(brought(), written(new).encode(), mode=0o644)


def written(one: SchoolCalendar) -> str:
    rows = [
        {"zone": h.zone, "name": h.name, "first": h.first.isoformat(), "last": _iso(h.last)}
        for h in one.holidays
    ]
    head = {"source": one.source, "licence": one.licence, "taken_on": one.taken_on.isoformat()}
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{start},\n "holidays": [\n{lines}\n ]\n}}\n'


@lru_cache(maxsize=2)
def _read(file: Path, _changed: int) -> SchoolCalendar:
    kept = json.loads(file.read_text(encoding="utf-8"))
    return SchoolCalendar(
        kept["source"],
        kept["licence"],
        date.fromisoformat(kept["taken_on"]),
        tuple(
            Holiday(date.fromisoformat(row["first"]), _date(row["last"]), row["zone"], row["name"])
            for row in kept["holidays"]
        ),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

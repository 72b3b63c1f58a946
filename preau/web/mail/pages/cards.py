"""An event or a contact in an attachment, in words rather than in its own notation."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.formats.contentlines import Line, components, first
from preau.kit import moments
from preau.web.shell.frame import Fact

MOST_EVENTS = 20
MOST_PEOPLE = 30


def facts(text: str) -> list[Fact]:
    """Nothing for what holds neither event nor contact: its text is shown then."""
    found: list[Fact] = []
    for lines in components(text, "VEVENT")[:MOST_EVENTS]:
        found += _event(lines)
    for lines in components(text, "VCARD")[:MOST_EVENTS]:
        found += _contact(lines)
    return found


def _event(lines: list[Line]) -> list[Fact]:
    said = [
        (_("Event"), _text(lines, "SUMMARY") or _("(no title)")),
        (_("When"), _when(lines)),
        (_("Where"), _text(lines, "LOCATION")),
        (_("Organised by"), _people(lines, "ORGANIZER")),
        (_("Invited"), _people(lines, "ATTENDEE")),
        (_("About"), _text(lines, "DESCRIPTION")),
    ]
    return [Fact(label, value) for label, value in said if value]


def _contact(lines: list[Line]) -> list[Fact]:
    said = [
        (_("Name"), _text(lines, "FN")),
        (_("Function"), _text(lines, "TITLE")),
        (_("Organisation"), _text(lines, "ORG").replace(";", ", ").strip(", ")),
        (_("Address"), ", ".join(line.text for line in lines if line.name == "EMAIL")),
        (_("Telephone"), ", ".join(line.text for line in lines if line.name == "TEL")),
    ]
    return [Fact(label, value) for label, value in said if value]


def _text(lines: list[Line], name: str) -> str:
    line = first(lines, name)
    return line.text if line else ""


def _people(lines: list[Line], name: str) -> str:
    people = [line for line in lines if line.name == name][:MOST_PEOPLE]
    return ", ".join(
        line.params.get("CN") or line.value.strip().lower().removeprefix("mailto:")
        for line in people
    )


def _when(lines: list[Line]) -> str:
    start, end = first(lines, "DTSTART"), first(lines, "DTEND")
    begins = _moment(start) if start else None
    if begins is None:
        return start.value if start else ""
    if not isinstance(begins, datetime):
        return moments.day_label(begins)
    ends = _moment(end) if end else None
    if not isinstance(ends, datetime):
        return moments.full_label(begins)
    return _("%(start)s, until %(end)s") % {
        "start": moments.full_label(begins),
        "end": f"{timezone.localtime(ends):%H:%M}"
        if timezone.localtime(begins).date() == timezone.localtime(ends).date()
        else moments.full_label(ends),
    }


def _moment(line: Line) -> datetime | date | None:
    """RFC 5545 3.3.4 and 3.3.5; a time zone of Outlook's own naming is read as France's."""
    value = line.value.strip()
    try:
        if len(value) == 8:
            return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()
        naive = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 -- zone below
    except ValueError:
        return None
    return naive.replace(tzinfo=UTC if value.endswith("Z") else _zone(line.params.get("TZID", "")))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "Europe/Paris")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("Europe/Paris")

"""The ministry's calendar in each form it is published in gives the same holidays."""

from datetime import date

import pytest

from preau.kit.errors import WrongInput
from preau.schooltime.calendar import Holiday
from preau.schooltime.exports import read_exports

EXPECTED = [
    Holiday(date(2026, 12, 19), date(2027, 1, 3), "A", "Vacances de Noël"),
    Holiday(date(2026, 12, 19), date(2027, 1, 3), "B", "Vacances de Noël"),
    Holiday(date(2026, 12, 19), date(2027, 1, 3), "C", "Vacances de Noël"),
    Holiday(date(2027, 2, 6), date(2027, 2, 21), "C", "Vacances d’hiver"),
    Holiday(date(2027, 2, 13), date(2027, 2, 28), "A", "Vacances d’hiver"),
    Holiday(date(2027, 2, 20), date(2027, 3, 7), "B", "Vacances d’hiver"),
    Holiday(date(2027, 7, 3), None, "A", "Vacances d’été"),
    Holiday(date(2027, 7, 3), None, "B", "Vacances d’été"),
    Holiday(date(2027, 7, 3), None, "C", "Vacances d’été"),
]


def event(what: str, zones: str, first: str, end: str) -> str:
    return (
        f"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{end}\r\n"
        f"SUMMARY:{what} - {zones}\r\nLOCATION:{zones}\r\nEND:VEVENT\r\n"
    )


def ics(*events: str) -> str:
    return "BEGIN:VCALENDAR\r\n" + "".join(events) + "END:VCALENDAR\r\n"


# One file for all zones: a holiday is cut where another zone's begins or ends.
PIECES = ics(
    event("Vacances d'Hiver", "Zone C", "20270206", "20270213"),
    event("Vacances d'Hiver", "Zones A/C", "20270213", "20270220"),
    event("Vacances d'Hiver", "Zones A/B/C - Corse", "20270220", "20270222"),
    event("Vacances d'Hiver", "Zones A/B - Corse", "20270222", "20270301"),
    event("Vacances d'Hiver", "Zone B", "20270301", "20270308"),
    event("Vacances de Noël", "Zones A/B/C", "20261219", "20270104"),
    event("Début des Vacances d'Été", "Zones A/B/C", "20270703", "20270703"),
    event("Vacances d'Été(prérentrée Enseignants)", "Zones A/B/C", "20270830", "20270901"),
    event("Lundi de Pentecôte", "Corse", "20270517", "20270517"),
)

ROWS = [
    ("Vacances de Noël", "-", "2026-12-18T23:00:00+00:00", "2027-01-03T23:00:00+00:00", "ABC"),
    ("Vacances d'Hiver", "-", "2027-02-12T23:00:00+00:00", "2027-02-28T23:00:00+00:00", "A"),
    ("Vacances d'Hiver", "-", "2027-02-19T23:00:00+00:00", "2027-03-07T23:00:00+00:00", "B"),
    ("Vacances d'Hiver", "-", "2027-02-05T23:00:00+00:00", "2027-02-21T23:00:00+00:00", "C"),
    ("Début des Vacances d'Été", "-", "2027-07-02T22:00:00+00:00", "2027-07-02T22:00:00+00:00", "ABC"),
    ("Prérentrée des enseignants", "Enseignants", "2026-08-30T22:00:00+00:00", "2026-08-31T22:00:00+00:00", "ABC"),
]  # fmt: skip
NAMES = "description;population;start_date;end_date;location;zones;annee_scolaire"


def table() -> str:
    """A line for each académie: here two of each zone."""
    lines = [
        f"{what};{who};{start};{end};{where};Zone {zone};2026-2027"
        for what, who, start, end, zones in ROWS
        for zone in zones
        for where in ("Ici", "Là")
    ]
    return "\ufeff" + "\n".join(
        [NAMES, *lines, "Vacances d'été;-;2026-12-18;2027-01-31;Nouméa;;2026-2027"]
    )


def records(start: str, end: str) -> str:
    rows = [
        f'{{"description": "{what}", "start_date": "{first}", "end_date": "{last}",'
        f' "zones": "Zone {zone}", "location": "Ici"}}'
        for what, _, first, last, zones in ROWS
        for zone in zones
    ]
    return start + ",".join(rows) + end


FORMS = {
    "iCalendar": PIECES,
    "CSV": table(),
    "JSON": records("[", "]"),
    "the interface's answer": records('{"total_count": 12, "results": [', "]}"),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_holidays(form: str) -> None:
    assert read_exports([FORMS[form]]) == EXPECTED


def test_a_summer_whose_end_is_known_covers_the_mark_of_its_beginning() -> None:
    known = event("Vacances d'Été", "Zones A/B/C", "20270703", "20270901")
    found = read_exports([PIECES, ics(known)])
    summers = [one for one in found if one.name == "Vacances d’été"]
    assert [one.last for one in summers] == [date(2027, 8, 31)] * 3


WRONG = {
    "nothing": "",
    "a page": "<html><body>Not found</body></html>",
    "other JSON": '{"error": "too many requests"}',
    "another table": "a;b\n1;2\n",
    "cut in the middle": '[{"description": "Vacances de No',
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_calendar_is_refused(what: str) -> None:
    with pytest.raises(WrongInput):
        read_exports([WRONG[what]])


def test_a_calendar_without_a_zone_is_refused() -> None:
    with pytest.raises(WrongInput, match="no holidays of zone A, C in it"):
        read_exports([ics(event("Vacances de Noël", "Zone B", "20261219", "20270104"))])


def test_one_file_a_zone_is_as_good_as_one_for_all() -> None:
    files = [
        ics(event("Vacances de Noël", f"Zone {zone}", "20261219", "20270104")) for zone in "ABC"
    ]
    assert read_exports(files) == EXPECTED[:3]

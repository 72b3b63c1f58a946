"""Dates as people write them."""

from datetime import date, timedelta

import pytest

from preau.formats.search.dates import read_period

TODAY = date(2026, 11, 22)  # a Sunday


def day(*ymd):
    return date(*ymd), date(*ymd) + timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-09-01", day(2026, 9, 1)),
        ("2026/9/1", day(2026, 9, 1)),
        ("01/09/2026", day(2026, 9, 1)),
        ("1.9.2026", day(2026, 9, 1)),
        ("01/09/26", day(2026, 9, 1)),
        ("01/09", day(2026, 9, 1)),
        ("25/12", day(2025, 12, 25)),
        ("1er septembre 2026", day(2026, 9, 1)),
        ("1 sept. 2026", day(2026, 9, 1)),
        ("mardi 1er septembre 2026", day(2026, 9, 1)),
        ("September 1, 2026", day(2026, 9, 1)),
        ("September 1st 2026", day(2026, 9, 1)),
        ("24 décembre", day(2025, 12, 24)),
        ("2026-09", (date(2026, 9, 1), date(2026, 10, 1))),
        ("09/2026", (date(2026, 9, 1), date(2026, 10, 1))),
        ("septembre 2026", (date(2026, 9, 1), date(2026, 10, 1))),
        ("Août 2025", (date(2025, 8, 1), date(2025, 9, 1))),
        ("décembre", (date(2025, 12, 1), date(2026, 1, 1))),
        ("novembre", (date(2026, 11, 1), date(2026, 12, 1))),
        ("2026", (date(2026, 1, 1), date(2027, 1, 1))),
        ("aujourd'hui", day(2026, 11, 22)),
        ("aujourd’hui", day(2026, 11, 22)),
        ("hier", day(2026, 11, 21)),
        ("Yesterday", day(2026, 11, 21)),
        ("avant-hier", day(2026, 11, 20)),
        ("lundi", day(2026, 11, 16)),
        ("dimanche dernier", day(2026, 11, 15)),
        ("cette semaine", (date(2026, 11, 16), date(2026, 11, 23))),
        ("la semaine dernière", (date(2026, 11, 9), date(2026, 11, 16))),
        ("last week", (date(2026, 11, 9), date(2026, 11, 16))),
        ("le mois dernier", (date(2026, 10, 1), date(2026, 11, 1))),
        ("ce mois-ci", (date(2026, 11, 1), date(2026, 12, 1))),
        ("l'année dernière", (date(2025, 1, 1), date(2026, 1, 1))),
        ("this year", (date(2026, 1, 1), date(2027, 1, 1))),
        ("il y a 3 jours", day(2026, 11, 19)),
        ("2 semaines", day(2026, 11, 8)),
        ("3 days ago", day(2026, 11, 19)),
        ("7j", day(2026, 11, 15)),
        ("la rentrée", day(2026, 9, 1)),
    ],
)
def test_a_date_is_understood(said, meant):
    assert read_period(said, today=TODAY) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "blop",
        "31/02/2026",
        "2026-13",
        "99",
        "12345",
        "septembre octobre",
        "dernier",
        "lundi 3 lui",
        "9999-12-31",
        "10000 ans",
        "1 2 3 septembre",
        "septembre 99999",
        "s²ptembre",
    ],
)
def test_what_is_no_date_is_none(said):
    assert read_period(said, today=TODAY) is None

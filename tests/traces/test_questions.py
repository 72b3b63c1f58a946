"""What was typed, as a question."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from preau.traces.misaddressed import slips
from preau.traces.questions import question

NOW = timezone.make_aware(datetime(2026, 11, 22, 15, 0))  # noqa: DTZ001 -- made aware
DAY = timedelta(days=1)
MIDNIGHT = NOW.replace(hour=0)


@pytest.mark.parametrize(
    ("when", "day", "since", "until"),
    [
        ("today", "", MIDNIGHT, NOW),
        ("yesterday", "", MIDNIGHT - DAY, MIDNIGHT),
        ("week", "", MIDNIGHT - 7 * DAY, NOW),
        ("month", "", MIDNIGHT - 30 * DAY, NOW),
        ("day", "2026-11-03", MIDNIGHT - 19 * DAY, MIDNIGHT - 18 * DAY),
        ("day", "2026-11-23", MIDNIGHT - 7 * DAY, NOW),
        ("day", "2026-02-31", MIDNIGHT - 7 * DAY, NOW),
        ("never", "x", MIDNIGHT - 7 * DAY, NOW),
    ],
)
def test_a_time_is_a_window(when: str, day: str, since: datetime, until: datetime) -> None:
    asked = question("", when, day, NOW)
    assert (asked.since, asked.until) == (since, until)


@pytest.mark.parametrize(
    ("text", "words", "address"),
    [
        ("", [], ""),
        ("Réunion d'équipe", ["reunion", "equipe"], ""),
        ("de:Dupont", ["dupont"], ""),
        ("<Marie.Durand@Example.fr>,", ["marie.durand@example.fr"], "marie.durand@example.fr"),
        ("a@b.fr c@d.fr", ["a@b.fr", "c@d.fr"], ""),
        ("mairie vers 14h30", ["mairie"], ""),
    ],
)
def test_words_and_an_address_are_heard(text: str, words: list[str], address: str) -> None:
    asked = question(text, "today", "", NOW)
    assert (asked.words, asked.address) == (words, address)


@pytest.mark.parametrize(
    ("text", "moment", "near"),
    [
        ("14h30", "13:05", True),
        ("vers 14h", "16:00", False),
        ("9:15", "9:16", True),
        ("25h", "3:00", True),
        ("mairie", "3:00", True),
    ],
)
def test_an_hour_is_about(text: str, moment: str, near: bool) -> None:  # noqa: FBT001
    hour, minute = map(int, moment.split(":"))
    asked = question(text, "today", "", NOW)
    assert asked.is_near(NOW.replace(hour=hour, minute=minute)) == near


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("claire.lefevre@x.fr", "claire.lefevre@x.fr", 0),
        ("claire.lefevre@x.fr", "Claire.Lefevr@x.fr", 1),
        ("claire.lefevre@x.fr", "clarie.lefevre@x.fr", 1),
        ("claire.lefevre@x.fr", "clair.lefebre@x.fr", 2),
        ("claire.lefevre@x.fr", "karim.benali@x.fr", 3),
        ("a@x.fr", "abcdef@x.fr", 3),
    ],
)
def test_slips_are_counted(one: str, other: str, count: int) -> None:
    assert (slips(one, other), slips(other, one)) == (count, count)

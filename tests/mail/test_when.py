"""The times offered, by the hour and the day one asks."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from preau.kit.errors import WrongInput
from preau.mail.when import chosen, earliest, offers

PARIS = ZoneInfo("Europe/Paris")


def on(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        # A Wednesday morning, its evening; a Friday; a Sunday, when tomorrow is Monday.
        (
            "2026-11-18T09:12",
            {
                "tonight": "2026-11-18T18:00",
                "tomorrow": "2026-11-19T08:00",
                "monday": "2026-11-23T08:00",
            },
        ),
        ("2026-11-18T21:00", {"tomorrow": "2026-11-19T08:00", "monday": "2026-11-23T08:00"}),
        ("2026-11-20T17:00", {"tomorrow": "2026-11-21T08:00", "monday": "2026-11-23T08:00"}),
        ("2026-11-22T19:00", {"tomorrow": "2026-11-23T08:00"}),
        # The night clocks change.
        ("2027-03-27T22:00", {"tomorrow": "2027-03-28T08:00", "monday": "2027-03-29T08:00"}),
    ],
)
def test_later_means_this_evening_tomorrow_or_monday(now: str, offered: dict[str, str]) -> None:
    assert {offer.key: offer.at.text for offer in offers(on(now))} == offered


def test_a_form_says_an_offer_or_a_date() -> None:
    now = on("2026-11-18T09:12")
    assert [chosen(text, now).text for text in ("tomorrow", "2026-12-01T10:30")] == [
        "2026-11-19T08:00",
        "2026-12-01T10:30",
    ]
    assert earliest(now) == "2026-11-18T00:00"


@pytest.mark.parametrize("text", ["", "soon", "99999-01-01T08:00"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(WrongInput):
        chosen(text, on("2026-11-18T09:12"))

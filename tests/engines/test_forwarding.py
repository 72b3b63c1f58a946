"""Where an académie lets mail be sent on, as it is asked of the database."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from preau.engines.forwarding import Bounds, condition
from preau.engines.postfix.render import NOT_SENT_ON, forwarding_table

NORD = Bounds("nord", ("ac-nord.example",))
LATER = Bounds("sud", ("ac-sud.example",), since=date(2999, 1, 1))
SINCE = Bounds("sud", ("ac-sud.example",), since=date(2024, 12, 16))
ODD = Bounds("l'ile", ("ac-ile.example",))


@pytest.mark.parametrize(
    ("bounds", "bound"),
    [
        ((), []),
        ((NORD,), ["nord"]),
        ((NORD, LATER), ["nord"]),
        ((NORD, SINCE), ["nord", "sud"]),
        ((ODD,), ["l'ile"]),
    ],
)
def test_only_mailboxes_of_an_academie_under_bounds_that_have_begun(
    bounds: tuple[Bounds, ...], bound: list[str]
) -> None:
    with closing(sqlite3.connect(":memory:")) as line:
        line.execute("CREATE TABLE box (academy text)")
        line.executemany("INSERT INTO box VALUES (?)", [("nord",), ("sud",), ("l'ile",)])
        found = line.execute(f"SELECT academy FROM box WHERE {condition(bounds)}").fetchall()
    assert [name for (name,) in found] == bound


def test_a_domain_is_allowed_to_the_letter_and_nothing_below_it() -> None:
    listed = Bounds("nord", ("ac-nord.example",), ("a.example", "b-c.example"))
    assert forwarding_table(listed).splitlines() == [
        r"/@a\.example$/ DUNNO",
        r"/@b\-c\.example$/ DUNNO",
        f"/./ {NOT_SENT_ON}",
    ]

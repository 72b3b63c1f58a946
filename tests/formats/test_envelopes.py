"""What MAIL, RCPT and AUTH say, and how long a message is to be held."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from preau.formats.envelopes import Named, WrongHold, held_until, name_signed_in, named, offered

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MOST = timedelta(days=366)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (b"FROM:<a@b.example>", Named("a@b.example")),
        (b"from: <a@b.example>  SIZE=12 BODY=8BITMIME", Named("a@b.example", ("SIZE=12", "BODY=8BITMIME"))),
        (b"TO:<>", Named("")),
        (b'TO:<"a> HOLDFOR=1"@b.example> NOTIFY=NEVER', Named('"a> HOLDFOR=1"@b.example', ("NOTIFY=NEVER",))),
        (b'TO:<"a\\"b"@b.example>', Named('"a\\"b"@b.example')),
        (b"FROM:a@b.example", None),
        (b"FROM:<a@b.example>HOLDFOR=1", None),
        (b"FROM:<a@b.example", None),
        ("FROM:<zoé@b.example>".encode(), None),
        (b"", None),
    ],
)  # fmt: skip
def test_an_address_and_its_parameters_are_read_as_they_were_written(
    words: bytes, meant: Named | None
) -> None:
    assert named(words) == meant


def test_what_asks_to_be_held_is_told_from_the_rest() -> None:
    found = Named("a@b.example", ("SIZE=1", "holdfor=60", "HoldUntil=x", "ENVID=HOLDFOR=1"))
    assert (found.holds, found.others) == (
        ("holdfor=60", "HoldUntil=x"),
        ("SIZE=1", "ENVID=HOLDFOR=1"),
    )


@pytest.mark.parametrize(
    ("asked", "moment"),
    [
        ("HOLDFOR=60", NOW + timedelta(minutes=1)),
        (f"HOLDFOR={366 * 86400}", NOW + MOST),
        ("HOLDUNTIL=2026-11-23T08:00:00Z", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("holduntil=2026-11-23t08:00:00.25+01:00", datetime(2026, 11, 23, 7, 0, 0, 250_000, UTC)),
        ("HOLDUNTIL=2026-11-23T08:00:00-10:00", datetime(2026, 11, 23, 18, tzinfo=UTC)),
    ],
)
def test_the_moment_is_that_which_was_asked(asked: str, moment: datetime) -> None:
    assert held_until((asked,), NOW, MOST) == moment


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("HOLDFOR=0",), "HOLDFOR wants a number of seconds"),
        (("HOLDFOR=-1",), "HOLDFOR wants a number of seconds"),
        (("HOLDFOR=1.5",), "HOLDFOR wants a number of seconds"),
        (("HOLDFOR=\u0661",), "HOLDFOR wants a number of seconds"),
        (("HOLDFOR=9999999999",), "HOLDFOR wants a number of seconds"),
        (("HOLDFOR=31622401",), "Not for longer than 366 days"),
        (("HOLDUNTIL=2026-11-22T12:00:00Z",), "This time has passed"),
        (("HOLDUNTIL=2028-01-01T00:00:00Z",), "Not for longer than 366 days"),
        (("HOLDFOR=1", "HOLDFOR=2"), "Only one of HOLDFOR and HOLDUNTIL"),
    ],
)
def test_a_moment_that_cannot_be_says_why(asked: tuple[str, ...], why: str) -> None:
    with pytest.raises(WrongHold) as refusal:
        held_until(asked, NOW, MOST)
    assert str(refusal.value) == why


@pytest.mark.parametrize(
    "value", ["", "tomorrow", "2026-11-23", "2026-11-23T08:00:00", "2026-13-01T00:00:00Z",
              "9999-12-31T23:59:59-23:59", "2026-11-23T25:00:00Z", "2026-11-23 08:00:00Z"],
)  # fmt: skip
def test_what_is_no_date_of_the_internet_is_refused(value: str) -> None:
    with pytest.raises(WrongHold, match="HOLDUNTIL wants a date and a time"):
        held_until((f"HOLDUNTIL={value}",), NOW, MOST)


def test_the_offer_says_seconds_and_the_last_moment() -> None:
    assert offered(NOW, MOST) == b"FUTURERELEASE 31622400 2027-11-23T12:00:00Z"


@pytest.mark.parametrize(
    ("mechanism", "said", "name"),
    [
        (b"PLAIN", ["\0alix\0secret"], "alix"),
        (b"PLAIN", ["alix\0alix\0secret"], "alix"),
        (b"PLAIN", ["karim\0alix\0secret"], ""),
        (b"LOGIN", ["alix", "secret"], "alix"),
        (b"LOGIN", [], ""),
        (b"XOAUTH2", ["\0alix\0secret"], ""),
    ],
)
def test_who_signed_in_is_who_gave_the_password(
    mechanism: bytes, said: list[str], name: str
) -> None:
    assert name_signed_in(mechanism, [base64.b64encode(one.encode()) for one in said]) == name


@pytest.mark.parametrize("said", [b"=", b"*", b"AP8=", b"\xff"])
def test_what_is_no_sign_in_names_nobody(said: bytes) -> None:
    assert name_signed_in(b"PLAIN", [said]) == ""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from preau.formats.mime.headers import header_end, message_ids, parse_date, parse_headers

FIELDS = [
    (b"", []),
    (b"\r\n", []),
    (b"Subject: a\r\n\r\nbody: b", [("Subject", "a")]),
    (b"Subject: a\n\nbody: b", [("Subject", "a")]),
    (b"Subject: a", [("Subject", "a")]),
    (b"Subject:a", [("Subject", "a")]),
    (b"Subject : a", [("Subject", "a")]),
    (b"Subject:", [("Subject", "")]),
    (b"Subject: a\r\n  b\r\n\tc\r\nTo: d\r\n\r\n", [("Subject", "a b c"), ("To", "d")]),
    (b"Subject:\r\n a\r\n", [("Subject", "a")]),
    (b"Subject: a\r\nno colon here\r\nTo: d\r\n", [("Subject", "a"), ("To", "d")]),
    (b"From jean Mon Jan  1\nSubject: a\n\n", [("Subject", "a")]),
    (b"\xef\xbb\xbfSubject: a\n\n", [("Subject", "a")]),
    (b"\n \n  Subject: a\n\n", [("Subject", "a")]),
    (b"HELO x\nMAIL FROM:<a>\nSubject: a\n\nTo: b", [("Subject", "a")]),
    (b"Subject: \xc3\xa9t\xc3\xa9\n", [("Subject", "été")]),
    (b"Subject: \xe9t\xe9\n", [("Subject", "été")]),
    (b"Subject: a\0b\n", [("Subject", "ab")]),
    (b"Just a text.\nNote: this one.\n", []),
]


@pytest.mark.parametrize(("raw", "fields"), FIELDS)
def test_a_header_block_gives_its_fields_in_order(raw, fields):
    assert list(parse_headers(raw)) == fields


def test_names_compare_without_case_and_values_keep_their_words():
    headers = parse_headers(b"To: a\r\nSUBJECT: =?utf-8?Q?=C3=A9?=\r\nto: b\r\n\r\n")
    assert headers.get("subject") == "=?utf-8?Q?=C3=A9?="
    assert headers.text("Subject") == "é"
    assert headers.all("TO") == ["a", "b"]
    assert headers.get("Cc") == ""
    assert headers.get("Cc", "none") == "none"
    assert ("cc" in headers, "tO" in headers, len(headers)) == (False, True, 3)


def test_a_header_cut_at_64_kib_keeps_what_came_before():
    raw = (b"Subject: a\r\n" + b"X-Filler: " + b"b" * 100_000)[: 64 * 1024]
    assert parse_headers(raw).get("Subject") == "a"


BODIES = [
    (b"A: b\r\n\r\nc", 8),
    (b"A: b\n\nc", 6),
    (b"A: b\n\r\nc", 7),
    (b"A: b", 4),
    (b"\nc", 1),
    (b"c", 0),
]


@pytest.mark.parametrize(("raw", "start"), BODIES)
def test_the_body_begins_after_the_first_blank_line(raw, start):
    assert header_end(raw) == start


PARIS = timezone(timedelta(hours=1))

DATES = [
    ("Mon, 1 Jan 2024 10:00:00 +0100", datetime(2024, 1, 1, 10, tzinfo=PARIS)),
    (b"Mon, 1 Jan 2024 10:00:00 +0100", datetime(2024, 1, 1, 10, tzinfo=PARIS)),
    ("1 Jan 2024 10:00:00 GMT", datetime(2024, 1, 1, 10, tzinfo=UTC)),
    ("Mon, 1 Jan 2024 10:00:00 -0000", datetime(2024, 1, 1, 10, tzinfo=UTC)),
    ("Mon, 1 Jan 2024 10:00:00 +0100 (CET)", datetime(2024, 1, 1, 10, tzinfo=PARIS)),
    ("Mon, 1 Jan 24 10:00", datetime(2024, 1, 1, 10, tzinfo=UTC)),
    ("Mon, 1 Jan 2024 10:00:60 +9999", datetime(2024, 1, 1, 10, 0, 59, tzinfo=UTC)),
    ("2024-01-01T10:00:00Z", datetime(2024, 1, 1, 10, tzinfo=UTC)),
    ("2024-01-01 10:00:00", datetime(2024, 1, 1, 10, tzinfo=UTC)),
    ("Mon, 31 Feb 2024 10:00:00 +0100", None),
    ("Mon, 1 Jan 999999999999999999 10:00:00", None),
    ("hier", None),
    ("", None),
    (b"\xff", None),
    (None, None),
]


@pytest.mark.parametrize(("value", "moment"), DATES)
def test_a_date_is_an_aware_moment_or_none(value, moment):
    assert parse_date(value) == moment


IDS = [
    ("<a@b>", ["<a@b>"]),
    ("<a@b> <c@d>\r\n <e@f>", ["<a@b>", "<c@d>", "<e@f>"]),
    ("<a@b><c@d>,<a@b>", ["<a@b>", "<c@d>"]),
    ("<a\r\n b@c>", ["<ab@c>"]),
    ("your message of Monday <a@b>", ["<a@b>"]),
    ("a@b", ["<a@b>"]),
    ("<\xe9@b>".encode(), ["<é@b>"]),
    ("nothing", []),
    (None, []),
]


@pytest.mark.parametrize(("value", "ids"), IDS)
def test_identifiers_come_once_each_in_order(value, ids):
    assert message_ids(value) == ids

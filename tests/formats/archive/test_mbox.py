"""Messages in one file, with the separators programs really write."""

from datetime import UTC, datetime

import pytest

from preau.formats.archive import Broken, Stored, mbox

SEPARATOR = b"From jean@example.fr Tue Sep  1 08:30:00 2026\n"


def message(subject, body=b"Bonjour.\n", headers=b""):
    return b"Subject: " + subject + b"\n" + headers + b"\n" + body


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "Parents"
        path.write_bytes(content)
        return list(mbox.read(path))

    return read


def subjects(found):
    return [s.read().split(b"\r\n")[0].removeprefix(b"Subject: ") for s in found]


def test_each_message_comes_out_in_order_with_crlf(read):
    found = read(SEPARATOR + message(b"un") + b"\n" + SEPARATOR + message(b"deux"))
    assert [s.read() for s in found] == [
        b"Subject: un\r\n\r\nBonjour.\r\n",
        b"Subject: deux\r\n\r\nBonjour.\r\n",
    ]
    assert [s.key for s in found] == ["Parents#0", f"Parents#{found[1].key[8:]}"]


def test_a_line_of_text_beginning_with_from_starts_nothing(read):
    body = b"Bonjour.\n\nFrom here on, all is well.\nMerci\n"
    found = read(SEPARATOR + message(b"un", body))
    assert subjects(found) == [b"un"]


def test_a_quoted_from_loses_one_mark_only(read):
    body = b">From moi\n>>From toi\n> From elle\n"
    (found,) = read(SEPARATOR + message(b"un", body))
    assert found.read().endswith(b"\r\n\r\nFrom moi\r\n>From toi\r\n> From elle\r\n")


def test_a_dated_separator_needs_no_empty_line_before_it(read):
    found = read(SEPARATOR + message(b"un") + SEPARATOR + message(b"deux"))
    assert subjects(found) == [b"un", b"deux"]


def test_a_separator_after_an_empty_line_needs_no_date(read):
    found = read(b"From - \n" + message(b"un") + b"\nFrom ???@???\n" + message(b"deux"))
    assert subjects(found) == [b"un", b"deux"]


def test_crlf_and_a_missing_last_line_end(read):
    content = (SEPARATOR + message(b"un") + b"\n" + SEPARATOR + message(b"deux")).rstrip()
    found = read(content.replace(b"\n", b"\r\n"))
    assert subjects(found) == [b"un", b"deux"]


def test_a_second_separator_above_the_headers_is_dropped(read):
    assert subjects(read(SEPARATOR + b">" + SEPARATOR + message(b"un"))) == [b"un"]


def test_what_stands_before_the_first_separator_is_told_and_skipped(read):
    found = read(b"debris\n\n" + SEPARATOR + message(b"un"))
    assert isinstance(found[0], Broken)
    assert subjects(found[1:]) == [b"un"]


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_nothing_in_it(read, content):
    assert read(content) == []


def test_a_file_gone_is_told(tmp_path):
    (found,) = mbox.read(tmp_path / "absent")
    assert isinstance(found, Broken)


@pytest.mark.parametrize(
    ("headers", "flags"),
    [
        (b"", ()),
        (b"Status: RO\n", ("\\Seen",)),
        (b"Status: O\n", ()),
        (b"Status: RO\nX-Status: AF\n", ("\\Answered", "\\Flagged", "\\Seen")),
        (b"X-Mozilla-Status: 1003\n", ("$Forwarded", "\\Answered", "\\Seen")),
        (b"X-Mozilla-Status: zz\nX-Mozilla-Keys: $label1 bad(key\n", ("$label1",)),
        (b"X-Gmail-Labels: Inbox,Starred\n", ("\\Flagged", "\\Seen")),
        (b"X-Gmail-Labels: Inbox,Unread\n", ()),
    ],
)
def test_flags_come_from_the_headers(read, headers, flags):
    (found,) = read(SEPARATOR + message(b"un", headers=headers))
    assert found.flags == flags


def test_a_flag_in_the_body_counts_for_nothing(read):
    (found,) = read(SEPARATOR + message(b"un", b"Status: RO\n"))
    assert found.flags == ()


def test_a_message_thunderbird_expunged_stays_out(read):
    found = read(SEPARATOR + message(b"un", headers=b"X-Mozilla-Status: 0009\n"))
    assert found == []


@pytest.mark.parametrize(
    ("headers", "date"),
    [
        (b"Date: Wed, 2 Sep 2026 10:00:00 +0200\n", datetime(2026, 9, 2, 8, tzinfo=UTC)),
        (b"Date:\n Wed, 2 Sep 2026\n 10:00:00 +0200\n", datetime(2026, 9, 2, 8, tzinfo=UTC)),
        (b"", datetime(2026, 9, 1, 8, 30, tzinfo=UTC)),
        (b"Date: hier\n", datetime(2026, 9, 1, 8, 30, tzinfo=UTC)),
        (b"Date: Wed, 2 Sep 0026 10:00:00 +9999\n", datetime(2026, 9, 1, 8, 30, tzinfo=UTC)),
    ],
)
def test_the_date_is_the_header_s_or_the_separator_s(read, headers, date):
    (found,) = read(SEPARATOR + message(b"un", headers=headers))
    assert isinstance(found, Stored)
    assert found.date == date

import time

import pytest

from preau.formats.mime.message import open_message
from preau.formats.mime.structure import attachments, readable

MIXED = (
    b"Subject: Conseil\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n"
    b"--b\r\n\r\nBonjour\r\n--b  \r\nContent-Type: application/pdf; name=a.pdf\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nYWJj\r\n--b--\r\nepilogue\r\n--b\r\n\r\nnot a part"
)


def shown(raw):
    opened = open_message(raw)
    return [opened.text(part) for part in readable(opened.structure).bodies]


def test_parts_are_within_reach():
    opened = open_message(MIXED)
    assert [(p.section, p.type, p.size) for p in opened.structure.walk()] == [
        ("TEXT", "multipart/mixed", len(MIXED) - MIXED.index(b"preamble")),
        ("1", "text/plain", 7),
        ("2", "application/pdf", 4),
    ]
    (pdf,) = attachments(opened.structure)
    assert (pdf.filename, opened.content(pdf), opened.encoded(pdf)) == ("a.pdf", b"abc", b"YWJj")
    assert (opened.headers.text("Subject"), shown(MIXED)) == ("Conseil", ["Bonjour"])


def test_line_ends_of_unix_do_as_well():
    assert shown(MIXED.replace(b"\r\n", b"\n")) == ["Bonjour"]


def test_an_enclosed_message_is_opened_too():
    raw = b"Content-Type: message/rfc822\n\nSubject: =?utf-8?Q?=C3=A9?=\nFrom: a@b\n\n" + b"corps"
    opened = open_message(raw)
    assert [p.section for p in opened.structure.walk(into_messages=True)] == ["1", "1.1"]
    assert opened.structure.envelope.subject == "é"
    assert opened.text(opened.structure.find("1.1")) == "corps"


def test_an_enclosed_message_in_base64_stays_closed():
    raw = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogYQ=="
    assert open_message(raw).structure.body is None


def test_a_digest_holds_messages():
    raw = b"Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: a\n\nx\n--b--"
    assert [p.type for p in open_message(raw).structure.children] == ["message/rfc822"]


BROKEN = [
    (b"", [""]),
    (b"\0" * 1000, [""]),
    (b"Just a text", ["Just a text"]),
    (b"Subject: a\n\nb", ["b"]),
    (b"Content-Type: text\n\nb", ["b"]),
    (b"Content-Type: \xff/\xfe; charset=\xff\n\nb", ["b"]),
    (b"Content-Type: multipart/mixed\n\nno boundary is told\n", ["no boundary is told\n"]),
    (b"Content-Type: multipart/mixed; boundary=b\n\nnor used\n", ["nor used\n"]),
    (b"Content-Type: multipart/mixed; boundary=\n\n--\nb\n", ["--\nb\n"]),
    (b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nnever closed", ["never closed"]),
    (b"Content-Type: multipart/mixed; boundary=b\n\n--b\nno blank line\n--b--", ["no blank line"]),
    (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--bb\n--b\n\ntwo\n--b--",
        ["one\n--bb", "two"],
    ),
    (b'Content-Type: multipart/mixed; boundary="b\n\n--b\n\none\n--b--', ["one"]),
    (b"Content-Type: multipart/mixed; boundary=b (c)\n\n--b\n\none\n--b--", ["one"]),
    (
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nw6l0w6k",
        ["été"],
    ),
    (b"Content-Type: text/html\n\n<meta charset=koi8-r>\xd0\xd2\xc9", ["<meta charset=koi8-r>при"]),
]


@pytest.mark.parametrize(("raw", "texts"), BROKEN)
def test_a_broken_message_still_has_something_to_read(raw, texts):
    assert shown(raw) == texts


def nested(depth, inside=b"Content-Type: text/plain\n\nfond\n"):
    for at in range(depth):
        head = b"Content-Type: multipart/mixed; boundary=b%03d\n\n--b%03d\n" % (at, at)
        inside = head + inside + b"\n--b%03d--\n" % at
    return inside


HORRORS = {
    "200 nested parts": nested(200),
    "200 nested parts around 20 MB": nested(200, b"\n" + b"-bonjour\n" * 2_300_000),
    "200 nested messages": b"Content-Type: message/rfc822\n\n" * 200 + b"\nfond",
    "a header of 20 MB in one line": b"Subject: " + b"a" * 20_000_000,
    "a header of 20 MB in two million lines": b"X-Line: a\n" * 2_000_000 + b"\nb",
    "a header of 20 MB folded two million times": b"Subject: a" + b"\n bcdefgh" * 2_200_000,
    "a header of 20 MB of encoded words": b"Subject: " + b"=?utf-8?Q?a?= " * 1_400_000,
    "a hundred thousand parts": b"Content-Type: multipart/mixed; boundary=b\n\n"
    + b"--b\n\nx\n" * 100_000,
    "a thousand addresses of quotes": b'To: "\\"\\' * 20_000,
    "20 MB of hyphens": b"Content-Type: multipart/mixed; boundary="
    + b"-" * 60
    + b"\n\n"
    + b"-" * 20_000_000,
    "30 MB enclosed": b"Content-Transfer-Encoding: base64\n\n" + (b"A" * 76 + b"\n") * 400_000,
    "noise": bytes(range(256)) * 4096,
}


@pytest.mark.parametrize("raw", HORRORS.values(), ids=HORRORS.keys())
def test_a_horror_opens_within_a_second(raw):
    before = time.process_time()
    opened = open_message(raw)
    opened.headers.text("Subject")
    opened.headers.addresses("To")
    texts = [opened.text(part) for part in readable(opened.structure).bodies[:100]]
    assert texts or attachments(opened.structure)
    assert time.process_time() - before < 1


def test_what_lies_too_deep_is_shown_as_it_is_written():
    (text,) = shown(nested(200))
    assert "fond" in text

from datetime import UTC, datetime

import pytest

from preau.formats.mime.addresses import Address
from preau.formats.mime.structure import read_structure

PLAIN = [b"TEXT", b"PLAIN", [b"CHARSET", b"utf-8"], None, None, b"8BIT", 12, 2]
HTML = [b"text", b"html", None, None, None, b"quoted-printable", 40, 3]
PDF = [b"application", b"pdf", [b"name", b"a.pdf"], b"<c@x>", b"=?utf-8?Q?=C3=A9?=", b"base64", 90]
ENVELOPE = [
    b"Mon, 1 Jan 2024 10:00:00 +0000",
    b"Conseil",
    [[b"L\xc3\xa9a", None, b"lea", b"x.fr"]],
    None,
    None,
    [[None, None, b"jean", b"x.fr"]],
    None,
    None,
    b"<a@b>",
    b"<c@d>",
]


def outline(part):
    return [(one.section, one.type) for one in part.walk(into_messages=True)]


TREES = [
    (PLAIN, [("1", "text/plain")]),
    (
        [PLAIN, HTML, b"ALTERNATIVE"],
        [("TEXT", "multipart/alternative"), ("1", "text/plain"), ("2", "text/html")],
    ),
    (
        [[PLAIN, HTML, b"alternative", None], PDF, b"mixed", [b"boundary", b"x"], None, None, None],
        [
            ("TEXT", "multipart/mixed"),
            ("1", "multipart/alternative"),
            ("1.1", "text/plain"),
            ("1.2", "text/html"),
            ("2", "application/pdf"),
        ],
    ),
    (
        [
            PLAIN,
            [b"message", b"rfc822", None, None, None, b"7bit", 500, ENVELOPE, HTML, 9],
            b"mixed",
        ],
        [
            ("TEXT", "multipart/mixed"),
            ("1", "text/plain"),
            ("2", "message/rfc822"),
            ("2.1", "text/html"),
        ],
    ),
    (
        [
            PLAIN,
            [
                b"message",
                b"rfc822",
                None,
                None,
                None,
                b"7bit",
                500,
                ENVELOPE,
                [PLAIN, PDF, b"mixed"],
                9,
            ],
            b"mixed",
        ],
        [
            ("TEXT", "multipart/mixed"),
            ("1", "text/plain"),
            ("2", "message/rfc822"),
            ("2.TEXT", "multipart/mixed"),
            ("2.1", "text/plain"),
            ("2.2", "application/pdf"),
        ],
    ),
    (
        [b"message", b"rfc822", None, None, None, b"7bit", 500, ENVELOPE, PLAIN, 9],
        [("1", "message/rfc822"), ("1.1", "text/plain")],
    ),
    # Types that are none, and things that are no structure at all.
    ([b"text", b"", None, None, None, b"7bit", 3, 1], [("1", "text/plain")]),
    ([b"binary", b"", None, None, None, b"7bit", 3], [("1", "application/octet-stream")]),
    (None, [("1", "application/octet-stream")]),
    (b"text", [("1", "application/octet-stream")]),
    ([], [("1", "application/octet-stream")]),
    ([None, 3, b"x"], [("1", "application/octet-stream")]),
    ([[]], [("TEXT", "multipart/mixed"), ("1", "application/octet-stream")]),
    (
        [[[[3]]], 4, [5]],
        [
            ("TEXT", "multipart/mixed"),
            ("1", "multipart/mixed"),
            ("1.1", "multipart/mixed"),
            ("1.1.1", "application/octet-stream"),
        ],
    ),
    (
        [PLAIN, [b"message", b"rfc822"], b"mixed"],
        [("TEXT", "multipart/mixed"), ("1", "text/plain"), ("2", "application/octet-stream")],
    ),
]


@pytest.mark.parametrize(("value", "tree"), TREES)
def test_a_bodystructure_is_numbered_as_imap_fetches_it(value, tree):
    assert outline(read_structure(value)) == tree


def test_a_part_tells_what_the_server_said():
    disposition = [b"ATTACHMENT", [b"filename*", b"utf-8''bulletin%20de%20L%C3%A9a.pdf"]]
    part = read_structure([*PDF, None, disposition, None, b"http://x/"])
    assert (part.maintype, part.subtype, part.encoding, part.size) == (
        "application",
        "pdf",
        "base64",
        90,
    )
    assert (part.content_id, part.description, part.disposition) == ("c@x", "é", "attachment")
    assert (part.filename, part.location, part.lines) == ("bulletin de Léa.pdf", "http://x/", None)


def test_a_text_tells_its_charset_and_lines():
    part = read_structure([*PLAIN, None, [b"inline", None]])
    assert (part.charset, part.lines, part.disposition) == ("utf-8", 2, "inline")


def test_an_enclosed_message_tells_its_envelope():
    part = read_structure(
        [b"message", b"rfc822", None, None, None, b"7bit", 500, ENVELOPE, PLAIN, 9]
    )
    assert part.envelope.subject == "Conseil"
    assert part.envelope.senders == (Address("Léa", "lea@x.fr"),)
    assert part.envelope.to == (Address("", "jean@x.fr"),)
    assert part.envelope.date == datetime(2024, 1, 1, 10, tzinfo=UTC)
    assert (part.envelope.in_reply_to, part.envelope.message_id) == (("<a@b>",), "<c@d>")
    assert (part.lines, part.filename, part.body.type) == (9, "Conseil.eml", "text/plain")


def named(name):
    return read_structure([b"application", b"pdf", [b"name", name], None, None, b"base64", 9])


NAMES = [
    (b"a.pdf", "a.pdf"),
    (b"../../etc/passwd", "passwd"),
    (b"C:\\docs\\a.pdf", "a.pdf"),
    (b"a\0b\r\n.pdf", "ab .pdf"),
    ("facture\u202efdp.exe".encode(), "facturefdp.exe"),
    (b".htaccess", "htaccess"),
    (b"a:b?.pdf", "a_b_.pdf"),
    (b"x" * 500 + b".pdf", "x" * 176 + ".pdf"),
    (b"..", "document-1.pdf"),
    (b"", "document-1.pdf"),
]


@pytest.mark.parametrize(("name", "filename"), NAMES)
def test_a_file_name_is_harmless_and_never_empty(name, filename):
    assert named(name).filename == filename


MADE_UP = [
    (b"image", b"png", "image-1.png"),
    (b"image", b"jpeg", "image-1.jpg"),
    (b"text", b"calendar", "document-1.ics"),
    (b"application", b"x-very-odd-thing", "document-1.bin"),
    (b"audio", b"mpeg", "audio-1.mp3"),
]


@pytest.mark.parametrize(("maintype", "subtype", "filename"), MADE_UP)
def test_a_missing_file_name_is_made_from_the_type(maintype, subtype, filename):
    assert read_structure([maintype, subtype, None, None, None, b"base64", 9]).filename == filename


def test_five_hundred_levels_end_at_the_hundredth():
    value = PLAIN
    for _ in range(500):
        value = [value, b"mixed"]
    assert len(list(read_structure(value).walk())) == 101


def test_twenty_thousand_parts_end_at_five_thousand():
    assert len(list(read_structure([PLAIN] * 20_000 + [b"mixed"]).walk())) == 5000


def test_a_part_is_found_by_its_section():
    part = read_structure([[PLAIN, HTML, b"alternative"], PDF, b"mixed"])
    assert [part.find(s).type for s in ("1.2", "2", "TEXT")] == [
        "text/html",
        "application/pdf",
        "multipart/mixed",
    ]
    assert part.find("9") is None

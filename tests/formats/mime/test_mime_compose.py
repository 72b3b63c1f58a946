from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from preau.formats.mime.addresses import Address
from preau.formats.mime.compose import Enclosure, Letter, build, new_message_id, quote_html
from preau.formats.mime.message import open_message
from preau.formats.mime.structure import attachments, readable

LEA = Address("Léa Ménard", "lea.menard@ac-poitiers.fr")
JEAN = Address("Dupont, Jean", "jean@x.fr")
LETTER = Letter(
    sender=LEA,
    to=[JEAN],
    subject="Conseil de classe",
    html="<p>Bonjour à tous.</p>",
    message_id="<a@ac-poitiers.fr>",
    date=datetime(2024, 9, 2, 8, 30, tzinfo=UTC),
)
PDF = Enclosure("Bulletin de Léa – 3ᵉ trimestre.pdf", "application/pdf", bytes(range(256)) * 100)
LOGO = Enclosure("logo.png", "image/png", b"PNG", content_id="logo@x")


def parsed(letter, **options):
    return message_from_bytes(build(letter, **options), policy=policy.default)


def outline(letter):
    return [(p.section, p.type) for p in open_message(build(letter)).structure.walk()]


SHAPES = [
    (LETTER, ["multipart/alternative", "text/plain", "text/html"]),
    (replace(LETTER, html="", text="Bonjour"), ["text/plain"]),
    (replace(LETTER, html=""), ["text/plain"]),
    (
        replace(LETTER, attachments=[PDF]),
        ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"],
    ),
    (
        replace(LETTER, html='<img src="cid:logo@x">', attachments=[LOGO]),
        ["multipart/related", "multipart/alternative", "text/plain", "text/html", "image/png"],
    ),
    (
        replace(LETTER, attachments=[LOGO]),
        ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "image/png"],
    ),
    (
        replace(LETTER, html='<img src="cid:logo@x">', attachments=[PDF, LOGO]),
        [
            "multipart/mixed",
            "multipart/related",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "image/png",
            "application/pdf",
        ],
    ),
]


@pytest.mark.parametrize(("letter", "types"), SHAPES)
def test_a_letter_has_the_shape_its_content_asks_for(letter, types):
    ours = [part.type for part in open_message(build(letter)).structure.walk()]
    theirs = [part.get_content_type() for part in parsed(letter).walk()]
    assert (ours, theirs) == (types, types)


def test_headers_are_read_back_as_they_were_given():
    letter = replace(
        LETTER,
        cc=[Address("", "cc@x.fr")],
        reply_to=[LEA],
        in_reply_to="<b@x>",
        references=["<c@x>", "<b@x>"],
        extra=[("X-Mailer", "Préau")],
    )
    found = parsed(letter)
    assert found["From"].addresses[0].display_name == "Léa Ménard"
    assert found["To"].addresses[0].display_name == "Dupont, Jean"
    assert [found[n] for n in ("Subject", "Message-ID", "In-Reply-To", "References")] == [
        "Conseil de classe",
        "<a@ac-poitiers.fr>",
        "<b@x>",
        "<c@x> <b@x>",
    ]
    assert (found["Cc"], found["X-Mailer"], found["MIME-Version"]) == ("cc@x.fr", "Préau", "1.0")
    assert found["Reply-To"].addresses[0].addr_spec == LEA.address
    assert found["Date"].datetime == LETTER.date


def test_hidden_recipients_stand_in_the_draft_only():
    letter = replace(LETTER, bcc=[Address("", "cache@x.fr")])
    assert b"cache" not in build(letter)
    assert parsed(letter, with_bcc=True)["Bcc"] == "cache@x.fr"


NAMES = [
    "Jean",
    "Jean Dupont",
    "Dupont, Jean",
    'Jean "dit" Dupont',
    "Jean\\Dupont",
    "Léa",
    "Léa, la prof; de <maths>",
    "=?utf-8?Q?a?=",
    "École élémentaire " * 12,
    "Service " * 30,
    "日本語",
    "😀" * 40,
    "a@b.fr",
]


@pytest.mark.parametrize("name", [" ".join(name.split()) for name in NAMES])
def test_any_name_survives_the_journey(name):
    raw = build(replace(LETTER, to=[Address(name, "a@x.fr"), JEAN]))
    assert open_message(raw).headers.addresses("To") == [Address(name, "a@x.fr"), JEAN]
    assert [
        a.addr_spec for a in message_from_bytes(raw, policy=policy.default)["To"].addresses
    ] == [
        "a@x.fr",
        "jean@x.fr",
    ]


SUBJECTS = [
    "Conseil",
    "Été à la mer",
    "=?utf-8?Q?a?=",
    "é" * 500,
    "mot " * 100,
    "x" * 3000,
    "😀 " * 60,
    "a: b",
    "",
]


@pytest.mark.parametrize("subject", [subject.strip() for subject in SUBJECTS])
def test_any_subject_survives_the_journey(subject):
    found = open_message(build(replace(LETTER, subject=subject))).headers.text("Subject")
    assert found.replace(" ", "") == subject.replace(" ", "")


FILES = [
    "a.pdf",
    "mon fichier.pdf",
    'a"b.pdf',
    "Bulletin de Léa.pdf",
    "é" * 120 + ".pdf",
    "x" * 160 + ".pdf",
    "日本.pdf",
    "a;b=c.pdf",
    "100%.pdf",
    "l'été.pdf",
]


@pytest.mark.parametrize("name", FILES)
def test_any_file_name_survives_the_journey(name):
    raw = build(replace(LETTER, attachments=[replace(PDF, name=name)]))
    (ours,) = attachments(open_message(raw).structure)
    theirs = list(message_from_bytes(raw, policy=policy.default).iter_attachments())
    expected = name.replace('"', "_")
    assert (ours.filename, [one.get_filename() for one in theirs]) == (expected, [expected])


def test_an_enclosure_comes_back_octet_for_octet():
    opened = open_message(build(replace(LETTER, attachments=[PDF])))
    (found,) = attachments(opened.structure)
    assert opened.content(found) == PDF.content


def test_text_and_html_come_back_whole():
    letter = replace(
        LETTER, html="<p>" + "été = 1 " * 2000 + "</p>", text="Été\n-- \nLéa\n.\nFrom x\t\n"
    )
    opened = open_message(build(letter))
    found = readable(opened.structure)
    assert opened.text(found.text).replace("\r\n", "\n").rstrip("\n") == letter.text.rstrip("\n")
    assert letter.html in opened.text(found.html)


def test_the_plain_twin_is_made_from_the_html():
    opened = open_message(build(replace(LETTER, html='<p>Voir <a href="https://x.fr">ici</a></p>')))
    assert opened.text(readable(opened.structure).text).strip() == "Voir ici <https://x.fr>"


INJECTIONS = [
    {"subject": "a\r\nBcc: pirate@x.fr"},
    {"subject": "é\nBcc: pirate@x.fr"},
    {"to": [Address("a\r\nBcc: pirate@x.fr", "b@x.fr")]},
    {"to": [Address("a", "b@x.fr>\r\nBcc: pirate@x.fr")]},
    {"sender": Address('a" <x@y>\r\nBcc: pirate@x.fr', "b@x.fr")},
    {"message_id": "<a@b>\r\nBcc: pirate@x.fr"},
    {"in_reply_to": "<a@b>\r\nBcc: pirate@x.fr"},
    {"references": ["<a@b>\r\nBcc: pirate@x.fr"]},
    {"extra": [("X-A", "b\r\nBcc: pirate@x.fr")]},
    {"attachments": [Enclosure("a\r\nBcc: pirate@x.fr", "text/plain", b"")]},
    {"attachments": [Enclosure("a", "text/plain\r\nBcc: pirate@x.fr", b"")]},
    {"attachments": [Enclosure("a", "image/png", b"", content_id="a>\r\nBcc: pirate@x.fr")]},
]


@pytest.mark.parametrize("fields", INJECTIONS)
def test_no_value_makes_a_header_of_its_own(fields):
    raw = build(replace(LETTER, **fields))
    assert [line for line in raw.split(b"\r\n") if line.lower().startswith(b"bcc")] == []
    assert [part["Bcc"] for part in message_from_bytes(raw).walk() if part["Bcc"]] == []


def test_one_recipient_cannot_hide_a_second():
    raw = build(replace(LETTER, to=[Address("a", "b@x.fr, pirate@y.ru")]))
    assert [a.address for a in open_message(raw).headers.addresses("To")] == ["b@x.frpirate@y.ru"]


@pytest.mark.parametrize(
    "name", ["Bcc", "bcc", "From", "Content-Type", "X A", "X:A", "", "X\r\nBcc", "Été"]
)
def test_a_header_name_that_is_ours_or_unfit_is_refused(name):
    with pytest.raises(ValueError):
        build(replace(LETTER, extra=[(name, "a")]))


def longest_line(raw):
    return max(len(line) for line in raw.split(b"\r\n"))


LONG = [
    {"html": "<p>" + "a" * 100_000 + "</p>"},
    {"subject": "a" * 5000},
    {"subject": "é" * 5000},
    {"to": [Address("a" * 2000, f"b{at}@x.fr") for at in range(200)]},
    {"references": [f"<{'a' * 200}{at}@x>" for at in range(30)]},
    {"references": [f"<{'a' * 2000}@x>"]},
    {"extra": [("X-A", "a" * 5000)]},
    {"attachments": [Enclosure("é" * 500, "application/pdf", b"a" * 10_000)]},
    {"attachments": [Enclosure("a.eml", "message/rfc822", b"Subject: " + b"a" * 5000 + b"\n\nb")]},
]


@pytest.mark.parametrize("fields", LONG)
def test_no_line_is_longer_than_smtp_takes(fields):
    raw = build(replace(LETTER, **fields))
    assert longest_line(raw) <= 998
    assert raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r") == 0


MESSAGE = b"From: a@b\r\nSubject: \xe9t\xe9\r\nX-Odd:  two  blanks\r\n\r\n--=_not ours\r\ncorps\r\n"


def test_an_enclosed_message_is_carried_untouched():
    for content in (MESSAGE, MESSAGE.replace(b"\r\n", b"\n")):
        letter = replace(LETTER, attachments=[Enclosure("m.eml", "message/rfc822", content)])
        opened = open_message(build(letter))
        (found,) = attachments(opened.structure)
        assert (found.type, opened.content(found)) == ("message/rfc822", MESSAGE)


def test_an_enclosed_message_that_cannot_travel_goes_as_a_file():
    content = b"Subject: " + b"a" * 2000 + b"\n\nb\n"
    opened = open_message(
        build(replace(LETTER, attachments=[Enclosure("m.eml", "message/rfc822", content)]))
    )
    (found,) = attachments(opened.structure)
    assert (found.type, found.filename, opened.content(found)) == (
        "application/octet-stream",
        "m.eml",
        content,
    )


def test_a_letter_forwarded_ten_times_over_still_opens():
    raw = build(LETTER)
    for _ in range(10):
        raw = build(replace(LETTER, attachments=[Enclosure("m.eml", "message/rfc822", raw)]))
    sections = [p.section for p in open_message(raw).structure.walk(into_messages=True)]
    assert sections[-1] == ".".join("2" * 10) + ".2"


def test_a_letter_built_twice_is_the_same():
    letter = replace(LETTER, attachments=[PDF])
    assert build(letter) == build(letter)


def test_domains_with_accents_are_written_in_ascii():
    raw = build(replace(LETTER, to=[Address("", "a@école.fr")]))
    assert b"To: a@xn--cole-9oa.fr\r\n" in raw


def test_message_identifiers_are_each_new():
    ids = {new_message_id("ac-poitiers.fr") for _ in range(3)}
    assert (len(ids), {one[-16:] for one in ids}) == (3, {"@ac-poitiers.fr>"})


def test_an_original_is_quoted_under_its_intro():
    html = quote_html("<p>a</p>", "Le 2 sept., Léa <lea@x> a écrit :")
    assert html == (
        "<p>Le 2 sept., Léa &lt;lea@x&gt; a écrit :</p>"
        '<blockquote type="cite"><p>a</p></blockquote>'
    )

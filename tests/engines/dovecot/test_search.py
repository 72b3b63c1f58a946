"""Words are found without accents or case, in bodies, subjects and attached files."""

import imaplib
import io
import zipfile
from email.message import EmailMessage

import pytest

from tests.engines.station import Station, message

pytestmark = pytest.mark.engines

ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_words_are_found_without_their_accents(station: Station) -> None:
    box = station.web_imap(station.person("flora"))
    box.append("INBOX", "", "", message("Conseil", "La réunion d'été est à l'École"))
    box.append("Archive", "", "", message("=?utf-8?q?R=C3=A9union_p=C3=A9dagogique?="))
    box.append("Trash", "", "", message("Autre", "réunion"))
    box.select("virtual/All")
    found = {
        query: sorted(folder_of(box, number) for number in box.search("UTF-8", query)[1][0].split())
        for query in (
            'TEXT "reunion"', 'BODY "REUNION"', 'SUBJECT "reunion"', 'BODY "ecole"', 'TEXT "pedagog"', 'TEXT "absent"',
        )
    }  # fmt: skip
    assert found == {
        'TEXT "reunion"': ["Archive", "INBOX"],
        'BODY "REUNION"': ["INBOX"],
        'SUBJECT "reunion"': ["Archive"],
        'BODY "ecole"': ["INBOX"],
        'TEXT "pedagog"': ["Archive"],
        'TEXT "absent"': [],
    }


@pytest.mark.parametrize(
    ("kind", "name", "make"),
    [
        ("application/pdf", "a.pdf", lambda: pdf("Le trimestre commence")),
        (ODT, "a.odt", lambda: archive("content.xml", "<text:p>Le <text:span>trim</text:span>estre commence</text:p>")),
        (DOCX, "a.docx", lambda: archive("word/document.xml", "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Le trim</w:t></w:r><w:r><w:t>estre commence</w:t></w:r></w:p>")),
        ("application/octet-stream", "b.pdf", lambda: pdf("Le trimestre commence")),
    ],
)  # fmt: skip
def test_attached_files_are_searched(station: Station, kind: str, name: str, make: object) -> None:
    box = station.web_imap(station.person(f"gina-{name}-{kind[-3:]}"))
    box.append("INBOX", "", "", attaching(kind, name, make()))  # type: ignore[operator]
    box.select("INBOX")
    for word in ("trimestre", "commence"):
        assert box.search("UTF-8", f'BODY "{word}"') == ("OK", [b"1"])


def test_a_broken_attachment_stops_no_search(station: Station) -> None:
    box = station.web_imap(station.person("hugo"))
    box.append("INBOX", "", "", attaching("application/pdf", "a.pdf", b"%PDF-1.4 nonsense"))
    box.append("INBOX", "", "", attaching(DOCX, "a.docx", b"not a zip"))
    box.append("INBOX", "", "", message("Suite", "après le fichier"))
    box.select("INBOX")
    assert box.search("UTF-8", 'BODY "apres"') == ("OK", [b"3"])


def folder_of(box: imaplib.IMAP4, number: bytes) -> str:
    said: bytes = box.fetch(number.decode(), "(X-MAILBOX)")[1][0]
    return said.decode().rpartition(" ")[2].strip(')"')


def attaching(kind: str, name: str, content: bytes) -> bytes:
    whole = EmailMessage()
    whole["From"], whole["To"], whole["Subject"] = "x@world.example", "y@ac-nord.example", "Fichier"
    whole.set_content("Voir le fichier.")
    main, sub = kind.split("/")
    whole.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return whole.as_bytes().replace(b"\n", b"\r\n")


def archive(part: str, markup: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as files:
        files.writestr(part, f"<?xml version='1.0'?><body>{markup}</body>")
    return held.getvalue()


def pdf(text: str) -> bytes:
    """One page with one line of text: the smallest file pdftotext reads."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(whole)
    whole += b"xref\n0 6\n0000000000 65535 f \n" + table
    return whole + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start

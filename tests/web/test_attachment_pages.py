"""The files of a message: named, saved, shown in place where they cannot run, all in one archive."""

import io
import zipfile

import pytest

from tests.formats.mime.test_mime_tnef import HEAD, attribute, mapi, prop
from tests.formats.test_rtf import SIMPLE as RTF
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, letter
from tests.web.reading import read

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def filed(hire: Engage) -> tuple[Person, str]:
    """A message with an image, a PDF, a text, a program and a page."""
    person = hire()
    made = letter(
        "Des pièces", "Voici.", sender="Karim Benali <karim@ac-poitiers.fr>", to=person.who,
        attachments=(
            ("plan d’été.png", "image/png", PNG),
            ("compte rendu.pdf", "application/pdf", PDF),
            ("liste.csv", "text/csv", "nom;prénom\n".encode()),
            ("outil.exe", "application/x-msdownload", b"MZ"),
            ("page.html", "text/html", b"<script>alert(1)</script>"),
        ),
    )  # fmt: skip
    return person, person.program().keep(made)[0]


def test_attachments_are_told_by_name_kind_and_size(filed: tuple[Person, str]) -> None:
    page = read(*filed)
    told = [
        (
            one.select_one(".attachment-name").get_text(),
            one.select_one(".attachment-kind").get_text().split(" · ")[0],
        )
        for one in page.all(".attachment")
    ]
    assert told == [
        ("plan d’été.png", "Image"), ("compte rendu.pdf", "PDF"), ("liste.csv", "Spreadsheet"),
        ("outil.exe", "File"), ("page.html", "Text"),
    ]  # fmt: skip


def test_an_attachment_is_saved_as_it_was_sent(filed: tuple[Person, str]) -> None:
    person, ident = filed
    links = [
        str(one["href"]) for one in read(person, ident).all("a.button[download][aria-label^=Save]")
    ]
    got = [person.visitor().get(link) for link in links]
    assert [one.body for one in got] == [
        PNG, PDF, "nom;prénom\n".encode(), b"MZ", b"<script>alert(1)</script>",
    ]  # fmt: skip
    kinds = {one.headers["content-type"] for one in got}
    assert kinds == {"application/octet-stream"}
    assert all(one.headers["content-disposition"].startswith("attachment") for one in got)


@pytest.mark.parametrize("section", ["2", "3", "4", "5", "6"])
def test_only_what_cannot_run_is_shown_in_place(filed: tuple[Person, str], section: str) -> None:
    answer = read(*filed, f"part/{section}/x", inline="1")
    shown = answer.headers["content-type"] != "application/octet-stream"
    assert (answer.status, shown) == (200, section in ("2", "3"))
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_preview_shows_images_pdf_and_text(filed: tuple[Person, str]) -> None:
    assert len(read(*filed, "preview/2").all("img.preview-image")) == 1
    assert len(read(*filed, "preview/3").all("iframe.preview-frame")) == 1
    assert read(*filed, "preview/4").one("pre.preview-text").get_text() == "nom;prénom\n"
    assert read(*filed, "preview/5").all(".preview-sheet .empty-title") != []


def test_all_attachments_come_as_one_zip(filed: tuple[Person, str]) -> None:
    answer = read(*filed, "attachments.zip")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        names = archive.namelist()
        image = archive.read("plan d’été.png")
    assert names == ["plan d’été.png", "compte rendu.pdf", "liste.csv", "outil.exe", "page.html"]
    assert image == PNG


def test_two_files_of_one_name_both_stand_in_the_zip(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(
        letter(attachments=(("a.txt", "application/x-a", b"1"), ("A.txt", "application/x-a", b"2")))
    )[0]
    with zipfile.ZipFile(io.BytesIO(read(person, ident, "attachments.zip").body)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.txt": b"1",
            "A (2).txt": b"2",
        }


def test_on_paper_a_message_says_all_its_people_and_files(filed: tuple[Person, str]) -> None:
    words = read(*filed, "print").words
    assert f"{filed[0].name} <{filed[0].address}>" in words
    assert "Karim Benali <karim@ac-poitiers.fr>" in words
    assert "compte rendu.pdf" in words


def test_a_message_enclosed_in_another_is_read_with_its_own_files(hire: Engage) -> None:
    person = hire()
    inner = letter("Dedans", "Le texte enfermé.", attachments=(("i.png", "image/png", PNG),))
    outer = letter("Dehors")
    outer.add_attachment(inner, filename="message.eml")
    ident = person.program().keep(outer)[0]
    preview = str(read(person, ident).one("a.attachment-open")["href"])
    page = person.visitor().follow(person.visitor().get(preview))
    assert page.one("h1").get_text() == f"Dedans {SECRET}"
    assert "Le texte enfermé." in page.words
    assert "i.png" in page.words


def winmail(*props: bytes) -> bytes:
    """A TNEF (MS-OXTNEF) with these MAPI properties and one file."""
    file = attribute(0x9002, bytes(14)) + attribute(0x8010, b"notes.txt\0")
    file += attribute(0x800F, b"des notes")
    return HEAD + attribute(0x9003, mapi(*props)) + file


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (prop(0x102, 0x1009, RTF), "hello world"),
        (prop(0x102, 0x1013, b"<p>En <b>gras</b><script>x()</script></p>"), "En gras"),
        (prop(3, 0x0001, 1), "Outlook wrapped this message in winmail.dat"),
    ],
    ids=["rtf", "html", "nothing"],
)
def test_a_message_that_outlook_wrapped_is_read_and_gives_its_files(
    hire: Engage, body: bytes, said: str
) -> None:
    person = hire()
    made = letter(attachments=(("winmail.dat", "application/ms-tnef", winmail(body)),))
    made.get_payload()[0].set_payload("")  # type: ignore[union-attr,index]
    ident = person.program().keep(made)[0]
    page = read(person, ident)
    assert said in page.one(".message-text").get_text(" ").replace("\n", " ")
    preview = person.visitor().get(str(page.one("a.attachment-open")["href"]))
    link = preview.one(".preview-inside a")
    got = person.visitor().get(str(link["href"]))
    disposition = 'attachment; filename="notes.txt"'
    assert (got.body, got.headers["content-disposition"]) == (b"des notes", disposition)
    there = str(link["href"])
    for other in (there.replace("/0/", "/7/"), there.replace("/2/", "/1/")):
        assert person.visitor().get(other).status == 404

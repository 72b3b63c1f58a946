"""The reader: HTML behind glass, plain text, files, the source, paper; a conversation whole."""

import io
import zipfile

import pytest

from tests.formats.mime.test_mime_tnef import HEAD, attribute, mapi, prop
from tests.formats.test_rtf import SIMPLE as RTF
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, letter
from tests.house.visitor import Answer

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
FRAME_SANDBOX = ["allow-popups", "allow-popups-to-escape-sandbox", "allow-same-origin"]


def read(person: Person, ident: str, tail: str = "", **query: str) -> Answer:
    return person.visitor().get(person.path(tail=f"m/{ident}/{tail}"), **query)


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


def test_a_plain_text_is_read_with_its_links_and_its_quotes_told_apart(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(
        letter(text="Bonjour,\nVoir https://ecole.example/a?b=1&c=2.\n\n> cité\n> encore\n")
    )[0]
    text = read(person, ident).one(".message-text")
    link = text.select_one("a")
    assert (link["href"], link["rel"], link["target"]) == (
        "https://ecole.example/a?b=1&c=2", ["noopener", "noreferrer"], "_blank",
    )  # fmt: skip
    assert len(text.select("blockquote")) == 1


def test_the_long_quote_a_reply_ends_on_is_folded_and_whole_on_paper(hire: Engage) -> None:
    person = hire()
    quote = "".join(f"> ligne {n}\n" for n in range(6))
    made = letter(text="D’accord.")
    made.set_content(f"D’accord.\n\nLe 12 novembre, Claire a écrit :\n{quote}")
    ident = person.program().keep(made)[0]
    text = read(person, ident).one(".message-text")
    details = text.select_one("details")
    assert " ".join(details.extract().get_text(" ").split()[:3]) == "Earlier messages Le"
    assert text.get_text().strip() == "D’accord."
    paper = read(person, ident, "print")
    assert (paper.all("details"), "ligne 5" in paper.words) == ([], True)


def test_the_long_quote_of_a_reply_in_html_is_folded_and_whole_on_paper(hire: Engage) -> None:
    person = hire()
    quote = "<blockquote>" + "<p>Une phrase déjà lue, assez longue.</p>" * 9 + "</blockquote>"
    made = letter()
    made.set_content(f"<p>Oui.</p>{quote}", subtype="html")
    ident = person.program().keep(made)[0]
    visitor = person.visitor()

    def framed(page: Answer) -> Answer:
        return visitor.get(str(page.one("iframe.message-frame")["src"]))

    assert len(framed(read(person, ident)).all("details > blockquote")) == 1
    paper = framed(read(person, ident, "print"))
    assert (len(paper.all("details")), len(paper.all("blockquote"))) == (0, 1)


@pytest.mark.parametrize("html", ["", "<div><br>&nbsp;</div>"])
def test_an_empty_message_says_that_it_is(hire: Engage, html: str) -> None:
    person = hire()
    made = letter()
    made.set_content(" \n")
    if html:
        made.add_alternative(html, subtype="html")
    ident = person.program().keep(made)[0]
    page = read(person, ident)
    assert page.one(".message-blank").get_text() == (
        "This message is empty: its sender wrote nothing in it."
    )
    assert page.all("iframe.message-frame") == []


def test_an_event_of_the_first_of_a_month_is_said_as_french_says_it(hire: Engage) -> None:
    person = hire().prefers(language="fr")
    event = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Conseil\nDTSTART;VALUE=DATE:20261201\nEND:VEVENT\nEND:VCALENDAR\n"
    ident = person.program().keep(letter(attachments=(("e.ics", "text/calendar", event),)))[0]
    page = read(person, ident, "preview/2")
    assert "mardi 1er décembre 2026" in page.words


@pytest.mark.parametrize(("theme", "asked"), [("auto", "auto"), ("dark", "dark"), ("light", "")])
def test_a_frame_stands_on_the_ground_of_the_page(hire: Engage, theme: str, asked: str) -> None:
    person = hire().prefers(theme=theme)
    ident = person.program().keep(letter(html="<p>Salut</p>"))[0]
    url = str(read(person, ident).one("iframe.message-frame")["src"])
    paper = person.visitor().get(url).soup.html["class"]
    assert (f"ground={asked}" in url if asked else "ground" not in url, paper) == (
        True, [asked or "light"],
    )  # fmt: skip


def test_html_is_shown_in_a_sandboxed_frame_under_its_own_policy(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(
        letter(html='<p style="color:red" onclick="x()">Salut</p><script>x()</script>')
    )[0]
    frame = read(person, ident).one("iframe.message-frame")
    body = person.visitor().get(str(frame["src"]))
    assert sorted(frame["sandbox"]) == FRAME_SANDBOX
    assert "default-src 'none'" in body.headers["content-security-policy"]
    assert body.headers["referrer-policy"] == "no-referrer"
    assert body.all("script, [onclick]") == []
    assert "Salut" in body.words


def test_who_it_comes_from_is_always_said(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(
        letter(sender='"recteur@ac-poitiers.fr" <pirate@lointain.example>')
    )[0]
    page = read(person, ident)
    assert page.one(".message-address").get_text() == "pirate@lointain.example"
    assert [one["class"] for one in page.all(".people .badge")] == [["badge", "badge-outside"]]


def test_an_answer_that_would_go_elsewhere_is_warned_of(hire: Engage) -> None:
    person = hire()
    ident = person.program().keep(letter(Reply_To="autre@ailleurs.example"))[0]
    notices = [one.get_text() for one in read(person, ident).all(".notice-words")]
    assert notices == ["An answer would go to autre@ailleurs.example."]


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


def test_the_source_is_one_click_away_and_never_runs(hire: Engage) -> None:
    person = hire()
    made = letter(html="<script>alert(1)</script>")
    ident = person.program().keep(made)[0]
    page = read(person, ident, "source")
    assert page.all("script:not([src])") == []
    assert "<script>alert(1)</script>" in page.one("pre").get_text()


def test_the_message_is_saved_octet_for_octet(hire: Engage) -> None:
    from tests.house.client import octets

    person, made = hire(), letter("Original", html="<p>é</p>")
    ident = person.program().keep(made)[0]
    answer = read(person, ident, "message.eml")
    assert (answer.body, answer.headers["content-type"]) == (octets(made), "message/rfc822")
    assert "Original" in answer.headers["content-disposition"]


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


def test_an_image_of_the_text_is_shown_in_it_and_not_among_the_files(hire: Engage) -> None:
    person = hire()
    made = letter(html='<p>Photo <img src="cid:photo@x" alt="photo"></p>')
    made.get_payload()[1].add_related(PNG, "image", "png", cid="<photo@x>")
    ident = person.program().keep(made)[0]
    page = read(person, ident)
    image = person.visitor().get(str(page.one("iframe.message-frame")["src"])).one("img")
    got = person.visitor().get(str(image["src"]))
    assert (page.all(".attachment"), got.body, got.headers["content-type"]) == (
        [],
        PNG,
        "image/png",
    )


def test_a_conversation_is_stacked_oldest_first_and_read_ones_are_folded(hire: Engage) -> None:
    person = hire(view="threads")
    program = person.program()
    program.keep(letter("Sujet", "Un", message_id="<1@x.example>"), flags=r"(\Seen)", at=1.7e9)
    program.keep(
        letter("Re: Sujet", "Deux", answers="<1@x.example>", message_id="<2@x.example>"),
        flags=r"(\Seen)",
        at=1.7e9 + 60,
    )
    ident = program.keep(letter("Re: Sujet", "Trois", answers="<2@x.example>"), at=1.7e9 + 120)[0]
    stack = read(person, ident).all("details.message")
    assert [one.has_attr("open") for one in stack] == [False, False, True]
    assert "Trois" in stack[2].get_text()
    said = [one.select_one(".message-preview").get_text().split()[:1] for one in stack]  # type: ignore[union-attr]
    assert said == [["Un"], ["Deux"], []]


def test_a_folded_message_has_its_text_once_unfolded(hire: Engage) -> None:
    person = hire(view="threads")
    program = person.program()
    program.keep(
        letter("Sujet", "Le premier texte", message_id="<p@x.example>"), flags=r"(\Seen)", at=1.7e9
    )
    ident = program.keep(letter("Re: Sujet", "Le second", answers="<p@x.example>"), at=1.7e9 + 60)[
        0
    ]
    folded = read(person, ident).all("details.message")[0]
    frame = folded.select_one("iframe.message-frame")
    assert "Le premier texte" in person.visitor().get(str(frame["src"])).words


def test_the_arrows_lead_to_the_neighbours_of_the_list(hire: Engage) -> None:
    person = hire(view="flat")
    ids = person.program().keep(letter("Un"), letter("Deux"), letter("Trois"))
    page = read(person, ids[1])
    steps = {str(one["rel"][0]): str(one["href"]) for one in page.all(".reader-steps a")}
    assert steps == {
        name: person.path(tail=f"m/{ids[n]}/") for name, n in (("prev", 2), ("next", 0))
    }
    assert page.one(".reader-position").get_text() == "2 of 3"


def test_a_message_of_a_search_keeps_the_search_around_it(hire: Engage) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Alpha un"), letter("Bravo"), letter("Alpha deux"))
    visitor = person.visitor()
    found = visitor.get(person.path(), q="objet:alpha")
    page = visitor.get(str(found.all("a.row-link")[0]["href"]))
    assert page.rows() == ["Alpha deux", "Alpha un"]
    assert page.one(".reader-position").get_text() == "1 of 2"


HORRORS = [
    b"", b"\r\n", b"\0", b"no header at all", b"Subject: =?utf-8?B?broken\r\n\r\nx",
    b"Content-Type: multipart/mixed\r\n\r\nno boundary", b"Content-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe",
    b"From: \xe9\xe8\r\nSubject: caf\xe9\r\n\r\ntexte \xe9", b"Content-Type: text/html\r\n\r\n" + b"<div>" * 5000,
    b"Content-Type: message/rfc822\r\n\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 50,
    b"Content-Type: text/html; charset=utf-7\r\n\r\n+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    b"Content-Transfer-Encoding: base64\r\n\r\n!!!!", b"Content-Type: image/svg+xml\r\n\r\n<svg onload='x()'/>",
    b"Date: hier\r\nFrom: <>\r\nTo: @\r\n\r\n", b"Content-Type: application/ms-tnef\r\n\r\nnot tnef",
    b"Subject: " + b"x" * 200_000 + b"\r\n\r\nlong",
]  # fmt: skip


@pytest.mark.parametrize("horror", HORRORS, ids=range(len(HORRORS)))
def test_a_broken_message_opens_in_every_way(hire: Engage, horror: bytes) -> None:
    person = hire()
    ident = person.program().keep(horror.replace(b"\0", b"") or b"\r\n")[0]
    assert person.visitor().get(person.path()).status == 200
    for tail in ("", "body", "source", "message.eml", "print"):
        assert read(person, ident, tail).status == 200
    assert person.visitor().get(f"/mail/{person.box}/compose?reply=inbox/{ident}").status == 302
    assert person.visitor().get(f"/mail/{person.box}/compose?forward=inbox/{ident}").status == 302


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

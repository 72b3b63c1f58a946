"""Messages on paper: a PDF made here, that asks for nothing outside and reads no file."""

import subprocess

import pytest

from preau.engines.press import Page, Unprintable, asking, press
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, letter, unique


def words(pdf: bytes) -> str:
    read = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(read, input=pdf, capture_output=True, check=True).stdout.decode()


def images(pdf: bytes) -> int:
    """How many pictures it holds, their masks apart."""
    listed = subprocess.run(["pdfimages", "-list", "-"], input=pdf, capture_output=True, check=True)
    return sum(line.split()[2] == "image" for line in listed.stdout.decode().splitlines()[2:])


HOSTILE = [
    '<img src="file:///etc/passwd"><link rel="stylesheet" href="file:///etc/passwd">',
    '<link rel="attachment" href="file:///etc/passwd"><p>x</p>',
    '<style>@import "http://127.0.0.1:1/x.css"; p { background: url(file:///etc/hosts) }</style>',
    '<img src="/etc/passwd"><img src="../../../../etc/passwd"><object data="/etc/passwd"></object>',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_the_press_reads_no_file_and_asks_nobody(html: str) -> None:
    made = press([Page(f"<p>mots</p>{html}")], title="x", lang="fr")
    assert (images(made), b"root:" in made, b"/EmbeddedFile" in made) == (0, False, False)
    assert "mots" in words(made)


def test_what_cannot_be_printed_in_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.05)
    with pytest.raises(Unprintable):
        press([Page("<p>x</p>")], title="x", lang="fr")


def test_a_message_becomes_a_pdf_with_its_pictures(hire: Engage) -> None:
    person = hire()
    subject = unique("Conseil")
    made = letter(
        f"{subject} d’école",
        html=f'<p>Ordre du jour {SECRET}</p><img src="cid:un@x"><img src="https://x.example/p.png">',
        to=person.who,
        attachments=(("plan.txt", "text/plain", b"a"),),
    )
    made.get_payload()
    html = made.get_body(("html",))
    assert html is not None
    html.add_related(PNG, "image", "png", cid="<un@x>")
    ident = person.program().keep(made)[0]
    answer = person.visitor().get(f"{person.path()}m/{ident}/message.pdf")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf"), answer.words
    said = words(answer.body)
    assert [word in said for word in (f"{subject} d’école", "Ordre du jour", "plan.txt")] == [
        True
    ] * 3
    assert images(answer.body) == 1


def test_a_conversation_is_one_pdf_and_one_page_to_print(hire: Engage) -> None:
    person = hire()
    subject = unique("Fil")
    first = letter(subject, "Première", to=person.who, message_id=f"<{subject}@x.example>")
    second = letter(f"Re: {subject}", "Seconde", to=person.who, answers=f"<{subject}@x.example>")
    ident = person.program().keep(first, second)[1]
    visitor = person.visitor()
    path = f"{person.path()}m/{ident}/"
    said = words(visitor.get(f"{path}message.pdf?whole=1").body)
    assert said.index("Première") < said.index("Seconde")
    assert len(visitor.get(f"{path}print?whole=1").all("article")) == 2
    assert len(visitor.get(f"{path}print").all("article")) == 1
    assert "Conversation as PDF" in visitor.get(path + "?view=threads").text

"""The files of a letter being written: joined, listed, taken off, refused when too heavy."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from preau.files.actions import linking
from preau.files.models import Content, KeptFile
from preau.mail.actions import joining
from preau.mail.models import DraftAttachment
from tests.house.cast import MEGABYTE, Person
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, SECRET, unique
from tests.house.visitor import Answer, Visitor
from tests.web.drafts import begin, field, row, text, version


def test_of_files_that_arrive_at_once_only_what_the_letter_may_hold_stands_in_it(
    hire: Engage,
) -> None:
    person = hire(academy="paris")
    visitor = person.visitor()
    draft = begin(person, visitor)
    limit = int(str(visitor.get(draft).one("preau-composer")["data-preau-max-size"]))
    half = b"x" * (limit * 6 // 10)

    def upload(number: int) -> int:
        file = (f"gros{number}.bin", "application/x-b", half)
        return visitor.post(draft + "attachments", files=[("file", file)], htmx={}).status

    with ThreadPoolExecutor(3) as together:
        answers = sorted(together.map(upload, range(3)))
    kept = list(row(draft).attachments.all())
    beside = [one.content.size for one in joining.linked(row(draft))]
    assert (answers, [one.size for one in kept], beside) == (
        [200, 200, 200],
        [len(half)],
        [len(half), len(half)],
    )
    folder = (person.house.places.data / "files" / str(kept[0].file.name)).parent
    assert [one.name for one in folder.glob("gros?*.bin")] == [
        str(kept[0].file.name).split("/")[-1]
    ]


def test_files_are_joined_listed_and_taken_off(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    fragment = visitor.post(
        draft + "attachments",
        files=[
            ("file", ("plan d’été.png", "image/png", PNG)),
            ("file", ("b.txt", "text/plain", b"b")),
        ],
        htmx={},
    )
    names = [str(one["data-preau-name"]) for one in fragment.all("[data-preau-attachment]")]
    assert names == ["plan d’été.png", "b.txt"]
    assert visitor.get(str(fragment.all("a.composer-file-name")[0]["href"])).body == PNG
    visitor.post(str(fragment.all("[data-preau-remove]")[0]["formaction"]), htmx={})
    page = visitor.get(draft)
    assert [str(one["data-preau-name"]) for one in page.all("[data-preau-attachment]")] == ["b.txt"]


def test_a_file_taken_off_leaves_nothing_on_the_disk(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    fragment = visitor.post(
        draft + "attachments", files=[("file", ("a.txt", "text/plain", b"a"))], htmx={}
    )
    kept = DraftAttachment.objects.get(draft=row(draft)).file
    path = person.house.places.data / "files" / str(kept.name)
    assert path.read_bytes() == b"a"
    visitor.post(str(fragment.one("[data-preau-remove]")["formaction"]), htmx={})
    assert not path.exists()


def fill_files_of(person: Person) -> None:
    """As if a film took all the room that a person's files have: it has no octets on the disk."""
    film = Content.objects.create(sha256=unique("film"), size=500 * MEGABYTE)
    KeptFile.objects.create(owner=person.account, content=film, name="film.mp4", stays=True)


def test_too_heavy_a_file_is_refused_in_words_and_the_draft_stays(hire: Engage) -> None:
    person = hire(academy="paris")
    visitor = person.visitor()
    draft = begin(person, visitor)
    limit = int(str(visitor.get(draft).one("preau-composer")["data-preau-max-size"]))
    fill_files_of(person)
    answer = visitor.post(
        draft + "attachments",
        files=[("file", ("gros.bin", "application/x-b", b"x" * (limit + 1)))],
        htmx={},
    )
    assert (answer.status, len(answer.toasts)) == (413, 1)
    assert answer.toasts[0].startswith("Your files have no room for it:")
    assert visitor.get(draft).all("[data-preau-attachment]") == []


def plain_form(visitor: Visitor, draft: str, path: str, size: int, **typed: str) -> Answer:
    """As a browser without script posts the whole letter, a file of so many octets at its end."""
    page = visitor.get(draft)
    fields = {"version": version(page), "format": "text", **typed}
    file = ("gros.bin", "application/x-b", b"x" * size)
    return visitor.post(path, fields, files=[("file", file)])  # type: ignore[arg-type]


def test_without_script_a_file_longer_than_anything_leaves_what_is_written(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    words = f"Trois heures de travail {SECRET}"
    answer = plain_form(visitor, draft, draft, 65 * MEGABYTE, subject="Film", text=words)
    said = answer.one(".composer-notices .notice-danger").get_text(" ", strip=True)
    assert (answer.status, said) == (
        413,
        (
            "These files are too heavy to come at once: 64 MB in all without JavaScript, which sends "
            "them bit by bit. They were not attached; what you wrote is kept."
        ),
    )
    assert (field(answer, "subject"), text(answer), answer.all("[data-preau-attachment]")) == (
        "Film",
        words,
        [],
    )
    page = visitor.get(draft)
    assert (field(page, "subject"), text(page), version(page)) == ("Film", words, version(answer))


def test_a_letter_whose_file_is_longer_than_anything_does_not_leave(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor = claire.visitor()
    draft = begin(claire, visitor)
    letter = {"to": karim.address, "subject": "Film", "text": f"Voici {SECRET}"}
    answer = plain_form(visitor, draft, draft + "dispatch", 65 * MEGABYTE, **letter)
    kept = row(draft)
    assert (answer.status, kept.state, kept.subject) == (413, "writing", "Film")


@pytest.mark.parametrize(
    "button", ["attachments/1/remove", "attachments/1/link", "link/1/remove", "uploads/1"]
)
def test_a_button_beside_one_file_keeps_what_is_written_too(hire: Engage, button: str) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    answer = plain_form(visitor, draft, draft + button, 65 * MEGABYTE, subject="Film")
    assert (answer.status, field(answer, "subject"), row(draft).subject) == (413, "Film", "Film")


def test_a_password_typed_for_the_link_is_kept_with_what_is_written(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    joining.link_of(row(draft))
    answer = plain_form(visitor, draft, draft, 65 * MEGABYTE, link_password="ouvre-toi")
    link = joining.link_of(row(draft))
    assert (answer.status, linking.knows_password(link, "ouvre-toi", "")) == (413, True)


def test_a_password_typed_for_the_link_goes_with_what_is_kept_apart(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    first = joining.link_of(row(draft))
    answer = visitor.post(draft, version="0", copy="1", subject="Film", link_password="ouvre-toi")
    other = joining.link_of(row(answer.location))
    first.refresh_from_db()
    assert (first.password, linking.knows_password(other, "ouvre-toi", "")) == ("", True)


def test_what_is_too_long_anywhere_else_is_a_page_and_does_nothing(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    answer = plain_form(visitor, draft, f"{draft}discard", 65 * MEGABYTE)
    assert (answer.status, answer.one("h1").get_text()) == (413, "This is too large")
    assert row(draft).state == "writing"


def test_without_script_a_refused_file_is_told_on_the_page_of_the_letter(hire: Engage) -> None:
    person = hire(academy="paris")
    visitor = person.visitor()
    draft = begin(person, visitor)
    limit = int(str(visitor.get(draft).one("preau-composer")["data-preau-max-size"]))
    fill_files_of(person)
    answer = plain_form(visitor, draft, draft, limit + 1, subject="Film", text=f"Voici {SECRET}")
    said = answer.one(".composer-notices .notice-danger").get_text(" ", strip=True)
    assert (answer.status, said.startswith("Your files have no room for it:")) == (422, True)
    assert (field(answer, "subject"), version(answer)) == ("Film", "1")


def test_a_name_with_a_path_in_it_is_only_a_name(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    fragment = visitor.post(
        draft + "attachments", files=[("file", ("../../etc/passwd", "text/plain", b"x"))], htmx={}
    )
    assert fragment.one("[data-preau-attachment]")["data-preau-name"] == "passwd"

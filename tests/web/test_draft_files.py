"""The files of a letter being written: joined, listed, taken off, refused when too heavy."""

from concurrent.futures import ThreadPoolExecutor

from preau.files.models import Content, KeptFile
from preau.mail.actions import joining
from preau.mail.models import DraftAttachment
from tests.house.cast import MEGABYTE, Person
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, unique
from tests.web.drafts import begin, row


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


def test_a_name_with_a_path_in_it_is_only_a_name(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    fragment = visitor.post(
        draft + "attachments", files=[("file", ("../../etc/passwd", "text/plain", b"x"))], htmx={}
    )
    assert fragment.one("[data-preau-attachment]")["data-preau-name"] == "passwd"

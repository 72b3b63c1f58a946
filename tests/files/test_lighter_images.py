"""Photographs of a letter made lighter on request, and given back as they came."""

import io

from PIL import Image

from preau.mail.models import DraftAttachment
from tests.files.parcels import MB, send
from tests.formats.test_images import photograph
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.visitor import Visitor
from tests.web.drafts import begin, row

PHOTO = photograph(gps=True, turned=6)


def with_photograph(person: Person, visitor: Visitor) -> str:
    draft = begin(person, visitor)
    files = [("file", ("sortie.jpg", "image/jpeg", PHOTO)), ("file", ("a.txt", "text/plain", b"a"))]
    visitor.post(draft + "attachments", files=files, htmx={})  # type: ignore[arg-type]
    return draft


def octets_of(one: DraftAttachment) -> bytes:
    with one.file.open("rb") as file:
        return bytes(file.read())


def test_photographs_become_light_lose_their_place_and_come_back(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = with_photograph(person, visitor)
    light = visitor.post(draft + "images/shrink", htmx={})
    photo, text = row(draft).attachments.order_by("pk")
    made = octets_of(photo)
    assert (Image.open(io.BytesIO(made)).size, b"Exif" in made) == ((1200, 1600), False)
    assert (photo.size, octets_of(text)) == (len(made), b"a")
    assert "Images made lighter:" in light.one(".composer-images").get_text()
    names = [str(one) for one in (photo.file, photo.full)]
    visitor.post(str(light.one(".composer-images button")["formaction"]), htmx={})
    back = row(draft).attachments.order_by("pk")[0]
    kept = [(person.house.places.data / "files" / name).exists() for name in names]
    assert (octets_of(back) == PHOTO, back.size, kept) == (True, len(PHOTO), [False, True])


def test_what_is_light_already_is_said_and_left(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = with_photograph(person, visitor)
    visitor.post(draft + "images/shrink", htmx={})
    again = visitor.post(draft + "images/shrink", htmx={})
    assert (again.status, again.toasts) == (422, ["These images are light already."])


def test_a_letter_thrown_away_leaves_neither_the_light_nor_the_heavy(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = with_photograph(person, visitor)
    visitor.post(draft + "images/shrink", htmx={})
    photo = row(draft).attachments.order_by("pk")[0]
    paths = [person.house.places.data / "files" / str(one) for one in (photo.file, photo.full)]
    assert [one.exists() for one in paths] == [True, True]
    visitor.post(draft + "discard", version="0", htmx={})
    assert [one.exists() for one in paths] == [False, False]


def test_a_photograph_too_heavy_for_the_letter_comes_in_once_it_is_light(hire: Engage) -> None:
    person = hire(academy="paris")
    visitor = person.visitor()
    draft = begin(person, visitor)
    padded = PHOTO + b"\0" * (16 * MB)
    beside = send(visitor, draft, padded, "affiche.jpg", "image/jpeg")
    assert len(beside.all("[data-preau-link] li")) == 1
    visitor.post(draft + "images/shrink", htmx={})
    (photo,) = row(draft).attachments.all()
    assert (photo.name, photo.size < MB, person.account.kept_files.count()) == (
        "affiche.jpg",
        True,
        0,
    )
    visitor.post(draft + "images/restore", htmx={})
    (kept,) = person.account.kept_files.all()
    assert (row(draft).attachments.count(), kept.content.size) == (0, len(padded))

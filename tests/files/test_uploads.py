"""A file comes in several goes: cut, it goes on; too much of it is refused before it comes."""

from datetime import timedelta

from django.utils import timezone

from preau.files import store
from preau.files.actions import receiving
from preau.files.models import Upload
from tests.files.parcels import GO, MB, announce, ask, go, octets, send
from tests.house.fixtures import Engage
from tests.web.drafts import begin, row

FILE = octets(9 * MB, "resumed")


def test_what_is_spoken_is_said(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    said = ask(visitor, "OPTIONS", draft + "uploads")
    assert (said.status, said.headers["tus-version"], said.headers["tus-extension"]) == (
        204,
        "1.0.0",
        "creation,expiration,termination",
    )
    other = ask(visitor, "POST", draft + "uploads", Tus_Resumable="0.2.2", Upload_Length="3")
    assert (other.status, other.headers["tus-version"]) == (412, "1.0.0")


def test_a_cut_upload_goes_on_from_where_it_was_in_another_browser(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    url = announce(visitor, draft, len(FILE), "résumé.zip").location
    assert go(visitor, url, 0, FILE[:GO]).headers["upload-offset"] == str(GO)
    again = person.visitor()
    (waiting,) = again.get(draft).all("[data-preau-unfinished]")
    assert (waiting["data-preau-unfinished"], waiting["data-preau-size"]) == (url, str(len(FILE)))
    standing = ask(again, "HEAD", url)
    assert (standing.headers["upload-offset"], standing.headers["upload-length"]) == (
        str(GO),
        str(len(FILE)),
    )
    for at in range(GO, len(FILE), GO):
        last = go(again, url, at, FILE[at : at + GO])
    with row(draft).attachments.get().file.open("rb") as kept:
        assert (last.status, kept.read() == FILE, ask(again, "HEAD", url).status) == (
            200,
            True,
            404,
        )
    assert list(store.upload_path("x").parent.glob(url.rpartition("/")[2])) == []


def test_a_go_from_elsewhere_or_of_too_much_changes_nothing(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    url = announce(visitor, begin(person, visitor), 10).location
    assert go(visitor, url, 5, b"xxxxx").status == 409
    assert go(visitor, url, 0, b"x" * 11).status == 422
    assert (
        ask(visitor, "PATCH", url, b"x", Upload_Offset="0", Content_Type="text/plain").status == 415
    )
    assert ask(visitor, "HEAD", url).headers["upload-offset"] == "0"
    assert (ask(visitor, "DELETE", url).status, ask(visitor, "HEAD", url).status) == (204, 404)


def test_too_much_is_refused_before_it_comes(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    assert [announce(visitor, draft, size * MB).status for size in (301, 290, 290)] == [
        413,
        201,
        413,
    ]
    assert ask(visitor, "POST", draft + "uploads", Upload_Length="-1").status == 413
    assert Upload.objects.filter(owner=person.account).count() == 1


def test_nobody_goes_on_with_anothers_upload(hire: Engage) -> None:
    person, other = hire(), hire("Karim").visitor()
    visitor = person.visitor()
    url = announce(visitor, begin(person, visitor), 10).location
    assert [ask(other, verb, url).status for verb in ("HEAD", "DELETE")] == [404, 404]
    assert go(other, url, 0, b"x").status == 404
    stranger = hire("Zoé").visitor()
    stranger.cookies.pop("preau_session")
    assert ask(stranger, "HEAD", url).status == 401


def test_what_nobody_goes_on_sending_is_thrown_away(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    url = announce(visitor, begin(person, visitor), 10).location
    go(visitor, url, 0, b"abc")
    path = store.upload_path(url.rpartition("/")[2])
    receiving.forget_abandoned(timezone.now() + timedelta(days=1))
    assert path.read_bytes() == b"abc"
    receiving.forget_abandoned(timezone.now() + timedelta(days=3))
    assert (path.exists(), person.account.uploads.count()) == (False, 0)


def test_a_light_file_sent_in_goes_stands_in_the_letter(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    answer = send(visitor, draft, b"bonjour", "mot.txt")
    kept = row(draft).attachments.get()
    assert (answer.headers["preau-attachment"], kept.name, kept.size) == (
        str(kept.pk),
        "mot.txt",
        7,
    )

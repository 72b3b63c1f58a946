"""The files of a message received are put among one's own; the message stays as it was, and light."""

import hashlib
import time
from email import policy
from email.message import EmailMessage

import pytest

from preau.files import store
from preau.files.models import Content, KeptFile
from preau.mail.doors import mailstore
from tests.files.parcels import MB, octets
from tests.house.cast import Person, open_school
from tests.house.fixtures import Engage
from tests.house.postbag import PNG, letter
from tests.house.visitor import Visitor

REPORT, PLAN = octets(3 * MB, "report"), octets(2 * MB, "plan")
FILES = (
    ("rapport d’été.pdf", "application/pdf", REPORT),
    ("plan.zip", "application/zip", PLAN),
    ("petit.png", "image/png", PNG),
)


def received(person: Person, subject: str = "Comptes", folder: str = "INBOX") -> str:
    made = letter(subject, html="<p>Bonjour</p>", attachments=FILES)
    flags = "\\Seen \\Flagged"
    return person.program().keep(made, folder=folder, flags=flags, at=time.time() - 5e6)[0]


def parts_of(one: EmailMessage) -> list[tuple[str | None, bytes]]:
    return [(part.get_filename(), part.get_content()) for part in one.iter_attachments()]


def heads_of(one: EmailMessage) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in one.items()]


def detach(person: Person, visitor: Visitor, ident: str) -> str:
    """The address of the light message."""
    page = visitor.get(person.path(tail=f"m/{ident}/"))
    return visitor.post(str(page.one("form.attachments-detach")["action"])).location


def test_heavy_files_are_kept_apart_and_the_message_stays_where_and_as_it_was(
    hire: Engage,
) -> None:
    person = hire()
    visitor, program = person.visitor(), person.program()
    ident = received(person)
    (before,) = program.letters()
    where = detach(person, visitor, ident)
    (after,) = program.letters()
    ((uid, flags),) = program.flags().items()
    assert (where, set(flags.split()) - {"\\Recent", "$HasAttachment"}) == (
        person.path(tail=f"m/{ident.partition('-')[0]}-{uid}/"),
        {"\\Seen", "\\Flagged"},
    )
    assert (heads_of(after), after.get_body(("html",)).get_content()) == (  # type: ignore[union-attr]
        heads_of(before),
        before.get_body(("html",)).get_content(),  # type: ignore[union-attr]
    )
    names = [name for name, _content in parts_of(after)]
    assert names == ["rapport d’été.pdf.txt", "plan.zip.txt", "petit.png"]
    assert (parts_of(after)[2][1], len(after.as_bytes()) < 20_000) == (PNG, True)
    assert hashlib.sha256(REPORT).hexdigest() in str(parts_of(after)[0][1])
    assert [content for _name, content in parts_of(before)] == [REPORT, PLAN, PNG]
    page = visitor.get(where)
    urls = [str(one["href"]) for one in page.all("a.attachment-open[href^='/files/kept/']")]
    assert [visitor.get(url).body for url in urls] == [REPORT, PLAN]
    assert page.all("form.attachments-detach") == []
    assert [hire("Karim").visitor().get(url).status for url in urls] == [404, 404]


def test_the_date_stays_and_the_original_comes_back(hire: Engage) -> None:
    person = hire()
    visitor, program = person.visitor(), person.program()
    ident = received(person)
    arrived = dates(person)
    where = detach(person, visitor, ident)
    assert (dates(person), len(program.letters("Trash"))) == (arrived, 1)
    page = visitor.get(where)
    (said,) = page.toasts
    assert said.startswith("2 attachments are in your files: this message weighs 6.")
    token = str(page.one("[data-preau-undo] [name=token]")["value"])
    visitor.post(f"/mail/{person.box}/undo", token=token)
    (back,) = program.letters()
    assert parts_of(back)[0] == ("rapport d’été.pdf", REPORT)
    assert [visitor.get(url).body for url in kept_of(person)] == [REPORT, PLAN]
    assert [name for name, _ in parts_of(program.letters("Trash")[0])][:1] == [
        "rapport d’été.pdf.txt"
    ]


def kept_of(person: Person) -> list[str]:
    return [f"/files/kept/{file.pk}" for file in person.account.kept_files.order_by("pk")]


def test_the_light_message_and_its_files_stay_when_the_original_cannot_come_back(
    hire: Engage,
) -> None:
    person = hire()
    visitor, program = person.visitor(), person.program()
    page = visitor.get(detach(person, visitor, received(person)))
    token = str(page.one("[data-preau-undo] [name=token]")["value"])
    visitor.post(f"/mail/{person.box}/trash/empty")
    visitor.post(f"/mail/{person.box}/undo", token=token)
    (light,) = program.letters()
    assert [name for name, _content in parts_of(light)][:1] == ["rapport d’été.pdf.txt"]
    assert [visitor.get(url).body for url in kept_of(person)] == [REPORT, PLAN]


def test_taking_back_twice_throws_nothing_away(hire: Engage) -> None:
    person = hire()
    visitor, program = person.visitor(), person.program()
    page = visitor.get(detach(person, visitor, received(person)))
    token = str(page.one("[data-preau-undo] [name=token]")["value"])
    for _time in range(2):
        visitor.post(f"/mail/{person.box}/undo", token=token)
    assert (len(program.letters()), len(program.letters("Trash"))) == (1, 1)
    assert [visitor.get(url).body for url in kept_of(person)] == [REPORT, PLAN]


def dates(person: Person) -> list[bytes]:
    with person.program().imap() as line:
        line.select("INBOX", readonly=True)
        found = line.fetch("1:*", "(INTERNALDATE)")[1]
    return [one.split(b'"')[1] for one in found if isinstance(one, bytes)]


def test_without_room_nothing_is_taken_out(hire: Engage) -> None:
    person = hire(academy="paris")
    visitor, program = person.visitor(), person.program()
    made = letter("Film", attachments=(("film.mp4", "video/mp4", octets(9 * MB, "film")),))
    ident = program.keep(made)[0]
    full = keeping_all_room(person)
    path = person.path(tail=f"m/{ident}/detach")
    answer = visitor.post(path, htmx={})
    assert (answer.status, program.letters("Trash"), len(program.letters())) == (422, [], 1)
    assert list(KeptFile.objects.filter(owner=person.account)) == [full]


def keeping_all_room(person: Person) -> KeptFile:
    film = Content.objects.create(sha256="f" * 64, size=45 * MB)
    return KeptFile.objects.create(owner=person.account, content=film, name="film", stays=True)


@pytest.mark.parametrize("folder", ["Trash", "Junk"])
def test_nothing_is_detached_from_what_is_on_its_way_out(hire: Engage, folder: str) -> None:
    person = hire()
    ident = received(person, folder=folder)
    path = person.path(folder.lower(), tail=f"m/{ident}/")
    visitor = person.visitor()
    assert visitor.get(path).all("form.attachments-detach") == []
    assert visitor.post(path + "detach", htmx={}).status == 403


def test_nobody_detaches_anothers_and_a_shared_box_keeps_its_own(hire: Engage) -> None:
    person, other = hire(), hire("Karim").visitor()
    path = person.path(tail=f"m/{received(person)}/detach")
    assert (other.post(path, htmx={}).status, len(person.program().letters())) == (404, 1)
    school = open_school(members=(person,))
    raw = letter("Comptes", attachments=FILES).as_bytes(policy=policy.SMTP)
    with mailstore().open(school.login) as box:
        validity, uid = box.append("INBOX", raw)
    shared, visitor = f"/mail/{school.slug}/inbox/m/{validity}-{uid}/", person.visitor()
    assert visitor.get(shared).all("form.attachments-detach") == []
    assert visitor.post(shared + "detach", htmx={}).status == 403


def test_what_is_signed_stays_whole(hire: Engage) -> None:
    person = hire()
    signed = letter("Signé", attachments=FILES).as_bytes(policy=policy.SMTP)
    kind = b'multipart/signed; protocol="application/pgp-signature"'
    ident = person.program().keep(signed.replace(b"multipart/mixed", kind, 1))[0]
    visitor, path = person.visitor(), person.path(tail=f"m/{ident}/")
    assert visitor.get(path).all("form.attachments-detach") == []
    assert visitor.post(path + "detach", htmx={}).status == 403


def test_a_forged_note_leads_nowhere(hire: Engage) -> None:
    """Anybody may write the mark of a note: it shows as the text it is."""
    person = hire()
    made = letter("Faux")
    made.add_attachment("Bonjour", filename="note.txt")
    raw = made.as_bytes().replace(b'charset="utf-8"', b'charset="utf-8"; x-preau-file="1"')
    ident = person.program().keep(raw)[0]
    page = person.visitor().get(person.path(tail=f"m/{ident}/"))
    assert page.all("a[href^='/files/']") == []


def test_a_file_thrown_away_is_a_note_again(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    where = detach(person, visitor, received(person))
    for file in person.account.kept_files.all():
        assert store.content_path(file.content.sha256).exists()
        visitor.post(f"/files/kept/{file.pk}/removal")
    page = visitor.get(where)
    assert page.all("a[href^='/files/']") == []
    assert "rapport d’été.pdf.txt" in page.words

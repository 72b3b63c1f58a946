"""Archives: made, verified, downloaded, deleted from the mailbox by, and brought back as it was."""

import io
import json
import mailbox
import random
import shutil
import zipfile
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.utils import timezone

from preau.kit.claims import CLAIM_LASTS
from preau.mail import access
from preau.mail.doors import mailstore
from preau.space.access import file_of
from preau.space.actions import counting, forgetting, running
from preau.space.actions.watching import Watch
from preau.space.models import Errand
from tests.house.cast import MEGABYTE, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter
from tests.house.visitor import Visitor
from tests.space.errands import CORPORA, Asked, ask, at_once

Kept = tuple[str, str, tuple[str, ...], str]


def kept(person: Person) -> list[Kept]:
    """Folder, hash, flags, arrival of every message."""
    found = []
    with mailstore().open(person.login) as box:
        for folder in box.folders():
            if folder.role == "all" or not folder.messages:
                continue
            box.select(folder.name)
            for uid in box.uids():
                raw, flags, arrived = box.as_arrived(uid)
                marks = tuple(flag for flag in flags if flag != "\\Recent")
                found.append((folder.name, sha256(raw).hexdigest(), marks, arrived.isoformat()))
    return sorted(found)


def foreign(count: int, seed: int) -> list[bytes]:
    """Mail nobody here wrote, broken ones among them."""
    files = sorted(path for path in CORPORA.rglob("*.eml") if 0 < path.stat().st_size < 400_000)
    if not files:
        pytest.skip("The corpora are not here.")
    return [path.read_bytes() for path in random.Random(seed).sample(files, count)]


def fill(person: Person, seed: int) -> None:
    program = person.program()
    program.make_folder("Réunions", "Réunions/Conseil d’école", "A_B")
    program.keep(*foreign(25, seed), flags=r"(\Seen)")
    program.keep(
        *foreign(15, seed + 1), folder="Réunions/Conseil d’école", flags=r"(\Flagged $label1)"
    )
    program.keep(b"Subject: sans fin", b"From moi\r\n\r\nrien", folder="A_B")
    program.keep(letter("Citée", "From ici\n>From là\n"), folder="Archive")
    program.keep(*foreign(5, seed + 2), folder="Sent", flags=r"(\Answered)")


def packed(person: Person, do: str = "pack all", **fields: str) -> Asked:
    errand = ask(person, do, **fields)
    page = errand.settled()
    assert page.one("#errand-name").get_text(strip=True) == "The archive is ready", page.words
    return errand


def download(errand: Asked) -> bytes:
    answer = errand.visitor.get(str(errand.page().one("a[download]")["href"]))
    assert answer.status == 200
    return answer.body


def delete_all(errand: Asked) -> None:
    deletion = errand.do("delete")
    deletion.settled()
    at_once(deletion.do("yes"))
    deletion.settled()


def upload(person: Person, name: str, octets: bytes) -> Asked:
    visitor = person.visitor()
    file = ("file", (name, "application/zip", octets))
    answer = visitor.post(f"/space/{person.box}/upload", files=[file])
    assert answer.status == 302, answer.words
    return Asked(visitor, answer.location)


@pytest.mark.parametrize(("form", "seed"), [("eml", 1), ("mbox", 2)])
def test_exported_deleted_and_brought_back_it_is_the_same_mailbox(
    hire: Engage, form: str, seed: int
) -> None:
    person = hire("Odile")
    fill(person, seed)
    before = kept(person)
    errand = packed(person, form=form)
    archive = download(errand)
    delete_all(errand)
    assert kept(person) == []
    back = upload(person, "archive.zip", archive)
    assert back.settled().one("#errand-name").get_text(strip=True) == "The archive is back"
    assert kept(person) == before


def test_what_is_still_there_is_not_doubled(hire: Engage) -> None:
    person = hire("Rosa")
    fill(person, 5)
    errand = packed(person)
    archive = download(errand)
    with mailstore().open(person.login) as box:
        box.select("INBOX")
        box.expunge(box.uids()[:10])
        box.select("Sent")
        box.move(box.uids(), "Réunions")
    before = Counter(digest for _folder, digest, _flags, _at in kept(person))
    page = upload(person, "archive.zip", archive).settled()
    assert "10 messages came back into their folders. 38 were still there" in page.words
    after = Counter(digest for _folder, digest, _flags, _at in kept(person))
    assert (after - before).total() == 10


def test_the_zip_says_itself_what_it_holds(hire: Engage) -> None:
    person = hire("Paula")
    person.program().keep(letter("Conseil d’école"), letter("Sortie"))
    with zipfile.ZipFile(io.BytesIO(download(packed(person, "pack folder:inbox")))) as archive:
        names = archive.namelist()
        said = json.loads(archive.read("manifest.json"))["messages"]
        hashes = [sha256(archive.read(one["file"])).hexdigest() for one in said]
    assert names == [
        "Inbox/000001 Conseil d’école couleuvrine.eml",
        "Inbox/000002 Sortie couleuvrine.eml",
        "LISEZ-MOI.txt",
        "manifest.json",
    ]
    assert [one["sha256"] for one in said] == hashes


def test_an_mbox_of_it_is_read_by_python(hire: Engage, tmp_path: Path) -> None:
    person = hire("Mona")
    person.program().keep(letter("Une"), letter("Deux", "From ici\n"))
    octets = download(packed(person, "pack folder:inbox", form="mbox"))
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        (tmp_path / "Inbox.mbox").write_bytes(archive.read("Inbox.mbox"))
    with closing(mailbox.mbox(tmp_path / "Inbox.mbox")) as box:
        assert [one["Subject"].split()[0] for one in box] == ["Une", "Deux"]


def test_a_cut_download_goes_on_from_where_it_was(hire: Engage) -> None:
    person = hire("Zoé")
    person.program().keep(letter("Longue", "x" * 4000))
    errand = packed(person)
    whole, url = download(errand), str(errand.page().one("a[download]")["href"])
    first = errand.visitor.request("GET", url, {"Range": "bytes=0-99"})
    rest = errand.visitor.request(
        "GET", url, {"Range": "bytes=100-", "If-Range": first.headers["etag"]}
    )
    assert (first.status, rest.status) == (206, 206)
    assert first.headers["content-range"] == f"bytes 0-99/{len(whole)}"
    assert first.body + rest.body == whole
    changed = errand.visitor.request("GET", url, {"Range": "bytes=100-", "If-Range": '"other"'})
    assert (changed.status, changed.body) == (200, whole)
    beyond = errand.visitor.request("GET", url, {"Range": f"bytes={len(whole)}-"})
    assert beyond.status == 416


def test_an_archive_that_is_not_sound_deletes_nothing(hire: Engage) -> None:
    person = hire("Yves")
    person.program().keep(letter("Fragile"))
    errand = packed(person)
    row = _row(errand)
    row.detail = {**row.detail, "verified": False, "damaged": 1}
    row.save()
    assert errand.heading() == "This archive is not sound"
    assert errand.visitor.post(f"{errand.url}deed", do="delete").status == 422
    assert len(person.program().find("Fragile")) == 1


def _row(errand: Asked) -> Errand:
    return Errand.objects.get(pk=int(errand.url.rstrip("/").rpartition("/")[2]))


def test_the_file_is_erased_in_its_time_and_its_address_answers_no_more(hire: Engage) -> None:
    person = hire("Tania")
    person.program().keep(letter("Passagère"))
    errand = packed(person)
    url = str(errand.page().one("a[download]")["href"])
    row = _row(errand)
    assert file_of(row).exists()
    forgetting.forget_over(timezone.now() + timedelta(days=8))
    assert not file_of(row).exists()
    assert errand.visitor.get(url).status == 404
    assert errand.heading() == "This archive is no longer kept"


def test_archives_kept_for_long_hold_up_none_that_is_over(hire: Engage) -> None:
    person, now = hire("Tania"), timezone.now()

    def archived(until: datetime, ended_at: datetime) -> Errand:
        return Errand(
            mailbox=person.mailbox, account=person.account, kind=Errand.Kind.PACK,
            state=Errand.State.DONE, made_at=now, due_at=now, ended_at=ended_at,
            detail={"until": until.isoformat()},
        )  # fmt: skip

    long = [archived(now + timedelta(days=9), now) for _ in range(forgetting.A_FEW)]
    short = archived(now + timedelta(days=1), now + timedelta(seconds=1))
    Errand.objects.bulk_create([*long, short])
    forgetting.forget_over(now + timedelta(days=2))
    erased = Errand.objects.filter(account=person.account, detail__has_key="erased")
    assert [one.detail["until"] for one in erased] == [short.detail["until"]]


def test_an_upload_that_was_cut_goes_on_from_what_is_there(hire: Engage) -> None:
    person = hire("Jade")
    program = person.program()
    program.keep(letter("Revenante"))
    errand = packed(person, "pack folder:inbox")
    octets = download(errand)
    delete_all(errand)
    visitor = person.visitor()
    where = begin(person, visitor, len(octets))
    assert where["here"] == 0
    half = len(octets) // 2
    assert push(visitor, where, 0, octets[:half])["here"] == half
    again = begin(person, person.visitor(), len(octets))
    assert (again["here"], again["url"]) == (half, where["url"])
    twice = push(visitor, again, 0, octets[:half])
    assert twice["here"] == half
    assert push(visitor, again, half, octets[half:])["here"] == len(octets)
    Asked(visitor, str(again["page"])).settled()
    assert len(program.find("Revenante")) == 1


def begin(person: Person, visitor: Visitor, size: int) -> dict[str, object]:
    return visitor.post(f"/space/{person.box}/upload", {"name": "a.zip", "size": str(size)}).json


def push(visitor: Visitor, where: dict[str, object], start: int, piece: bytes) -> dict[str, object]:
    headers = {
        "Origin": f"http://{visitor.host}", "X-CSRFToken": visitor.cookies["preau_csrf"],
        "Content-Type": "application/octet-stream",
    }  # fmt: skip
    return visitor.request("POST", f"{where['url']}?from={start}", headers, piece).json


def test_what_is_no_archive_is_refused_in_a_sentence(hire: Engage) -> None:
    person = hire("Léo")
    person.program().keep(letter("Seule"))
    whole = download(packed(person, "pack folder:inbox"))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("un.mbox", b"\0" * 80 * 1024**2)
    before = kept(person)
    for octets in (bomb.getvalue(), _with_one_octet_changed(whole)):
        upload(person, "archive.zip", octets).settled()
        assert kept(person) == before


def _with_one_octet_changed(whole: bytes) -> bytes:
    middle = len(whole) // 3
    return whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :]


def test_messages_of_other_programs_come_in_too(hire: Engage) -> None:
    person = hire("Ana")
    made = letter("D’ailleurs").as_bytes()
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w") as archive:
        archive.writestr("Classement/un.eml", made)
        archive.writestr("../../evil.eml", made.replace(b"D", b"E"))
    upload(person, "autre.zip", octets.getvalue()).settled()
    upload(person, "seul.eml", letter("Un seul").as_bytes()).settled()
    folders = {folder for folder, *_ in kept(person)}
    assert folders == {"INBOX", "Classement"}


def zipped(*octets: bytes) -> bytes:
    """As another program packs them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, one in enumerate(octets):
            archive.writestr(f"Classement/{number}.eml", one)
    return packed.getvalue()


def test_an_import_that_a_full_mailbox_stops_goes_on_once_there_is_room(hire: Engage) -> None:
    person = hire("Nino", quota=MEGABYTE)
    program = person.program()
    made = [letter(f"N° {n}", "x" * 400_000).as_bytes() for n in range(3)]
    errand = upload(person, "trois.zip", zipped(*made))
    assert "The mailbox is full. Make room, then go on" in errand.settled().words
    assert len(program.subjects("Classement")) == 2
    with program.imap() as line:
        line.select("Classement")
        line.store("1", "+FLAGS", "\\Deleted")
        line.expunge()
    page = errand.do("go-on").settled()
    assert "3 messages came back into their folders." in page.words
    # Each came in once, the one that was deleted meanwhile too.
    assert [one.split()[1] for one in program.subjects("Classement")] == ["1", "2"]


class Died(BaseException):
    """Nothing after it is done: no note, no tidying."""


def test_what_a_dying_worker_left_is_begun_again_and_nothing_is_double(
    house: House, hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = hire("Eloi")
    person.program().keep(*[letter(f"Là {n}") for n in range(6)])
    octets = zipped(*[letter(f"Venue {n}").as_bytes() for n in range(6)])
    with house.without("worker"):
        packing, bringing = ask(person, "pack folder:inbox"), upload(person, "six.zip", octets)
        count(packing, person)
        monkeypatch.setattr(Watch, "tell", die_at_the_third)
        for errand in (packing, bringing):
            with pytest.raises(Died):
                running.run(claimed(errand))
        monkeypatch.undo()
        half_made = file_of(_row(packing))
        assert half_made.exists()
        hand_over(half_made.parent)
        Errand.objects.filter(account=person.account).update(
            claimed_at=timezone.now() - CLAIM_LASTS - timedelta(seconds=1)
        )
    assert bringing.settled().one("#errand-name").get_text(strip=True) == "The archive is back"
    assert packing.settled().one("#errand-name").get_text(strip=True) == "The archive is ready"
    with zipfile.ZipFile(io.BytesIO(download(packing))) as archive:
        assert len(json.loads(archive.read("manifest.json"))["messages"]) == 6
    assert len(person.program().subjects("Classement")) == 6
    assert not half_made.exists()


def hand_over(folder: Path) -> None:
    """What the tests, which may be root, left there becomes the worker's own."""
    for path in folder.rglob("*"):
        shutil.chown(path, folder.owner(), folder.group())


def count(errand: Asked, person: Person) -> None:
    row = _row(errand)
    with access.desk(person.account, person.box) as desk:
        counting.count(desk, row, Watch(row))


def claimed(errand: Asked) -> Errand:
    row = _row(errand)
    row.state, row.claimed_at = Errand.State.RUNNING, timezone.now()
    row.save()
    return row


def die_at_the_third(_watch: Watch, messages: int, *_more: object) -> None:
    if messages == 3:
        raise Died


def test_uploads_that_never_come_whole_are_bounded(hire: Engage) -> None:
    person = hire("Ugo")
    visitor = person.visitor()
    begun = [
        visitor.post(f"/space/{person.box}/upload", {"name": f"{n}.zip", "size": "9"})
        for n in range(5)
    ]
    assert [one.status for one in begun] == [200, 200, 200, 200, 422]
    assert "finish or forget them first" in str(begun[-1].json["sentence"])

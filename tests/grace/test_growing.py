"""A mailbox gets more room as its académie says, and it counts at once."""

import pytest

from preau.academies.choices import GrowthWay
from preau.academies.mail import Growth
from preau.grace import rules
from preau.grace.actions import growing
from preau.grace.terms import Terms
from preau.identity.actions import opening
from preau.identity.models import Mailbox, Role
from preau.journal.models import Entry
from tests.house.cast import MEGABYTE, Person
from tests.house.client import arrives
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter, unique
from tests.house.visitor import Answer
from tests.house.waiting import eventually

BINARY = "application/octet-stream"


def limit_seen(person: Person) -> int:
    """As a mail program that signs in now is told."""
    with person.program().imap() as line:
        said = line.getquotaroot("INBOX")[1][1][0]
    assert isinstance(said, bytes)
    return int(said.split()[-1].rstrip(b")")) * 1024


def desk_page(person: Person) -> str:
    """Where the help desk sees this mailbox."""
    return f"/console/boxes/{Mailbox.objects.get(login=person.login).pk}"


def heavy(subject: str, octets: int) -> tuple[str, tuple[tuple[str, str, bytes], ...]]:
    return subject, (("a.bin", BINARY, b"x" * octets),)


def fill(person: Person) -> None:
    subject, files = heavy("Lourd", 710_000)
    person.program().keep(letter(subject, attachments=files))


@pytest.mark.engines
def test_an_owner_enlarges_a_full_mailbox_by_one_click_and_what_waits_arrives(
    house: House, hire: Engage
) -> None:
    person, subject = hire(quota=MEGABYTE), unique("Attendue")
    fill(person)
    _, files = heavy(subject, 200_000)
    arrives(house, letter(subject, attachments=files), person.address)
    visitor = person.visitor()

    def told() -> Answer | None:
        page = visitor.get(person.path())
        return page if "1 message is waiting for room." in page.words else None

    button = eventually(told).one("#fullness form button").get_text()
    visitor.post(f"/mail/{person.box}/enlarge")
    person.program().waits_for(subject)
    entry = Entry.objects.filter(verb="mailbox.enlarged", subject=person.login).get()
    after = visitor.get(person.path())
    assert button.strip() == "Enlarge my mailbox to 101 MB"
    assert (limit_seen(person), entry.detail["size"]) == (101 * MEGABYTE, "101 MB")
    assert after.soup.select("#fullness form") == []


@pytest.mark.engines
def test_a_mailbox_of_paris_grows_by_itself(house: House, hire: Engage) -> None:
    person, subject = hire(quota=MEGABYTE, academy="paris"), unique("Attendue")
    fill(person)
    _, files = heavy(subject, 200_000)
    arrives(house, letter(subject, attachments=files), person.address)
    # Programs that have it open sign in again, to be told.
    eventually(lambda: Mailbox.objects.get(login=person.login).quota_bytes == 26 * MEGABYTE)
    person.program().waits_for(subject)
    person.program().waits_for("enlarged to 26 MB")
    assert limit_seen(person) == 26 * MEGABYTE


@pytest.mark.engines
def test_the_desk_gives_room_with_a_reason_that_the_person_reads(hire: Engage) -> None:
    person, agent = hire("Claire"), hire("Inès")
    opening.give_role(agent.account, Role.Kind.DESK)
    visitor, path = agent.visitor(), f"{desk_page(person)}/room"
    silent = visitor.post(path, megabytes="80", reason=" ")
    kept = limit_seen(person)
    visitor.post(path, megabytes="80", reason="demande K7MP-4Q2X")
    activity = person.visitor().get("/settings/activity").words
    assert (silent.status, kept, limit_seen(person)) == (422, 50 * MEGABYTE, 80 * MEGABYTE)
    assert f"{agent.name} set the room of your mailbox to 80 MB (demande K7MP-4Q2X)." in activity


@pytest.mark.engines
def test_a_colleague_gives_no_room_and_a_shared_box_is_enlarged_by_nobody(hire: Engage) -> None:
    person, other = hire("Claire"), hire("Karim")
    path = f"{desk_page(person)}/room"
    said = other.visitor().post(path, megabytes="80", reason="amitié")
    taken = other.visitor().post(f"/mail/{person.box}/enlarge")
    assert (said.status, taken.status, limit_seen(person)) == (404, 404, 50 * MEGABYTE)


def growth(way: GrowthWay, **how: int) -> Growth:
    return Growth(way=way, step=100, person=300, **how)


@pytest.mark.parametrize(
    ("way", "limit", "size"),
    [
        (GrowthWay.OWNER, 200, 300),
        (GrowthWay.OWNER, 250, 300),
        (GrowthWay.OWNER, 300, 0),
        (GrowthWay.OWNER, 400, 0),
        (GrowthWay.ADAPTIVE, 100, 200),
        (GrowthWay.FIXED, 100, 0),
    ],
)
def test_a_mailbox_grows_by_steps_up_to_its_ceiling(way: GrowthWay, limit: int, size: int) -> None:
    found = rules.next_size(growth(way), "person", limit * MEGABYTE)
    assert found == size * MEGABYTE


@pytest.mark.django_db
@pytest.mark.parametrize(("total", "offered"), [(0, 300), (350, 300), (299, 0)])
def test_no_more_is_promised_than_the_academie_has(
    monkeypatch: pytest.MonkeyPatch, total: int, offered: int
) -> None:
    """One mailbox of 200 MB, and what the whole académie may be promised."""
    box = opening.open_functional_box(
        academy="amiens", address="x@ac-amiens.fr", name="x", quota_bytes=200 * MEGABYTE
    )
    box.kind = Mailbox.Kind.PERSON
    terms = Terms(growth=growth(GrowthWay.OWNER, total=total))
    monkeypatch.setattr(growing, "terms_of", lambda _mailbox: terms)
    assert growing.offered(box) == offered * MEGABYTE


@pytest.mark.django_db
def test_where_mailboxes_are_fixed_nothing_is_offered() -> None:
    box = opening.open_functional_box(
        academy="amiens", address="y@ac-amiens.fr", name="y", quota_bytes=MEGABYTE
    )
    assert (growing.offered(box), growing.adapt(box)) == (0, 0)

"""Slips in the console: made for those one serves, printed, withdrawn, never for others."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from preau.identity.models import Account, Role, Slip
from preau.identity.slips import code_of
from preau.journal.models import Entry
from tests.house.cast import Person, engage
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Answer
from tests.identity.newcomers import NEW, Newcomer, at, head, newcomer


@pytest.fixture
def uai() -> str:
    return unique("09")


@pytest.fixture
def sylvie(house: House, uai: str) -> Person:
    """Head of the school `uai`."""
    return head(house, uai)


@pytest.fixture
def nina(house: House, uai: str) -> Newcomer:
    return newcomer(house, uai=uai)


def manager(house: House, academy: str = "poitiers") -> Person:
    person = engage(house, "Thomas", academy=academy)
    Role.objects.create(account=person.account, kind=Role.Kind.MANAGER)
    return person


def names(answer: Answer) -> list[str]:
    return [one.find(string=True).strip() for one in answer.all(".console-table tbody th")]  # type: ignore[union-attr]


def make(person: Person, *who: Newcomer) -> Answer:
    numbers = [str(one.account.pk) for one in who]
    return person.visitor().post("/console/slips/make", {"id": numbers})


def words_of(octets: bytes, folder: Path) -> str:
    file = folder / "slips.pdf"
    file.write_bytes(octets)
    return subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout


def test_a_head_sees_who_arrives_in_their_school_and_nobody_else(
    house: House, sylvie: Person, nina: Newcomer
) -> None:
    newcomer(house, "Karim", uai=unique("09"))
    page = sylvie.visitor().get("/console/slips/")
    assert names(page) == [nina.account.name]


def test_a_service_sees_the_whole_academie_and_no_other(house: House, nina: Newcomer) -> None:
    thomas, pierre = manager(house), manager(house, "paris")
    query = nina.account.family_name
    assert names(thomas.visitor().get("/console/slips/", q=query)) == [nina.account.name]
    assert names(pierre.visitor().get("/console/slips/", q=query)) == []


@pytest.mark.parametrize("kind", [Role.Kind.DESK, None])
def test_who_may_not_make_slips_finds_no_such_page(house: House, kind: str | None) -> None:
    person = engage(house, "Karim")
    if kind:
        Role.objects.create(account=person.account, kind=kind)
    visitor = person.visitor()
    answers = [visitor.get("/console/slips/"), visitor.post("/console/slips/make", id="1")]
    assert [one.status for one in answers] == [404, 404]


def test_a_slip_is_made_printed_and_lets_its_person_in(
    house: House, sylvie: Person, nina: Newcomer, tmp_path: Path
) -> None:
    batch = make(sylvie, nina).location
    sheet = sylvie.visitor().post(f"{batch}/sheets")
    words = words_of(sheet.body, tmp_path)
    slip = Slip.objects.get(account=nina.account)
    found = re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", words)
    assert (sheet.headers["content-type"], found) == ("application/pdf", [code_of(slip)])
    assert nina.account.name in words
    assert [str(nina.numen), nina.numen.spaced] == [
        one for one in (str(nina.numen), nina.numen.spaced) if one not in words
    ]
    assert slip.state == Slip.State.PRINTED
    visitor = at(house)
    visitor.post("/activate/", **nina.typed(found[0].lower()))
    visitor.post("/activate/password", password=NEW)
    assert nina.account.state == Account.State.ACTIVE
    assert "Used" in sylvie.visitor().get(batch).words


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg is not installed.")
def test_the_square_leads_to_the_page_with_the_code_behind_the_hash(
    house: House, sylvie: Person, nina: Newcomer, tmp_path: Path
) -> None:
    sheet = sylvie.visitor().post(f"{make(sylvie, nina).location}/sheets", each="1")
    (tmp_path / "s.pdf").write_bytes(sheet.body)
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", tmp_path / "s.pdf", tmp_path / "s"], check=True
    )
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", next(tmp_path.glob("s*.png"))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    code = code_of(Slip.objects.get(account=nina.account))
    assert read.stdout.strip() == f"{house.url('poitiers', '/activate/')}#{code}"


def test_four_slips_stand_on_a_page_or_one(
    house: House, sylvie: Person, uai: str, tmp_path: Path
) -> None:
    batch = make(sylvie, *[newcomer(house, uai=uai) for _ in range(5)]).location
    pages = {}
    for each in ("4", "1"):
        octets = sylvie.visitor().post(f"{batch}/sheets", each=each).body
        pages[each] = words_of(octets, tmp_path).count("\f")
    assert pages == {"4": 2, "1": 5}


def test_a_head_makes_no_slip_for_another_school(
    house: House, sylvie: Person, nina: Newcomer
) -> None:
    stranger = newcomer(house, "Karim", uai=unique("09"))
    assert [make(sylvie, stranger).status, make(sylvie, nina, stranger).status] == [404, 404]
    assert Slip.objects.filter(account__in=[stranger.account, nina.account]).count() == 0


def test_a_head_who_left_for_another_school_prints_no_slip_of_the_former(
    house: House, sylvie: Person, nina: Newcomer
) -> None:
    batch = make(sylvie, nina).location
    Role.objects.filter(account=sylvie.account).update(uai=unique("09"))
    page = sylvie.visitor()
    assert names(page.get(batch)) == []
    assert page.post(f"{batch}/sheets").status == 422


def test_nobody_else_sees_prints_or_withdraws_a_batch(
    house: House, sylvie: Person, nina: Newcomer
) -> None:
    batch = make(sylvie, nina).location
    slip = Slip.objects.get(account=nina.account)
    other = head(house, unique("09")).visitor()
    answers = [
        other.get(batch),
        other.post(f"{batch}/sheets"),
        other.post(f"/console/slips/{slip.pk}/revoke"),
    ]
    assert [one.status for one in answers] == [404, 404, 404]
    assert Slip.objects.get(pk=slip.pk).state == Slip.State.MADE


def test_a_lost_slip_is_withdrawn_and_made_again(
    house: House, sylvie: Person, nina: Newcomer
) -> None:
    make(sylvie, nina)
    lost = Slip.objects.get(account=nina.account)
    answer = sylvie.visitor().post(f"/console/slips/{lost.pk}/revoke")
    assert answer.location == "/console/slips/"
    make(sylvie, nina)
    newer = Slip.objects.filter(account=nina.account).latest("pk")
    opened = [
        at(house).post("/activate/", **nina.typed(code_of(one))).status for one in (lost, newer)
    ]
    assert opened == [401, 302]


def test_all_who_have_no_slip_get_one_and_those_who_have_keep_theirs(
    house: House, sylvie: Person, nina: Newcomer, uai: str
) -> None:
    make(sylvie, nina)
    kept = Slip.objects.get(account=nina.account)
    others = [newcomer(house, uai=uai) for _ in range(2)]
    batch = sylvie.visitor().post("/console/slips/make", every="1").location
    made = Slip.objects.filter(batch=int(batch.rpartition("/")[2]))
    assert {one.account_id for one in made} == {one.account.pk for one in others}
    assert Slip.objects.get(pk=kept.pk).is_good


def test_the_journal_counts_what_was_made_printed_and_withdrawn(
    sylvie: Person, nina: Newcomer
) -> None:
    batch = make(sylvie, nina).location
    sylvie.visitor().post(f"{batch}/sheets")
    slip = Slip.objects.get(account=nina.account)
    sylvie.visitor().post(f"/console/slips/{slip.pk}/revoke")
    told = Entry.objects.filter(actor=sylvie.login, verb__startswith="slip").order_by("pk")
    assert [one.verb for one in told] == ["slips.made", "slips.printed", "slip.revoked"]
    assert code_of(slip) not in str(list(told.values()))


def test_two_thousand_slips_are_made_and_printed_within_a_page(house: House, uai: str) -> None:
    """A web server's usual patience is 60 s; this machine may be busy."""
    from preau.identity.models import Person as Staff
    from preau.identity.models import Post

    count = 2000
    staff = Staff.objects.bulk_create(
        Staff(given_name="Ana", family_name=f"Essai {number}") for number in range(count)
    )
    Post.objects.bulk_create(
        Post(person=one, academy="poitiers", function="Professeure", uai=uai) for one in staff
    )
    stem = unique("foule")
    Account.objects.bulk_create(
        Account(
            person=one, academy="poitiers", identifier=f"{stem}-{one.pk}",
            login=f"{stem}-{one.pk}@ac-poitiers.fr", address=f"{stem}.{one.pk}@ac-poitiers.fr",
            given_name="Ana", family_name=one.family_name, state=Account.State.TO_ACTIVATE,
        )
        for one in staff
    )  # fmt: skip
    visitor = head(house, uai).visitor()
    made = visitor.post("/console/slips/make", every="1")
    sheet = visitor.post(f"{made.location}/sheets")
    listed = visitor.get("/console/slips/")
    assert b"/Count 500" in sheet.body
    assert [made.seconds < 20, sheet.seconds < 40, listed.seconds < 3] == [True] * 3
    Account.objects.filter(identifier__startswith=f"{stem}-").delete()

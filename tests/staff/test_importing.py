"""`preau staff import`: what an office sends, and what becomes of it."""

from datetime import date

import pytest
from django.core.management import CommandError
from django.utils import timezone

from preau.academies.registry import academies
from preau.formats.numen import of_staff_file
from preau.formats.table import read_table
from preau.identity.models import (
    Account,
    Address,
    Mailbox,
    Membership,
    Person,
    Post,
    Role,
    SecondAddress,
)
from preau.identity.numens import numen_hash
from preau.people.models import Listing
from preau.staff.actions.bringing import Outcome, bring
from preau.staff.reading import read_staff
from tests.staff.conftest import (
    DUPONT,
    HEADINGS,
    MARTIN,
    Office,
    csv_of,
    ods_of,
    people,
    xlsx_of,
)


@pytest.mark.parametrize(
    "octets",
    [
        csv_of(MARTIN),
        csv_of(MARTIN).decode().encode("cp1252"),
        csv_of(MARTIN).decode().encode("utf-8-sig"),
        csv_of(MARTIN).decode().encode("utf-16"),
        csv_of(MARTIN).replace(b";", b","),
        csv_of(MARTIN).replace(b";", b"\t"),
        csv_of("", MARTIN, headings=f"Liste des personnels au 1er septembre\r\n\r\n{HEADINGS}"),
        ods_of(MARTIN),
        xlsx_of(MARTIN),
    ],
    ids=["utf-8", "cp1252", "marked", "utf-16", "commas", "tabs", "a title", "ods", "xlsx"],
)
def test_a_staff_file_opens_accounts_whatever_wrote_it(office: Office, octets: bytes) -> None:
    office.bring(octets)
    assert people() == [("jmartin", "jeanne.martin", "to_activate")]
    person = Person.objects.get()
    assert (person.given_name, person.family_name) == ("Jeanne", "Martin")
    assert person.birth_date == date(1980, 3, 2)
    post = Post.objects.get()
    assert (post.function, post.uai, post.in_force) == ("Professeure", "0860001J", True)
    assert post.school_name == "Lycée des Trois-Chênes"


def test_the_numen_is_kept_only_as_its_keyed_hash(office: Office) -> None:
    said = office.bring(csv_of(MARTIN.replace("13E9501234ABC", " 13 e 95 01234-abc ")))
    expected = numen_hash(of_staff_file("13E9501234ABC"))
    assert Person.objects.get().numen_hash == expected
    assert "01234" not in said


def test_a_numen_of_an_odd_shape_is_taken_since_the_file_says_so(office: Office) -> None:
    office.bring(csv_of(MARTIN.replace("13E9501234ABC", "13E9501234AB")))
    assert people() == [("jmartin", "jeanne.martin", "to_activate")]


def test_each_account_has_its_box_and_the_room_of_the_academie(office: Office) -> None:
    office.bring(csv_of(MARTIN))
    box = Mailbox.objects.get(login="jmartin@ac-poitiers.fr")
    assert (box.address, box.name) == ("jeanne.martin@ac-poitiers.fr", "Jeanne Martin")
    assert (box.quota_bytes, box.is_active) == (200 * 1024 * 1024, True)
    assert Membership.objects.get(mailbox=box).is_owner


def test_what_one_line_says_wrong_stops_no_other(office: Office) -> None:
    said = office.bring(
        csv_of(
            "13E9500001AAA;Un;Anne;31/02/1980;;;",
            "13E9500002AAA;Deux;Anne;;Professeure;0860001A;",
            ";Trois;Anne;;;;",
            "13E9500004AAA;;Anne;;;;",
            MARTIN,
            MARTIN.replace("MARTIN;Jeanne", "Autre;Personne"),
        )
    )
    assert people() == [("jmartin", "jeanne.martin", "to_activate")]
    assert [line.strip() for line in said.splitlines() if "line " in line][1:] == [
        "line 2 · the birth date “31/02/1980” is no day of a calendar.",
        "line 3 · 0860001A cannot be right: 0860001 is followed by J.",
        "line 4 · The NUMEN is missing.",
        "line 5 · the name or the first name is missing.",
        "line 7 · this NUMEN is Jeanne Martin’s already, on line 6.",
    ]


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (b"", "The file is empty."),
        (
            b"Nom;Age\r\nMartin;40\r\n",
            "There is no column “NUMEN”, “prénom” in the first 10 lines.",
        ),
        (b"\x00\x01\x02\x03", "neither a CSV file nor an ODS or XLSX workbook"),
        (b"PK\x03\x04broken", "This workbook cannot be read: is it damaged, or closed?"),
    ],
)
def test_a_file_that_is_no_staff_file_is_refused_whole(
    office: Office, octets: bytes, reason: str
) -> None:
    with pytest.raises(CommandError) as refused:
        office.bring(octets)
    assert reason in str(refused.value)


def test_a_dry_run_says_all_and_does_nothing(office: Office) -> None:
    said = office.bring(csv_of(MARTIN, DUPONT), "--dry-run")
    assert said.splitlines() == [
        "Nothing was written: this is what would be done.",
        "2 accounts opened",
        "  line 2 · jmartin@ac-poitiers.fr · jeanne.martin@ac-poitiers.fr",
        "  line 3 · jdupont@ac-poitiers.fr · jean.dupont@ac-poitiers.fr",
        "0 people changed",
        "0 people as before",
    ]
    assert people() == []


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    office.bring(csv_of(MARTIN, DUPONT))
    before = list(Account.objects.values()), list(Post.objects.values())
    said = office.bring(csv_of(MARTIN, DUPONT))
    assert said.splitlines() == [
        "0 accounts opened",
        "0 people changed",
        "2 people as before",
    ]
    assert (list(Account.objects.values()), list(Post.objects.values())) == before


def test_an_import_that_was_cut_goes_on_where_it_stopped(office: Office) -> None:
    octets = csv_of(*(f"13E95{n:05}AAA;Martin;Anne;;;;" for n in range(700)))
    academy = academies().of("poitiers")
    with pytest.raises(Cut):
        bring(academy, read_staff(read_table(octets), academy), by="test", tell=cut)
    assert Account.objects.count() == 500
    assert office.bring(octets).splitlines()[0] == "200 accounts opened"
    assert Account.objects.count() == Mailbox.objects.count() == 700
    assert len({one.address for one in Account.objects.all()}) == 700


class Cut(Exception):
    pass


def cut(_: Outcome) -> None:
    raise Cut


def test_homonyms_compound_names_and_apostrophes_each_have_a_name_of_their_own(
    office: Office,
) -> None:
    office.bring(
        csv_of(
            "13E9500001AAA;LE GOFF;Marie-Ève;;;;",
            "13E9500002AAA;D’Alès;Gaël;;;;",
            "13E9500003AAA;MARTIN;Jean;;;;",
            "13E9500004AAA;MARTIN;Jean;;;;",
            "13E9500005AAA;Martin;Julie;;;;",
        )
    )
    assert [(identifier, address) for identifier, address, _ in people()] == [
        ("mlegoff", "marie-eve.le-goff"),
        ("gdales", "gael.dales"),
        ("jmartin", "jean.martin"),
        ("jmartin1", "jean.martin1"),
        ("jmartin2", "julie.martin"),
    ]


def test_several_lines_of_one_person_are_several_posts(office: Office) -> None:
    other = "13E9501234ABC;Martin;Jeanne;02/03/1980;Professeure;0790709S;Collège du Marais"
    office.bring(csv_of(MARTIN, other))
    assert people() == [("jmartin", "jeanne.martin", "to_activate")]
    assert list(Post.objects.order_by("uai").values_list("uai", flat=True)) == [
        "0790709S",
        "0860001J",
    ]


def test_who_changes_name_has_a_new_address_and_keeps_the_old_one_for_life(office: Office) -> None:
    office.bring(csv_of(MARTIN))
    office.bring(csv_of(MARTIN.replace("MARTIN", "Durand-Lefèvre")))
    assert people() == [("jmartin", "jeanne.durand-lefevre", "to_activate")]
    reaching = Address.objects.filter(mailbox__login="jmartin@ac-poitiers.fr")
    assert sorted(reaching.values_list("address", flat=True)) == [
        "jeanne.durand-lefevre@ac-poitiers.fr",
        "jeanne.martin@ac-poitiers.fr",
        "jmartin@ac-poitiers.fr",
    ]
    office.bring(csv_of("13E9500009AAA;Martin;Jeanne;;;;"))
    assert people()[1] == ("jmartin1", "jeanne.martin1", "to_activate")


def test_an_accent_put_right_leaves_the_address(office: Office) -> None:
    office.bring(csv_of("13E9500001AAA;Lefevre;Zoe;;;;"))
    office.bring(csv_of("13E9500001AAA;Lefèvre;Zoé;;;;"))
    account = Account.objects.get()
    assert (account.name, account.address) == ("Zoé Lefèvre", "zoe.lefevre@ac-poitiers.fr")


def test_the_directory_shows_the_post_of_today(office: Office) -> None:
    office.bring(csv_of(MARTIN))
    Account.objects.update(state=Account.State.ACTIVE)
    office.bring(csv_of(MARTIN.replace("0860001J;Lycée des Trois-Chênes", "0790709S;Collège Vert")))
    assert Listing.objects.get().detail == "Professeure, Collège Vert"
    assert sorted(Post.objects.values_list("uai", "in_force")) == [
        ("0790709S", True),
        ("0860001J", False),
    ]


def test_a_head_of_school_gets_the_role_and_the_schools_box(office: Office) -> None:
    school = Mailbox.objects.create(
        academy="poitiers", login="ce.0860001j@ac-poitiers.fr", address="ce.0860001j@ac-poitiers.fr",
        name="Lycée", kind=Mailbox.Kind.SCHOOL, quota_bytes=1,
    )  # fmt: skip
    office.bring(csv_of(MARTIN, DUPONT))
    assert [(one.account.identifier, one.kind, one.uai) for one in Role.objects.all()] == [
        ("jdupont", "head", "0860001J")
    ]
    assert [one.account.identifier for one in school.memberships.all()] == ["jdupont"]
    office.bring(csv_of(DUPONT.replace("Proviseur", "Professeur")))
    assert Role.objects.count() == 0


def test_the_second_address_is_noted_and_a_proved_one_is_left(office: Office) -> None:
    headings = "NUMEN;Nom;Prénom;Adresse de secours"
    office.bring(csv_of("13E9500001AAA;Un;Anne;anne@maison.example", headings=headings))
    second = SecondAddress.objects.get()
    assert (second.address, second.is_proved) == ("anne@maison.example", False)
    SecondAddress.objects.update(proved_at=timezone.now())
    office.bring(csv_of("13E9500001AAA;Un;Anne;autre@maison.example", headings=headings))
    assert SecondAddress.objects.get().address == "anne@maison.example"


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("attendu", "", "expected"),
        ("", "", "to_activate"),
        ("suspendu", "active", "suspended"),
        ("à activer", "expected", "to_activate"),
        ("en activité", "active", "active"),
        ("attendu", "active", "active"),
        ("parti", "active", "left"),
        ("", "left", "to_activate"),
    ],
)
def test_the_state_follows_what_the_file_says(
    office: Office, said: str, before: str, after: str
) -> None:
    headings = "NUMEN;Nom;Prénom;État"
    if before:
        office.bring(csv_of("13E9500001AAA;Un;Anne;", headings=headings))
        Account.objects.update(state=before)
    office.bring(csv_of(f"13E9500001AAA;Un;Anne;{said}", headings=headings))
    assert people() == [("aun", "anne.un", after)]


def test_the_numen_of_somebody_else_changes_nobody(office: Office) -> None:
    office.bring(csv_of(MARTIN))
    said = office.bring(csv_of("13E9501234ABC;Durand;Paul;01/01/1990;;;"))
    assert "that of somebody with another name and birth date" in said
    assert people() == [("jmartin", "jeanne.martin", "to_activate")]


def test_who_is_missing_from_a_complete_file_is_proposed_as_leaving(office: Office) -> None:
    crowd = [f"13E95{number:05}AAA;Nom{chr(97 + number)};Anne;;;;" for number in range(25)]
    office.bring(csv_of(*crowd))
    said = office.bring(csv_of(*crowd[1:]), "--complete")
    assert said.splitlines()[-2:] == [
        "1 person proposed as leaving",
        "  anoma@ac-poitiers.fr · missing from the file",
    ]
    assert "anoma@ac-poitiers.fr  missing, proposed" in office("leaving", "--academy", "poitiers")
    office.bring(csv_of(*crowd))
    assert office("leaving", "--academy", "poitiers") == "0 to close.\n"


def test_a_complete_file_that_lacks_too_many_is_refused_whole(office: Office) -> None:
    office.bring(csv_of(MARTIN, DUPONT))
    new = "13E9500009AAA;Neuf;Anne;;;;"
    with pytest.raises(CommandError) as refused:
        office.bring(csv_of(MARTIN, new), "--complete")
    assert "1 of 2 people are missing from this file, more than 5 %" in str(refused.value)
    assert len(people()) == 2
    office.bring(csv_of(MARTIN, new), "--complete", "--confirm-leaving")
    assert "jdupont@ac-poitiers.fr" in office("leaving", "--academy", "poitiers")


def test_a_line_that_cannot_be_used_makes_nobody_leave(office: Office) -> None:
    office.bring(csv_of(MARTIN))
    office.bring(csv_of(MARTIN.replace("0860001J", "0860001A")), "--complete")
    assert office("leaving", "--academy", "poitiers") == "0 to close.\n"


def test_the_report_tells_every_line_and_no_numen(office: Office) -> None:
    path = office.folder / "report.csv"
    office.bring(csv_of(MARTIN, ";Trois;Anne;;;;"), "--report", str(path))
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "place;what;login;detail",
        "line 3;mistake;;The NUMEN is missing.",
        "line 2;opened;jmartin@ac-poitiers.fr;jeanne.martin@ac-poitiers.fr",
    ]

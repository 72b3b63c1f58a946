"""What midnight changes: posts, departures, addresses; a second before, and a second after."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from time_machine import travel

from preau.identity.models import Account, Mailbox, Membership, Post, Relocation, Role
from preau.people.models import Listing
from preau.staff.actions.due import apply_due
from tests.staff.conftest import Office, csv_of

PARIS = ZoneInfo("Europe/Paris")
HEADINGS = "NUMEN;Nom;Prénom;Fonction;UAI;Date de début;Date de fin"
HEAD = "13E9604321XYZ;Dupont;Jean;Proviseur;0860001J;01/09/2026;31/08/2027"


def at(day: int, month: int, hour: int, minute: int, second: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=PARIS)


def in_force() -> list[tuple[str, bool]]:
    return list(Post.objects.order_by("pk").values_list("function", "in_force"))


@pytest.fixture
def school(db: None) -> Mailbox:
    address = "ce.0860001j@ac-poitiers.fr"
    return Mailbox.objects.create(
        academy="poitiers", login=address, address=address, name="Lycée", kind="school", quota_bytes=1
    )  # fmt: skip


def test_a_post_begins_with_its_first_day(office: Office, school: Mailbox) -> None:
    with travel(at(25, 8, 10, 0, 0), tick=False):
        office.bring(csv_of(HEAD, headings=HEADINGS))
        Account.objects.update(state=Account.State.ACTIVE)
    with travel(at(31, 8, 23, 59, 59), tick=False):
        assert (apply_due(), in_force(), Role.objects.count()) == (0, [("Proviseur", False)], 0)
    with travel(at(1, 9, 0, 0, 1), tick=False):
        assert (apply_due(), in_force()) == (1, [("Proviseur", True)])
        assert Role.objects.get().uai == "0860001J"
        assert school.memberships.get().account.identifier == "jdupont"
        assert Listing.objects.get(account__isnull=False).detail == "Proviseur"
        assert apply_due() == 0


def test_an_academie_that_is_served_no_more_stops_nobody_else(office: Office) -> None:
    gone = HEAD.replace("13E9604321XYZ", "13E9604322XYZ").replace("Dupont;Jean", "Martin;Anne")
    with travel(at(1, 9, 10, 0, 0), tick=False):
        office.bring(csv_of(gone, HEAD, headings=HEADINGS))
        elsewhere = Account.objects.get(family_name="Martin")
        Account.objects.filter(pk=elsewhere.pk).update(academy="fermee")
        Post.objects.filter(person=elsewhere.person_id).update(academy="fermee")
    with travel(at(1, 9, 0, 0, 1, year=2027), tick=False):
        assert apply_due() == 1
        assert in_force() == [("Proviseur", True), ("Proviseur", False)]


def test_a_post_ends_after_its_last_day_with_all_its_rights(
    office: Office, school: Mailbox
) -> None:
    with travel(at(1, 9, 10, 0, 0), tick=False):
        office.bring(csv_of(HEAD, headings=HEADINGS))
        Account.objects.update(state=Account.State.ACTIVE)
    with travel(at(31, 8, 23, 59, 59, year=2027), tick=False):
        assert (apply_due(), Role.objects.count(), school.memberships.count()) == (0, 1, 1)
    with travel(at(1, 9, 0, 0, 1, year=2027), tick=False):
        assert (apply_due(), Role.objects.count(), school.memberships.count()) == (1, 0, 0)
        assert Listing.objects.get(account__isnull=False).detail == ""
        assert Membership.objects.get().is_owner


def test_what_another_post_at_the_school_gives_is_kept(office: Office, school: Mailbox) -> None:
    teacher = "13E9604321XYZ;Dupont;Jean;Professeur;0860001J;01/09/2026;"
    with travel(at(1, 9, 10, 0, 0), tick=False):
        office.bring(csv_of(HEAD, teacher, headings=HEADINGS))
    with travel(at(1, 9, 0, 0, 1, year=2027), tick=False):
        apply_due()
        assert (Role.objects.count(), school.memberships.count()) == (0, 1)
        assert office("leaving", "--academy", "poitiers") == "0 to close.\n"


def test_after_the_last_post_the_account_closes_when_the_grace_is_over(office: Office) -> None:
    with travel(at(1, 9, 10, 0, 0), tick=False):
        office.bring(csv_of(HEAD, headings=HEADINGS))
    with travel(at(1, 9, 0, 0, 1, year=2027), tick=False):
        apply_due()
    with travel(at(1, 10, 23, 59, 59, year=2027), tick=False):
        assert (apply_due(), Account.objects.get().state) == (0, "to_activate")
    with travel(at(2, 10, 0, 0, 1, year=2027), tick=False):
        assert (apply_due(), Account.objects.get().state) == (1, "left")


def test_a_new_post_withdraws_the_departure_that_was_proposed(office: Office) -> None:
    with travel(at(1, 9, 10, 0, 0), tick=False):
        office.bring(csv_of(HEAD, headings=HEADINGS))
    with travel(at(1, 9, 10, 0, 0, year=2027), tick=False):
        apply_due()
        office.bring(csv_of(HEAD.replace("01/09/2026;31/08/2027", ";"), headings=HEADINGS))
        assert office("leaving", "--academy", "poitiers") == "0 to close.\n"


def test_a_decided_departure_waits_for_the_end_of_its_last_day(office: Office) -> None:
    with travel(at(1, 9, 10, 0, 0), tick=False):
        office.bring(csv_of(HEAD, headings=HEADINGS))
        office("leave", "jdupont@ac-poitiers.fr", "--last-day", "30/06/2027")
    with travel(at(30, 6, 23, 59, 59, year=2027), tick=False):
        assert apply_due() == 0
    with travel(at(1, 7, 0, 0, 1, year=2027), tick=False):
        assert (apply_due(), Account.objects.get().state) == (1, "left")
        assert Mailbox.objects.get().is_active is False


def test_who_is_named_by_another_academie_moves_there_when_the_post_begins(
    office: Office,
) -> None:
    with travel(at(1, 9, 10, 0, 0), tick=False):
        office.bring(csv_of(HEAD, headings=HEADINGS))
    with travel(at(20, 8, 10, 0, 0, year=2027), tick=False):
        there = "13E9604321XYZ;Dupont;Jean;Proviseur;0750362L;01/09/2027;"
        said = office.bring(csv_of(there, headings=HEADINGS), academy="paris")
        assert (
            "jdupont@ac-paris.fr · jean.dupont@ac-paris.fr, comes from jdupont@ac-poitiers.fr"
            in said
        )
    with travel(at(31, 8, 23, 59, 59, year=2027), tick=False):
        apply_due()
        assert states() == [("poitiers", "to_activate"), ("paris", "to_activate")]
    with travel(at(1, 9, 0, 0, 1, year=2027), tick=False):
        apply_due()
        assert states() == [("poitiers", "left"), ("paris", "to_activate")]
        assert Account.objects.values_list("person").distinct().count() == 1
        assert relocated() == [
            ("jdupont@ac-poitiers.fr", "jean.dupont@ac-paris.fr"),
            ("jean.dupont@ac-poitiers.fr", "jean.dupont@ac-paris.fr"),
        ]


def test_the_old_address_and_the_old_box_end_with_their_time(office: Office) -> None:
    with travel(at(1, 9, 10, 0, 0), tick=False):
        office.bring(csv_of(HEAD, headings=HEADINGS))
        office("move", "jdupont@ac-poitiers.fr", "--to", "paris")
    with travel(at(1, 9, 23, 59, 59, year=2027), tick=False):
        assert (apply_due(), len(relocated())) == (0, 2)
        assert Account.objects.get(academy="paris").memberships.count() == 2
    with travel(at(2, 9, 0, 0, 1, year=2027), tick=False):
        assert (apply_due(), relocated()) == (1, [])
        assert Account.objects.get(academy="paris").memberships.count() == 1
        assert Mailbox.objects.get(academy="poitiers").is_active is False


def test_who_moves_twice_is_found_at_the_last_place_and_who_comes_back_at_home(
    office: Office,
) -> None:
    with travel(at(1, 9, 10, 0, 0), tick=False):
        office.bring(csv_of(HEAD, headings=HEADINGS))
        office("move", "jdupont@ac-poitiers.fr", "--to", "paris")
        office("move", "jdupont@ac-paris.fr", "--to", "amiens")
        assert set(dict(relocated()).values()) == {"jean.dupont@ac-amiens.fr"}
        office("move", "jean.dupont@ac-amiens.fr", "--to", "poitiers")
    assert {old.rpartition("@")[2] for old, _ in relocated()} == {"ac-paris.fr", "ac-amiens.fr"}
    assert set(dict(relocated()).values()) == {"jean.dupont@ac-poitiers.fr"}
    assert states() == [("poitiers", "to_activate"), ("paris", "left"), ("amiens", "left")]


def test_an_address_left_behind_is_never_given_to_somebody_else(office: Office) -> None:
    office.bring(csv_of(HEAD, headings=HEADINGS))
    office("leave", "jean.dupont@ac-poitiers.fr")
    office.bring(csv_of(HEAD.replace("13E9604321XYZ", "13E9600000XYZ"), headings=HEADINGS))
    assert Account.objects.latest("pk").address == "jean.dupont1@ac-poitiers.fr"
    assert Account.objects.latest("pk").identifier == "jdupont1"


def states() -> list[tuple[str, str]]:
    return list(Account.objects.order_by("pk").values_list("academy", "state"))


def relocated() -> list[tuple[str, str]]:
    return list(Relocation.objects.order_by("address").values_list("address", "new_address"))

"""`preau staff entrust` and `relieve`: who helps and administers a whole académie."""

import pytest
from django.core.management import CommandError

from preau.identity.models import Account
from preau.journal.models import Entry
from tests.staff.conftest import MARTIN, Office, csv_of

MARTIN_LOGIN = "jmartin@ac-poitiers.fr"


def duties() -> list[tuple[str, str]]:
    return list(Account.objects.get(login=MARTIN_LOGIN).roles.values_list("kind", "uai"))


def test_the_desk_is_entrusted_to_somebody_and_taken_back(office: Office) -> None:
    office.bring(csv_of(MARTIN))
    said = office("entrust", "Jeanne.Martin@ac-poitiers.fr", "desk")
    assert said == f"{MARTIN_LOGIN} has the duty “desk”.\n"
    assert duties() == [("desk", "")]
    again = office("entrust", MARTIN_LOGIN, "desk")
    assert (again, duties()) == (f"{MARTIN_LOGIN} had already the duty “desk”.\n", [("desk", "")])
    assert (
        office("relieve", MARTIN_LOGIN, "desk") == f"{MARTIN_LOGIN} has no more the duty “desk”.\n"
    )
    assert duties() == []
    assert (
        office("relieve", MARTIN_LOGIN, "desk") == f"{MARTIN_LOGIN} did not have the duty “desk”.\n"
    )


def test_a_duty_given_and_taken_stands_once_in_the_journal(office: Office) -> None:
    office.bring(csv_of(MARTIN))
    for verb in ("entrust", "entrust", "relieve", "relieve"):
        office(verb, MARTIN_LOGIN, "manager")
    written = Entry.objects.filter(verb__startswith="role.").order_by("pk")
    assert list(written.values_list("verb", "subject", "actor", "detail")) == [
        ("role.given", MARTIN_LOGIN, "preau staff", {"about": "manager"}),
        ("role.taken", MARTIN_LOGIN, "preau staff", {"about": "manager"}),
    ]


def test_who_has_left_is_entrusted_with_nothing(office: Office) -> None:
    office.bring(csv_of(MARTIN))
    office("leave", MARTIN_LOGIN)
    with pytest.raises(CommandError, match=f"{MARTIN_LOGIN} has left."):
        office("entrust", MARTIN_LOGIN, "administrator")
    assert duties() == []


def test_a_head_is_one_by_the_post_and_not_by_name(office: Office) -> None:
    office.bring(csv_of(MARTIN))
    with pytest.raises(CommandError, match="invalid choice: 'head'"):
        office("entrust", MARTIN_LOGIN, "head")
    assert duties() == []

"""The demonstration's staff files and newcomers: there once, marked, and nothing of them real."""

import pytest

from preau.academies.registry import academies
from preau.identity.actions import opening
from preau.identity.actions.handing_over import revoke_slip
from preau.identity.models import Account, Person, Slip
from preau.ops.demo.arrivals import newcomers, staff_file
from preau.ops.demo.cast import cast
from preau.ops.newcomers import bring_newcomers, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def play() -> None:
    """The people of the demonstration, without their mail."""
    for academy in academies().all:
        for one in cast(academy.slug):
            if not one.is_functional:
                opening.open_account(
                    academy=academy.slug, identifier=one.identifier, domain=one.domain,
                    address=one.address, given_name=one.given, family_name=one.family,
                    password_hash="", quota_bytes=1, is_demo=True,
                )  # fmt: skip
    bring_newcomers()


def test_everybody_has_a_number_of_their_own_that_says_it_is_not_real() -> None:
    files = [
        staff_file(one) for a in academies().all for one in cast(a.slug) if not one.is_functional
    ]
    files += [one.file for a in academies().all for one in newcomers(a.slug)]
    assert len({str(one.numen) for one in files}) == len(files)
    assert {str(one.numen)[-3:] for one in files} == {"DEM"}


def test_each_academie_has_two_to_activate_and_one_expected(play: None) -> None:
    for academy in academies().all:
        states = Account.objects.filter(academy=academy.slug).exclude(state="active")
        assert sorted(states.values_list("state", flat=True)) == [
            "expected",
            "to_activate",
            "to_activate",
        ]
        assert set(states.values_list("is_demo", flat=True)) == {True}
    assert len(told()) == 3 * len(academies().all)


def test_a_second_start_makes_nobody_twice_and_a_new_slip_where_one_is_gone(play: None) -> None:
    people, slips = Person.objects.count(), Slip.objects.count()
    bring_newcomers()
    assert (Person.objects.count(), Slip.objects.count()) == (people, slips)
    lost = Slip.objects.select_related("account", "batch__made_by").all()[0]
    revoke_slip(lost, by=lost.batch.made_by)
    bring_newcomers()
    assert Slip.objects.filter(account=lost.account).count() == 2


def test_who_has_activated_is_no_longer_shown(play: None) -> None:
    Account.objects.filter(login=told()[0]["login"]).update(state="active")
    assert len(told()) == 3 * len(academies().all) - 1

"""Links and codes that work once."""

from datetime import timedelta

import pytest

from preau.identity.actions.proving import (
    NotProved,
    forget_expired,
    issue_code,
    issue_link,
    look_at_link,
    use_code,
    use_link,
    withdraw,
)
from preau.identity.models import OneTimeProof
from tests.house.cast import Cast

HOUR = timedelta(hours=1)


def test_a_link_proves_once(cast: Cast) -> None:
    token = issue_link(cast.claire.account, "recovery", HOUR, about="c@maison.example")
    assert use_link("recovery", token).about == "c@maison.example"
    with pytest.raises(NotProved):
        use_link("recovery", token)


def test_looking_at_a_link_leaves_it_usable(cast: Cast) -> None:
    token = issue_link(cast.claire.account, "recovery", HOUR)
    assert look_at_link("recovery", token).account == cast.claire.account
    assert use_link("recovery", token).account == cast.claire.account


@pytest.mark.parametrize("purpose", ["activation", "", "recovery "])
def test_a_link_is_good_for_its_own_purpose_alone(cast: Cast, purpose: str) -> None:
    token = issue_link(cast.claire.account, "recovery", HOUR)
    with pytest.raises(NotProved):
        use_link(purpose, token)


def test_a_link_that_was_renewed_or_withdrawn_or_is_too_old_proves_nothing(cast: Cast) -> None:
    older = issue_link(cast.claire.account, "recovery", HOUR)
    newer = issue_link(cast.claire.account, "recovery", HOUR)
    withdraw(cast.claire.account, "recovery")
    late = issue_link(cast.claire.account, "recovery", -HOUR)
    for token in (older, newer, late):
        with pytest.raises(NotProved):
            use_link("recovery", token)


def test_a_code_is_typed_with_spaces_and_proves_once(cast: Cast) -> None:
    code = issue_code(cast.claire.account, "sealed", HOUR)
    assert use_code(cast.claire.account, "sealed", f" {code[:4]}-{code[4:]} ").purpose == "sealed"
    with pytest.raises(NotProved):
        use_code(cast.claire.account, "sealed", code)


def test_a_code_of_somebody_else_proves_nothing(cast: Cast) -> None:
    code = issue_code(cast.claire.account, "sealed", HOUR)
    with pytest.raises(NotProved):
        use_code(cast.karim.account, "sealed", code)


def test_a_code_dies_after_five_wrong_tries(cast: Cast) -> None:
    code = issue_code(cast.claire.account, "sealed", HOUR)
    wrong = f"{(int(code) + 1) % 10**8:08}"
    for _ in range(5):
        with pytest.raises(NotProved):
            use_code(cast.claire.account, "sealed", wrong)
    with pytest.raises(NotProved):
        use_code(cast.claire.account, "sealed", code)


def test_neither_link_nor_code_is_kept_as_it_was_given(cast: Cast) -> None:
    token = issue_link(cast.claire.account, "recovery", HOUR)
    code = issue_code(cast.claire.account, "sealed", HOUR)
    kept = str(list(OneTimeProof.objects.values()))
    assert [secret in kept for secret in (token, code)] == [False, False]


def test_what_expired_long_ago_is_forgotten(cast: Cast) -> None:
    issue_link(cast.karim.account, "old", -timedelta(days=31))
    forget_expired()
    assert OneTimeProof.objects.filter(purpose="old").count() == 0

"""What an application holds: codes used once, tokens that end, nothing of it kept in clear."""

import json
from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from preau.applications.actions.granting import forget_over
from preau.applications.models import Application, Grant, Token
from preau.identity.models import Account, Session
from preau.identity.sessions import digest
from preau.journal.models import Entry
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.oidc.party import (
    Party,
    Refused,
    enter,
    known_to,
    nobody,
    register,
    sent_back,
    sent_to,
    words_of,
)


def test_a_token_of_one_academie_is_nothing_in_another(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    known_to(party, house)
    bearer = {"Authorization": f"Bearer {enter(party, person)['access_token']}"}
    answers = [
        nobody(house, academy).request("GET", "/oidc/userinfo", bearer).status
        for academy in ("poitiers", "paris")
    ]
    assert answers == [200, 401]


def test_pkce_is_asked_of_everybody_and_only_by_s256(
    house: House, hire: Engage, party: Party
) -> None:
    visitor = hire().visitor()
    known_to(party, house)
    for wrong in ({"code_challenge": ""}, {"code_challenge_method": "plain"}):
        said = words_of(sent_to(visitor.get(party.ask(**wrong))))
        assert said["error"] == "invalid_request"


def test_a_stolen_code_is_worth_nothing_without_its_verifier(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    known_to(party, house)
    address = sent_back(party, person)
    with pytest.raises(Refused, match="invalid_grant"):
        party.come(address, pkceCodeVerifier="v" * 43)
    assert party.come(address)["claims"]


def test_a_code_used_twice_takes_back_what_it_gave(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    known_to(party, house)
    address = sent_back(party, person)
    tokens = party.come(address)
    with pytest.raises(Refused, match="invalid_grant"):
        party.come(address)
    with pytest.raises(Refused):
        party("userinfo", token=tokens["access_token"], sub=tokens["claims"]["sub"])
    with pytest.raises(Refused, match="invalid_grant"):
        party("refresh", token=tokens["refresh_token"])


def test_a_code_lives_a_minute(house: House, hire: Engage, party: Party) -> None:
    person = hire()
    known_to(party, house)
    address = sent_back(party, person)
    Grant.objects.filter(account=person.account).update(
        code_expires_at=timezone.now() - timedelta(seconds=1)
    )
    with pytest.raises(Refused, match="invalid_grant"):
        party.come(address)


def test_the_library_refuses_the_answer_to_another_question(
    house: House, hire: Engage, party: Party
) -> None:
    """Nonce, audience and issuer are those of the request: theirs to compare, ours to tell."""
    person = hire()
    known_to(party, house)
    address = sent_back(party, person)
    with pytest.raises(Refused):
        party.come(address, expectedNonce="another")
    address = sent_back(party, person)
    with pytest.raises(Refused):
        party.come(address.replace("iss=http%3A%2F%2F", "iss=http%3A%2F%2Fevil."))


def test_a_wrong_secret_gets_nothing(house: House, hire: Engage, party: Party) -> None:
    person, made = hire(), register(house)
    party("discover", **{**made, "secret": "guessed"})
    with pytest.raises(Refused, match="WWW_AUTHENTICATE"):
        enter(party, person)
    party("discover", issuer=made["issuer"], id=made["id"])
    with pytest.raises(Refused, match="WWW_AUTHENTICATE"):
        enter(party, person)


def test_a_public_application_enters_by_pkce_alone(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    known_to(party, house, is_public=True)
    tokens = enter(party, person)
    assert party("refresh", token=tokens["refresh_token"])["claims"]["sub"]


def test_refresh_tokens_are_used_once_and_a_stolen_one_ends_them_all(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    known_to(party, house)
    first = enter(party, person)
    second = party("refresh", token=first["refresh_token"])
    assert second["claims"]["auth_time"] == first["claims"]["auth_time"]
    assert second["refresh_token"] != first["refresh_token"]
    with pytest.raises(Refused, match="invalid_grant"):
        party("refresh", token=first["refresh_token"])
    with pytest.raises(Refused, match="invalid_grant"):
        party("refresh", token=second["refresh_token"])


def test_another_application_cannot_use_what_was_given_to_this_one(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    known_to(party, house)
    token = enter(party, person)["refresh_token"]
    known_to(party, house)
    with pytest.raises(Refused, match="invalid_grant"):
        party("refresh", token=token)


@pytest.mark.parametrize("how", ["suspended", "session ended", "signed out"])
def test_what_an_application_holds_ends_with_the_account_and_its_session(
    house: House, hire: Engage, party: Party, how: str
) -> None:
    person = hire()
    visitor = person.visitor()
    known_to(party, house)
    tokens = party.come(sent_to(visitor.get(party.ask())))
    address = sent_to(visitor.get(party.ask()))
    if how == "suspended":
        Account.objects.filter(pk=person.account.pk).update(state=Account.State.SUSPENDED)
    elif how == "session ended":
        Session.objects.filter(pk=digest(visitor.cookies["preau_session"])).delete()
    else:
        visitor.post("/sign-out")
    with pytest.raises(Refused):
        party("userinfo", token=tokens["access_token"], sub=tokens["claims"]["sub"])
    with pytest.raises(Refused, match="invalid_grant"):
        party("refresh", token=tokens["refresh_token"])
    with pytest.raises(Refused, match="invalid_grant"):
        party.come(address)
    assert visitor.get(party.ask()).location.startswith("/sign-in")


def test_nothing_that_opens_anything_is_kept_in_clear(
    house: House, hire: Engage, party: Party
) -> None:
    person, made = hire(), register(house)
    party("discover", **made)
    address = sent_back(party, person)
    tokens = party.come(address)
    rows = [
        *Grant.objects.filter(account=person.account).values(),
        *Token.objects.filter(grant__account=person.account).values(),
        *Application.objects.filter(client_id=made["id"]).values(),
        *Entry.objects.filter(actor=person.login).values(),
    ]
    secrets = (
        words_of(address)["code"], tokens["access_token"], tokens["refresh_token"], made["secret"],
    )  # fmt: skip
    assert [one for one in secrets if one in str(rows)] == []


def test_identities_are_signed_by_a_published_key(house: House, hire: Engage, party: Party) -> None:
    known_to(party, house)
    token = str(enter(party, hire())["id_token"])
    head = token.split(".", maxsplit=1)[0]
    published: Any = nobody(house).get("/oidc/keys").json
    assert json.loads(urlsafe_b64decode(head + "=="))["kid"] == published["keys"][0]["kid"]
    secret_parts = [part for one in published["keys"] for part in one if part in ("d", "p", "q")]
    assert secret_parts == []


def test_what_is_over_is_erased(house: House, hire: Engage, party: Party) -> None:
    person = hire()
    known_to(party, house)
    enter(party, person)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        forget_over()
    assert Grant.objects.filter(account=person.account).count() == 0

"""Applications let people in by us: the whole way, by a client library that is not ours."""

import time
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from preau.applications.models import Application
from preau.identity.models import Post, Session
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Visitor
from tests.identity.factors import with_app
from tests.oidc.party import (
    BACK,
    Party,
    Refused,
    enter,
    known_to,
    nobody,
    register,
    sent_to,
    signs_in,
    words_of,
)


def test_discovery_names_the_host_asked_as_issuer(house: House, party: Party) -> None:
    known_to(party, house, academy="paris")
    found = party("discover", **register(house, academy="paris"))
    assert (found["issuer"], found["code_challenge_methods_supported"]) == (
        house.url("paris", ""), ["S256"],
    )  # fmt: skip


def test_who_is_signed_in_enters_without_a_word(house: House, hire: Engage, party: Party) -> None:
    person, client = hire(), known_to(party, house)
    answer = person.visitor().get(party.ask())
    claims = party.come(sent_to(answer))["claims"]
    assert (answer.status, sent_to(answer).startswith(BACK + "?")) == (302, True)
    assert (claims["iss"], claims["aud"], claims["exp"] - claims["iat"]) == (
        house.url("poitiers", ""), client, 600,
    )  # fmt: skip


def test_claims_say_who_and_never_the_login_as_subject(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire("Amélie", family="Roux")
    known_to(party, house)
    Post.objects.create(
        person=person.account.person, academy="poitiers", function="Professeure",
        school_name="Lycée des Trois-Chênes", uai="0860001J",
    )  # fmt: skip
    tokens = enter(party, person)
    told = party("userinfo", token=tokens["access_token"], sub=tokens["claims"]["sub"])
    subject = person.account.person.subject.name
    assert told == {
        "sub": subject, "name": "Amélie Roux", "given_name": "Amélie", "family_name": "Roux",
        "preferred_username": person.box, "academy": "poitiers", "email": person.address,
        "email_verified": True, "uai": ["0860001J"], "functions": [
            {"function": "Professeure", "school": "Lycée des Trois-Chênes", "uai": "0860001J"}
        ],
    }  # fmt: skip
    assert enter(party, person)["claims"]["sub"] == subject


def test_an_application_is_told_no_more_than_it_asks_and_may(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    known_to(party, house, scopes=["openid", "email"])
    claims = enter(party, person, scope="openid profile email staff unheard-of")["claims"]
    assert {"email", "name", "functions"} & set(claims) == {"email"}


def test_who_is_not_signed_in_passes_the_entrance_once_and_arrives(
    house: House, hire: Engage, party: Party
) -> None:
    person, visitor = hire(), nobody(house)
    known_to(party, house)
    entrance = visitor.get(party.ask())
    page = signs_in(visitor, person, entrance)
    claims = party.come(sent_to(page))["claims"]
    assert (urlsplit(entrance.location).path, page.status, claims["amr"]) == (
        "/sign-in", 200, ["pwd"],
    )  # fmt: skip
    assert abs(claims["auth_time"] - time.time()) < 60
    again = visitor.get(party.ask())
    assert (again.status, "claims" in party.come(sent_to(again))) == (302, True)


def test_a_second_factor_is_asked_on_the_way_and_told(
    house: House, hire: Engage, party: Party
) -> None:
    person, visitor = hire(), nobody(house)
    app = with_app(person)
    known_to(party, house)
    step = signs_in(visitor, person, visitor.get(party.ask()))
    page = visitor.follow(visitor.post("/sign-in/factor", passcode=app.shows()))
    claims = party.come(sent_to(page))["claims"]
    assert (urlsplit(step.url).path, claims["amr"]) == ("/sign-in/factor", ["pwd", "mfa"])


def test_intranet_portal_and_mailbox_ask_for_one_password(
    house: House, hire: Engage, party: Party
) -> None:
    """P-17: the intranet, then a second application, then mail."""
    person, visitor = hire(), nobody(house)
    known_to(party, house)
    party.come(sent_to(signs_in(visitor, person, visitor.get(party.ask()))))
    known_to(party, house)
    party.come(sent_to(visitor.get(party.ask())))
    assert (visitor.get("/").location, visitor.get(person.path()).status) == (person.path(), 200)


def came_two_hours_ago(person: Person) -> Visitor:
    visitor = person.visitor()
    began_at = timezone.now() - timedelta(hours=2)
    Session.objects.filter(account=person.account).update(began_at=began_at)
    return visitor


def test_prompt_login_asks_who_is_signed_in_and_no_more_than_once(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    visitor = came_two_hours_ago(person)
    known_to(party, house)
    entrance = visitor.get(party.ask(prompt="login"))
    page = visitor.get(entrance.location)
    assert "sign in once more" in page.words
    assert page.one("#identifier")["value"] == person.box
    claims = party.come(sent_to(signs_in(visitor, person, entrance)))["claims"]
    assert time.time() - claims["auth_time"] < 60


@pytest.mark.parametrize(("max_age", "asks"), [("60", True), ("0", True), ("9000", False)])
def test_max_age_asks_for_a_session_that_is_younger(
    house: House,
    hire: Engage,
    party: Party,
    max_age: str,
    asks: bool,  # noqa: FBT001
) -> None:
    person = hire()
    visitor = came_two_hours_ago(person)
    known_to(party, house)
    answer = visitor.get(party.ask(max_age=max_age))
    assert (answer.location.startswith("/sign-in")) == asks
    if asks:
        answer = signs_in(visitor, person, answer)
    assert party.come(sent_to(answer), maxAge=int(max_age) + 60)["claims"]["sub"]


def test_prompt_none_never_shows_a_page(house: House, hire: Engage, party: Party) -> None:
    person = hire()
    known_to(party, house)
    refused = sent_to(nobody(house).get(party.ask(prompt="none")))
    assert (refused.startswith(BACK), words_of(refused)["error"]) == (True, "login_required")
    with pytest.raises(Refused, match="login_required"):
        party.come(refused)
    assert party.come(sent_to(person.visitor().get(party.ask(prompt="none"))))["claims"]


def test_an_address_that_was_not_declared_is_never_gone_to(
    house: House, hire: Engage, party: Party
) -> None:
    visitor = hire().visitor()
    known_to(party, house)
    for elsewhere in (
        "https://intranet.example/back/", "https://intranet.example/back?x=1",
        "https://intranet.example.evil.example/back", "https://evil.example/", "//evil.example",
    ):  # fmt: skip
        answer = visitor.get(party.ask(redirect=elsewhere))
        assert (answer.status, "evil" in answer.text) == (400, False)
    stranger = visitor.get(party.ask(), client_id="0" * 32)
    assert stranger.status == 400


def test_an_application_of_another_academie_is_unknown(
    house: House, hire: Engage, party: Party
) -> None:
    known_to(party, house, academy="paris")
    assert hire().visitor().get(party.ask()).status == 400


def test_an_account_of_another_academie_is_nobody_here(
    house: House, hire: Engage, party: Party
) -> None:
    parisian, visitor = hire(academy="paris"), nobody(house)
    known_to(party, house)
    visitor.cookies["preau_session"] = parisian.visitor().cookies["preau_session"]
    entrance = visitor.get(party.ask())
    refused = signs_in(visitor, parisian, entrance)
    assert (urlsplit(entrance.location).path, refused.status) == ("/sign-in", 401)


def test_the_journal_says_which_application_was_opened(
    house: House, hire: Engage, party: Party
) -> None:
    person, client = hire(), known_to(party, house)
    enter(party, person)
    name = Application.objects.get(client_id=client).name
    assert (
        f"You opened {name} with your account." in person.visitor().get("/settings/activity").words
    )

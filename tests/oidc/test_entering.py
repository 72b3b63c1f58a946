"""Applications let people in by us: the whole way, by a client library that is not ours."""

import json
import time
from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.utils import timezone

from preau.applications.actions.granting import forget_over
from preau.applications.models import Application, Consent, Grant, Token
from preau.identity.models import Account, Post, Session
from preau.identity.sessions import digest
from preau.journal.models import Entry
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor
from tests.identity.factors import with_app
from tests.oidc.party import AFTER, BACK, Party, Refused, register, sent_to, signs_in


def known_to(party: Party, house: House, **how: object) -> str:
    """An application is declared and has read where to ask; its client_id."""
    made = register(house, **how)
    party("discover", **made)
    return made["id"]


def nobody(house: House, academy: str = "poitiers") -> Visitor:
    return Visitor(house.ports.web, house.host(academy))


def words_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def enter(party: Party, person: Person, **more: str) -> dict[str, object]:
    """Signed in already: the tokens of the application."""
    tokens: dict[str, object] = party.come(sent_to(person.visitor().get(party.ask(**more))))
    return tokens


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


def test_prompt_login_asks_who_is_signed_in_and_no_more_than_once(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    visitor = person.visitor()
    known_to(party, house)
    Session.objects.filter(account=person.account).update(
        began_at=timezone.now() - timedelta(hours=2)
    )
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
    visitor = person.visitor()
    known_to(party, house)
    Session.objects.filter(account=person.account).update(
        began_at=timezone.now() - timedelta(hours=2)
    )
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


def test_a_code_of_one_academie_is_nothing_in_another(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    known_to(party, house)
    tokens = enter(party, person)
    elsewhere = nobody(house, "paris").request(
        "GET", "/oidc/userinfo", {"Authorization": f"Bearer {tokens['access_token']}"}
    )
    assert elsewhere.status == 401


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
    address = sent_to(person.visitor().get(party.ask()))
    with pytest.raises(Refused, match="invalid_grant"):
        party.come(address, pkceCodeVerifier="v" * 43)
    assert party.come(address)["claims"]


def test_a_code_used_twice_takes_back_what_it_gave(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    known_to(party, house)
    address = sent_to(person.visitor().get(party.ask()))
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
    address = sent_to(person.visitor().get(party.ask()))
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
    address = sent_to(person.visitor().get(party.ask()))
    with pytest.raises(Refused):
        party.come(address, expectedNonce="another")
    address = sent_to(person.visitor().get(party.ask()))
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
    address = sent_to(person.visitor().get(party.ask()))
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


def test_the_journal_says_which_application_was_opened(
    house: House, hire: Engage, party: Party
) -> None:
    person, client = hire(), known_to(party, house)
    enter(party, person)
    name = Application.objects.get(client_id=client).name
    assert (
        f"You opened {name} with your account." in person.visitor().get("/settings/activity").words
    )


# Consent


def consents(answer: Answer, visitor: Visitor, said: str) -> Answer:
    fields = {str(one["name"]): str(one["value"]) for one in answer.all("form input[type=hidden]")}
    return visitor.post("/oidc/consent", {**fields, "answer": said})


def test_an_outside_application_asks_once_and_says_what_it_will_know(
    house: House, hire: Engage, party: Party
) -> None:
    visitor = hire().visitor()
    known_to(party, house, asks_consent=True)
    page = visitor.get(party.ask(scope="openid email"))
    told = [one.get_text(strip=True) for one in page.all("main li")]
    assert (page.status, told) == (200, ["Your professional address"])
    assert party.come(sent_to(consents(page, visitor, "yes")))["claims"]
    assert visitor.get(party.ask(scope="openid email")).status == 302
    assert visitor.get(party.ask(scope="openid email staff")).status == 200


def test_who_refuses_is_not_told_about(house: House, hire: Engage, party: Party) -> None:
    person = hire()
    visitor = person.visitor()
    known_to(party, house, asks_consent=True)
    page = visitor.get(party.ask())
    with pytest.raises(Refused, match="access_denied"):
        party.come(sent_to(consents(page, visitor, "no")))
    assert Consent.objects.filter(account=person.account).count() == 0
    with pytest.raises(Refused, match="consent_required"):
        party.come(sent_to(visitor.get(party.ask(prompt="none"))))


def test_consent_is_given_by_our_own_page_alone(house: House, hire: Engage, party: Party) -> None:
    person = hire()
    visitor = person.visitor()
    known_to(party, house, asks_consent=True)
    query = urlsplit(party.ask()).query
    forged = visitor.request(
        "POST", "/oidc/consent",
        {"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://evil.example"},
        f"{query}&answer=yes".encode(),
    )  # fmt: skip
    assert (forged.status, Consent.objects.filter(account=person.account).count()) == (403, 0)


# Leaving


def test_an_application_signs_its_person_out_and_gets_them_back(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    visitor = person.visitor()
    known_to(party, house)
    hint = party.come(sent_to(visitor.get(party.ask())))["id_token"]
    path = "/" + party("logout", hint=hint, back=AFTER, state="s1")["url"].split("/", 3)[3]
    answer = visitor.get(path)
    assert (answer.status, sent_to(answer)) == (302, f"{AFTER}?state=s1")
    assert visitor.get(person.path()).location.startswith("/sign-in")


def test_anybodys_link_to_sign_out_asks_first(house: House, hire: Engage, party: Party) -> None:
    person = hire()
    visitor = person.visitor()
    client = known_to(party, house)
    page = visitor.get("/oidc/logout", client_id=client, post_logout_redirect_uri=AFTER)
    still = visitor.get(person.path()).status
    fields = {str(one["name"]): str(one["value"]) for one in page.all("form input[type=hidden]")}
    left = visitor.post("/oidc/logout/confirm", fields)
    assert (page.status, still, sent_to(left)) == (200, 200, AFTER)
    assert visitor.get(person.path()).location.startswith("/sign-in")


def test_the_hint_of_another_session_does_not_sign_this_one_out(
    house: House, hire: Engage, party: Party
) -> None:
    karim = hire("Karim")
    known_to(party, house)
    hint = enter(party, hire())["id_token"]
    visitor = karim.visitor()
    assert visitor.get("/oidc/logout", id_token_hint=hint).status == 200
    assert visitor.get(karim.path()).status == 200


def test_after_signing_out_one_goes_nowhere_that_was_not_declared(
    house: House, hire: Engage, party: Party
) -> None:
    visitor = hire().visitor()
    known_to(party, house)
    hint = party.come(sent_to(visitor.get(party.ask())))["id_token"]
    answer = visitor.get(
        "/oidc/logout", id_token_hint=hint, post_logout_redirect_uri="https://evil.example/"
    )
    assert answer.headers["location"] == "/sign-in"


# Keys and tidying


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

"""Applications sign people out, and get them back only where they declared."""

from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.oidc.party import AFTER, Party, enter, hidden, known_to, sent_to


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
    left = visitor.post("/oidc/logout/confirm", hidden(page))
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

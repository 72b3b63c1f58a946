"""An outside application: its person agrees, or refuses, by our own page."""

from urllib.parse import urlsplit

import pytest

from preau.applications.models import Consent
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor
from tests.oidc.party import Party, Refused, hidden, known_to, sent_to


def consents(answer: Answer, visitor: Visitor, said: str) -> Answer:
    return visitor.post("/oidc/consent", hidden(answer), answer=said)


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


def test_an_application_that_is_withdrawn_is_told_nothing_more_and_asks_again(
    house: House, hire: Engage, party: Party
) -> None:
    person = hire()
    visitor = person.visitor()
    known_to(party, house, asks_consent=True)
    page = visitor.get(party.ask(scope="openid email"))
    tokens = party.come(sent_to(consents(page, visitor, "yes")))
    known = visitor.get("/settings/applications/")
    told = [one.get_text(strip=True) for one in known.all("main .session .small")]
    assert told[0] == "Your professional address"
    withdrawn = visitor.follow(visitor.post(str(known.one("main .session form")["action"])))
    assert (withdrawn.status, withdrawn.all("main .session")) == (200, [])
    shown = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert visitor.request("GET", "/oidc/userinfo", shown).status == 401
    assert visitor.get(party.ask(scope="openid email")).status == 200


def test_nobody_withdraws_what_another_gave(house: House, hire: Engage, party: Party) -> None:
    person, other = hire(), hire()
    visitor = person.visitor()
    known_to(party, house, asks_consent=True)
    consents(visitor.get(party.ask(scope="openid email")), visitor, "yes")
    action = str(visitor.get("/settings/applications/").one("main .session form")["action"])
    assert other.visitor().post(action).status == 404
    assert Consent.objects.filter(account=person.account).count() == 1

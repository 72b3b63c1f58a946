"""Signing in by an OpenID Connect provider: another's code, run here, is asked for real."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from preau.engines.ldap import DirectoryShape
from preau.engines.providers.claims import NotVouched
from preau.engines.providers.oidc import OidcShape, begin, finish
from preau.federation.models import Provider, Subject
from tests.federation.conftest import Register, at
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Issuer:
    url: str

    def answers(self) -> bool:
        try:
            build_opener().open(f"{self.url}/.well-known/openid-configuration").read()
        except OSError:
            return False
        return True

    def approve(self, address: str, who: str, **claims: object) -> str:
        """What a person does at the provider; where it sends their browser. Their address was
        proved, unless `claims` say something else of it."""
        told = {"email_verified": True} | claims
        put = Request(
            f"{self.url}/users/{who}",
            data=json.dumps({name: one for name, one in told.items() if one is not None}).encode(),
            headers={"Content-Type": "application/json"},
            method="PUT",
        )
        build_opener().open(put).read()
        try:
            build_opener(_Stay).open(Request(address, data=urlencode({"sub": who}).encode()))
        except OSError as answer:
            return str(answer.headers["Location"])  # type: ignore[attr-defined]
        raise AssertionError("the provider did not send the browser back")


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    """A process of its own, as providers are."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        made = Issuer(f"http://127.0.0.1:{port}")
        eventually(made.answers)
        yield made
        running.terminate()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture
def provider(register: Register, issuer: Issuer) -> Provider:
    told = {"issuer": issuer.url, "client_id": "preau"}
    return register("oidc", told, secret="un-secret-de-test")


def path(provider: Provider, tail: str = "") -> str:
    return f"/with/{provider.key}{tail}"


def local(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def comes_by(visitor: Visitor, issuer: Issuer, provider: Provider, person: Person) -> Answer:
    away = visitor.get(path(provider)).headers["location"]
    back = issuer.approve(away, person.box, email=person.address)
    return visitor.get(local(back))


def test_the_entrance_offers_the_provider(house: House, provider: Provider) -> None:
    page = at(house).get("/sign-in").soup
    assert [link.get_text(strip=True) for link in page.select(f'a[href="{path(provider)}"]')] == [
        "Sign in with Guichet unique"
    ]


def test_who_proved_it_there_is_in_the_mailbox_without_a_password(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    answer = comes_by(visitor, issuer, provider, claire)
    assert answer.headers["location"] == claire.path()
    assert visitor.get(claire.path()).status == 200


def test_where_one_was_going_is_kept(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    away = visitor.get(f"{path(provider)}?next={claire.path('sent')}").headers["location"]
    back = issuer.approve(away, claire.box, email=claire.address)
    assert visitor.get(local(back)).headers["location"] == claire.path("sent")


def test_nobody_is_led_to_another_site(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    away = visitor.get(f"{path(provider)}?next=https://ailleurs.example/").headers["location"]
    back = issuer.approve(away, claire.box, email=claire.address)
    assert visitor.get(local(back)).headers["location"] == claire.path()


def test_the_second_time_the_subject_counts_and_no_longer_the_address(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    comes_by(at(house), issuer, provider, claire)
    visitor = at(house)
    away = visitor.get(path(provider)).headers["location"]
    back = issuer.approve(away, claire.box, email=karim.address)
    assert visitor.get(local(back)).headers["location"] == claire.path()


def test_another_subject_does_not_take_an_account_that_is_recognised_already(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    claire = hire("Claire")
    comes_by(at(house), issuer, provider, claire)
    visitor = at(house)
    away = visitor.get(path(provider)).headers["location"]
    back = issuer.approve(away, "quelquun-d-autre", email=claire.address)
    assert visitor.get(local(back)).status == 403


@pytest.mark.parametrize(
    ("said", "is_trusted", "expected"),
    [
        (True, False, 302), ("true", False, 302), (None, False, 403), (False, False, 403),
        (None, True, 302), (False, True, 403), ("false", True, 403),
    ],
)  # fmt: skip
def test_an_address_recognises_who_proved_it(
    house: House,
    hire: Engage,
    issuer: Issuer,
    register: Register,
    *,
    said: object,
    is_trusted: bool,
    expected: int,
) -> None:
    told = {"issuer": issuer.url, "client_id": "preau", "proves_addresses": is_trusted}
    provider = register("oidc", told, secret="un-secret-de-test")
    claire, visitor = hire("Claire"), at(house)
    away = visitor.get(path(provider)).headers["location"]
    back = issuer.approve(away, claire.box, email=claire.address, email_verified=said)
    assert visitor.get(local(back)).status == expected


@pytest.mark.parametrize("academy", ["paris"])
def test_an_account_of_another_academie_is_not_recognised(
    house: House, hire: Engage, issuer: Issuer, provider: Provider, academy: str
) -> None:
    odile, visitor = hire("Odile", academy=academy), at(house)
    answer = comes_by(visitor, issuer, provider, odile)
    assert (answer.status, visitor.get(odile.path()).status) == (403, 302)
    assert Subject.objects.filter(provider=provider).count() == 0


def test_a_suspended_account_does_not_come_in(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    claire = hire("Claire")
    claire.account.state = "suspended"
    claire.account.save()
    assert comes_by(at(house), issuer, provider, claire).status == 403


@pytest.mark.parametrize("spoilt", ["state", "code", "iss"])
def test_an_answer_that_was_changed_on_the_way_is_refused(
    house: House, hire: Engage, issuer: Issuer, provider: Provider, spoilt: str
) -> None:
    claire, visitor = hire("Claire"), at(house)
    away = visitor.get(path(provider)).headers["location"]
    back = issuer.approve(away, claire.box, email=claire.address)
    told = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    answer = visitor.get(f"{path(provider, '/back')}?{urlencode(told | {spoilt: 'autre'})}")
    assert (answer.status, visitor.get(claire.path()).status) == (401, 302)


def test_a_state_of_other_letters_is_refused_as_any_other(
    house: House, issuer: Issuer, provider: Provider
) -> None:
    visitor = at(house)
    visitor.get(path(provider))
    assert visitor.get(f"{path(provider, '/back')}?{urlencode({'state': 'é'})}").status == 401


def test_an_answer_is_worth_one_look(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    away = visitor.get(path(provider)).headers["location"]
    back = local(issuer.approve(away, claire.box, email=claire.address))
    visitor.get(back)
    other = at(house)
    assert other.get(back).status == 401
    assert visitor.get(back).status == 401


def test_the_code_alone_is_worth_nothing_to_another_browser(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    """Neither the state nor the verifier of PKCE is theirs."""
    claire, mine, theirs = hire("Claire"), at(house), at(house)
    away = mine.get(path(provider)).headers["location"]
    back = issuer.approve(away, claire.box, email=claire.address)
    stranger = theirs.get(path(provider)).headers["location"]
    state = parse_qs(urlsplit(stranger).query)["state"][0]
    code = parse_qs(urlsplit(back).query)["code"][0]
    answer = theirs.get(f"{path(provider, '/back')}?{urlencode({'code': code, 'state': state})}")
    assert answer.status == 401


def test_the_request_asks_for_a_code_with_pkce(house: House, provider: Provider) -> None:
    away = urlsplit(at(house).get(path(provider)).headers["location"])
    asked = parse_qs(away.query)
    assert (asked["response_type"], asked["code_challenge_method"]) == (["code"], ["S256"])
    assert re.fullmatch(r"[\w-]{43}", asked["code_challenge"][0])


def test_a_session_that_was_there_before_gets_another_key(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    away = visitor.get(path(provider)).headers["location"]
    before = visitor.cookies["preau_session"]
    visitor.get(local(issuer.approve(away, claire.box, email=claire.address)))
    assert visitor.cookies["preau_session"] != before


def test_a_provider_that_is_away_is_said_and_the_password_still_works(
    house: House, register: Register
) -> None:
    gone = register("oidc", {"issuer": "http://127.0.0.1:9", "client_id": "preau"})
    answer = at(house).get(path(gone))
    assert answer.status == 503
    assert "Guichet unique does not answer at the moment." in answer.text


def test_a_provider_of_another_academie_is_not_there(house: House, provider: Provider) -> None:
    assert at(house, "paris").get(path(provider)).status == 404


def test_no_secret_is_told_by_a_shape_that_is_printed() -> None:
    shapes = (
        OidcShape("https://a.example", "préau", secret="tres-secret"),
        DirectoryShape("a.example", 636, dn="cn=lecteur", password="tres-secret"),
    )
    assert ["tres-secret" in repr(one) for one in shapes] == [False, False]


def test_the_secret_lies_sealed(provider: Provider) -> None:
    assert "un-secret-de-test" not in str(Provider.objects.filter(pk=provider.pk).values()[0])


def test_one_proves_again_by_a_provider_that_is_told_to_ask(
    house: House, hire: Engage, issuer: Issuer, provider: Provider
) -> None:
    claire = hire("Claire")
    visitor, page = claire.visitor(), "/settings/security/address"
    assert visitor.get(page).status == 302
    away = visitor.get(path(provider, f"?anew=yes&next={page}")).headers["location"]
    told = {name: values[0] for name, values in parse_qs(urlsplit(away).query).items()}
    assert (told["prompt"], told["max_age"]) == ("login", "0")
    back = issuer.approve(away, claire.box, email=claire.address)
    assert [visitor.get(local(back)).location, visitor.get(page).status] == [page, 200]


def test_a_proof_of_before_is_none_of_now(issuer: Issuer) -> None:
    shape, back = OidcShape(issuer.url, "preau", "un-secret-de-test"), "http://preau.example/back"
    away, attempt = begin(shape, back, anew=True)
    answer = parse_qs(urlsplit(issuer.approve(away, "claire")).query)
    later = replace(attempt, since=str(int(time.time()) + 120))
    with pytest.raises(NotVouched, match="did not ask again"):
        finish(shape, later, {name: values[0] for name, values in answer.items()}, back)

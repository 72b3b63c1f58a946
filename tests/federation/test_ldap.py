"""Signing in where the passwords live in a directory: a real slapd is asked."""

from collections.abc import Iterator

import pytest

from preau.identity.actions import opening
from preau.identity.models import Account, RecoveryRequest, Role
from tests.engines.ldap.directory import BASE, Directory, agent, needs_slapd, running, tree
from tests.federation.conftest import Register, at
from tests.house.cast import PASSWORD, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor
from tests.identity.newcomers import at as newcomers_browser
from tests.identity.newcomers import newcomer

pytestmark = needs_slapd
THERE = "Le-Mot-De-L’Annuaire-4"
NEW = "Ardoise-Mouillée-42!"


@pytest.fixture
def claire(hire: Engage) -> Person:
    return hire("Claire", academy="amiens")


def parameters(made: Directory) -> dict[str, object]:
    return {
        "host": made.shape.host,
        "port": made.shape.port,
        "protection": str(made.shape.protection),
        "dn": f"uid={{identifier}},{BASE}",
        "authority": "",
    }


@pytest.fixture
def directory(claire: Person, register: Register) -> Iterator[Directory]:
    entry = agent(claire.box, "Claire", "Essai", "1", userPassword=THERE)
    with running(tree(entry)) as made:
        register("ldap", parameters(made), academy="amiens", claim="uid", matches="identifier")
        yield made


def comes_in(house: House, name: str, password: str, academy: str = "amiens") -> Answer:
    return at(house, academy).post("/sign-in", identifier=name, password=password)


@pytest.mark.usefixtures("directory")
def test_the_password_of_the_directory_opens_and_ours_no_longer(
    house: House, claire: Person
) -> None:
    names = [claire.box, claire.address]
    assert [comes_in(house, name, THERE).status for name in names] == [302, 302]
    assert [comes_in(house, name, PASSWORD).status for name in names] == [401, 401]


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("name", ["*", "claire)(uid=*", "x,ou=autre", "personne"])
def test_what_is_typed_never_makes_the_name_that_is_asked(house: House, name: str) -> None:
    assert comes_in(house, name, THERE).status == 401


@pytest.mark.usefixtures("directory", "claire")
def test_an_empty_password_opens_nothing(house: House, claire: Person) -> None:
    assert comes_in(house, claire.box, "").status == 401


@pytest.mark.parametrize("code", ["0x13", "0x30", "0x32", "0x35"])
def test_an_account_that_is_locked_there_is_answered_like_nobody(
    house: House, claire: Person, register: Register, code: str
) -> None:
    """Each maker of directories has a code of its own for it (RFC 4511 appendix A)."""
    locked = f"overlay retcode\nretcode-parent {BASE}\nretcode-item uid={claire.box} {code} op=bind"
    with running(tree(), tls="moduleload retcode", overlay=locked) as made:
        register("ldap", parameters(made), academy="amiens", claim="uid", matches="identifier")
        answers = [comes_in(house, name, THERE) for name in (claire.box, "personne")]
    assert [
        (one.status, one.one("[data-preau-passkey-said]").get_text(strip=True)) for one in answers
    ] == [(401, "The identifier or the password is not right.")] * 2


@pytest.mark.usefixtures("directory")
def test_another_academie_keeps_its_own_passwords(house: House, hire: Engage) -> None:
    karim = hire("Karim")
    assert comes_in(house, karim.box, PASSWORD, "poitiers").status == 302


def test_a_directory_that_is_away_is_said(house: House, claire: Person, register: Register) -> None:
    told: dict[str, object] = {
        "host": "127.0.0.1",
        "port": 9,
        "protection": "none",
        "dn": f"uid={{identifier}},{BASE}",
    }
    register("ldap", told, academy="amiens", claim="uid", matches="identifier")
    assert comes_in(house, claire.box, THERE).status == 503


@pytest.mark.usefixtures("directory")
def test_one_proves_again_by_the_password_of_the_directory(house: House, claire: Person) -> None:
    inside = at(house, "amiens")
    inside.post("/sign-in", identifier=claire.box, password=THERE)
    statuses = [
        inside.post("/settings/security/confirm", present=typed).status
        for typed in (PASSWORD, THERE)
    ]
    assert statuses == [422, 302]


def signed_in(house: House, claire: Person) -> Visitor:
    inside = at(house, "amiens")
    inside.post("/sign-in", identifier=claire.box, password=THERE)
    return inside


@pytest.mark.usefixtures("directory")
def test_recovery_says_where_the_password_is_and_keeps_nothing(house: House) -> None:
    outside = at(house, "amiens")
    page = outside.get("/recover/")
    assert ["Guichet unique" in page.words, page.all("main .way")] == [True, []]
    tails = ["password", "identifier", "code", "link/quelconque"]
    answers = [outside.get(f"/recover/{tail}") for tail in tails]
    answers += [outside.post(f"/recover/{tail}", name="claire") for tail in tails]
    assert {answer.location for answer in answers} == {"/recover/"}
    assert RecoveryRequest.objects.filter(academy="amiens").count() == 0


@pytest.mark.usefixtures("directory")
def test_settings_offer_no_password_of_ours(house: House, claire: Person) -> None:
    inside, kept = signed_in(house, claire), claire.account.password
    page = inside.get("/settings/security/password")
    assert page.all("main input") == []
    assert "Guichet unique" in page.words
    assert inside.post("/settings/security/password", present=THERE, password=NEW).status == 403
    assert Account.objects.get(pk=claire.account.pk).password == kept


@pytest.mark.usefixtures("directory")
def test_a_password_of_ours_that_is_too_old_keeps_nobody_waiting(
    house: House, claire: Person
) -> None:
    Account.objects.filter(pk=claire.account.pk).update(must_change_password=True)
    assert comes_in(house, claire.box, THERE).location == claire.path()


@pytest.mark.usefixtures("directory")
def test_no_sealed_code_is_made_for_a_password_that_is_elsewhere(
    house: House, claire: Person, hire: Engage
) -> None:
    desk = hire("Odile", academy="amiens")
    opening.give_role(desk.account, Role.Kind.DESK)
    inside = desk.visitor()
    page = inside.get(f"/console/accounts/{claire.box}")
    assert "Guichet unique" in page.words
    assert page.all('main form[action$="/code"]') == []
    assert inside.post(f"/console/accounts/{claire.box}/code").status == 403


@pytest.mark.usefixtures("directory")
def test_a_newcomer_chooses_no_password_of_ours(house: House) -> None:
    nina, browser = newcomer(house, academy="amiens"), newcomers_browser(house, "amiens")
    _slip, code = nina.slip()
    answer = browser.post("/activate/", **nina.typed(code))
    page = browser.get(answer.location)
    assert "Guichet unique" in page.words
    assert page.all('main input[type="password"]') == []
    assert browser.post(answer.location).status == 302
    account = nina.account
    assert (account.state, account.has_usable_password()) == (Account.State.ACTIVE, False)

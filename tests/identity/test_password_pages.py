"""Changing a password, and proving again who one is, without script."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import timezone

from preau.academies.academy import Academy
from preau.academies.registry import academies
from preau.identity.steps import Step, next_step
from tests.house.cast import PASSWORD
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Answer
from tests.house.waiting import eventually
from tests.identity.factors import is_in, newcomer, signs_in, with_app, with_codes

NEW = "Ovale-Tramway-61"
TOLD = "The password of your account was changed"
HERE = "/settings/security/password"
COST = "m=47104,t=2,p=1"


def states(answer: Answer) -> list[str]:
    return [str(rule["data-state"]) for rule in answer.all(".password-rule")]


def test_a_new_password_takes_the_present_one_and_ends_the_other_sessions(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    here, elsewhere = claire.visitor(), claire.visitor()
    changed = here.post(HERE, present=PASSWORD, password=NEW)
    assert changed.location == "/settings/security"
    assert [is_in(one, claire) for one in (here, elsewhere)] == [True, False]
    assert signs_in(newcomer(house), claire, PASSWORD).status == 401
    assert signs_in(newcomer(house), claire, NEW).status == 302
    assert eventually(lambda: TOLD in str(here.get(claire.path()).soup))


def test_a_wrong_present_password_changes_nothing(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    refused = claire.visitor().post(HERE, present=f"{PASSWORD}?", password=NEW)
    assert (refused.status, refused.one("#present")["aria-invalid"]) == (422, "true")
    assert signs_in(newcomer(house), claire, PASSWORD).status == 302


def test_whoever_finds_an_open_browser_does_not_guess_there_for_long(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    visitor = claire.visitor()
    visitor.source = "127.0.6.7"
    tries = [visitor.post(HERE, present=f"{PASSWORD}{n}", password=NEW).words for n in range(9)]
    assert ["Too many tries" in words for words in tries] == [False] * 8 + [True]


def test_a_weak_one_is_refused_rule_by_rule_and_is_not_printed_again(
    house: House, hire: Engage
) -> None:
    refused = hire("Claire").visitor().post(HERE, present=PASSWORD, password="Azerty-2026")
    assert refused.status == 422
    assert states(refused) == [
        "broken", "kept", "kept", "kept", "kept", "kept", "broken", "kept",
    ]  # fmt: skip
    assert "Azerty-2026" not in refused.text


def test_managers_are_welcome_and_told_what_to_make(house: House, hire: Engage) -> None:
    page = hire("Claire").visitor().get(HERE)
    field, name = page.one("#new-password"), page.one("input[name=username]")
    assert (field["autocomplete"], name["autocomplete"]) == ("new-password", "username")
    assert field["passwordrules"] == (
        "minlength: 16; required: upper; required: lower; required: digit; "
        "required: [-!#$%&*+,.:;=?@_];"
    )
    assert [field.get(one) for one in ("onpaste", "readonly")] == [None, None]


def test_the_page_for_proving_again_leads_back_and_never_to_another_site(
    house: House, hire: Engage
) -> None:
    visitor = hire("Claire").visitor()
    asked = visitor.get("/settings/security/app/new")
    assert asked.location == "/settings/security/confirm?next=%2Fsettings%2Fsecurity%2Fapp%2Fnew"
    proved = visitor.post(asked.location, present=PASSWORD, next="https://evil.example/settings/")
    assert proved.location == "/settings/security"
    assert visitor.get("/settings/security/app/new").status == 200


@pytest.mark.parametrize(
    "path", ["passkeys/options", "passkeys/1/removal", "app/removal", "codes", "address"]
)
def test_nothing_that_protects_the_account_changes_without_proving_again(
    house: House, hire: Engage, path: str
) -> None:
    claire = hire("Claire")
    with_app(claire)
    with_codes(claire)
    answer = claire.visitor().post(f"/settings/security/{path}", address="x@y.example")
    assert answer.location == "/settings/security/confirm?next=%2Fsettings%2Fsecurity"
    assert claire.account.recovery_codes.count() == 10


def test_removing_the_app_takes_its_codes_along(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    with_app(claire)
    with_codes(claire)
    visitor = claire.visitor()
    visitor.post("/settings/security/confirm", present=PASSWORD)
    removed = visitor.post("/settings/security/app/removal")
    assert removed.location == "/settings/security/factors"
    assert claire.account.recovery_codes.count() == 0
    assert signs_in(newcomer(house), claire).location == claire.path()


def test_new_codes_replace_those_before(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    with_app(claire)
    old = with_codes(claire)
    visitor = claire.visitor()
    visitor.post("/settings/security/confirm", present=PASSWORD)
    page = visitor.post("/settings/security/codes")
    new = [code.get_text() for code in page.all(".recovery-codes code")]
    assert (len(new), set(new) & set(old)) == (10, set())


def test_a_passkey_of_somebody_else_is_not_there(house: House, hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    key = karim.account.passkeys.create(
        name="Clé", rp_id="poitiers.localhost", credential_id=karim.login, public_key=b"-"
    )
    visitor = claire.visitor()
    visitor.post("/settings/security/confirm", present=PASSWORD)
    answers = [
        visitor.post(f"/settings/security/passkeys/{number}{verb}", name="Moi").status
        for number in (key.pk, key.pk + 999)
        for verb in ("", "/removal")
    ]
    assert answers == [404] * 4


@pytest.mark.parametrize(
    "sent", ["", "{}", "[]", "null", '{"id":"x"}', '{"id":"%s"}', '{"id":"é","rawId":1}', "{" * 99]
)
def test_what_is_no_answer_of_a_passkey_is_refused_with_a_sentence(
    house: House, hire: Engage, sent: str
) -> None:
    visitor, claire = newcomer(house), hire("Claire")
    key = claire.account.passkeys.create(
        name="Clé", rp_id="poitiers.localhost", credential_id=claire.box, public_key=b"-"
    )
    asked = visitor.post("/sign-in/passkey/options")
    assert (asked.status, asked.json["allowCredentials"]) == (200, [])
    refused = visitor.post("/sign-in/passkey", credential=sent.replace("%s", key.credential_id))
    assert (refused.status, len(refused.all(".notice-danger"))) == (401, 1)


@pytest.mark.parametrize("memory_kib", [8 * 1024, 100 * 1024])
def test_a_hash_of_older_parameters_is_made_anew_at_sign_in(
    house: House, hire: Engage, memory_kib: int
) -> None:
    claire = hire("Claire")
    former = Argon2PasswordHasher()
    former.memory_cost = memory_kib
    older = former.encode(PASSWORD, "sel-de-cuisine")
    type(claire.account).objects.filter(pk=claire.account.pk).update(password=older)
    assert signs_in(newcomer(house), claire).status == 302
    claire.account.refresh_from_db()
    assert claire.account.password.split("$")[:4] == ["argon2", "argon2id", "v=19", COST]
    assert claire.account.check_password(PASSWORD)


def test_where_the_academie_says_so_an_old_password_has_to_change(
    hire: Engage, monkeypatch: pytest.MonkeyPatch
) -> None:
    claire = hire("Claire").account
    monkeypatch.setattr(
        "preau.identity.actions.changing_password.academies", lambda: Yearly(academies())
    )
    claire.password_changed_at = timezone.now() - timedelta(days=364)
    assert next_step(claire, has_shown=False) is None
    claire.password_changed_at = timezone.now() - timedelta(days=366)
    assert next_step(claire, has_shown=False) == Step.PASSWORD


class Yearly:
    """The académies, were they to ask for a new password each year."""

    def __init__(self, real: object) -> None:
        self.real = real

    def of(self, slug: str) -> Academy:
        found: Academy = self.real.of(slug)  # type: ignore[attr-defined]
        return replace(found, passwords=replace(found.passwords, change_after_days=365))

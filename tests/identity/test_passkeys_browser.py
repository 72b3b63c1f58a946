"""Passkeys in a real Chromium, with an authenticator of its own making (CDP); axe, and pictures of
the pages when PICTURES names a folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from preau.identity.actions.opening import give_role
from preau.identity.models import Passkey, Role
from tests.house.cast import PASSWORD, Person
from tests.house.chromium import DESK, SIZES, in_chromium, is_too_wide, launched, violations
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.identity.factors import with_app, with_codes

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# The authenticator touches itself: offered a passkey under the field, it takes it at once.
NO_FILLING = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"

pytestmark = in_chromium


class Surfer:
    """Somebody at a browser whose device knows passkeys."""

    def __init__(
        self, house: House, context: BrowserContext, academy: str, *, fills_in: bool
    ) -> None:
        self.house, self.academy = house, academy
        self.context = context
        self.page: Page = context.new_page()
        if not fills_in:
            self.page.add_init_script(NO_FILLING)
        self.wire = context.new_cdp_session(self.page)
        self.wire.send("WebAuthn.enable", {"enableUI": False})
        added = self.wire.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        self.device = added["authenticatorId"]

    def go(self, path: str, academy: str = "") -> None:
        self.page.goto(self.house.url(academy or self.academy, path))

    def signs_in(self, person: Person) -> None:
        self.go("/sign-in")
        self.page.fill("#identifier", person.box)
        self.page.fill("#password", PASSWORD)
        self.page.click("form[action='/sign-in'] button[type=submit]")

    def comes_in_and_adds_a_passkey(self, person: Person, name: str) -> None:
        """The first of this person, with whom recovery codes are shown."""
        self.signs_in(person)
        self.go("/settings/security/passkeys/new")
        self.page.fill("#present", PASSWORD)
        self.page.get_by_role("button", name="Continue").click()
        self.page.fill("#name", name)
        self.page.get_by_role("button", name="Add this passkey").click()
        expect(self.page.locator(".recovery-codes code")).to_have_count(10)

    def forgets_the_session(self) -> None:
        self.context.clear_cookies(name="preau_session")

    def keys(self) -> list[dict[str, object]]:
        known = self.wire.send("WebAuthn.getCredentials", {"authenticatorId": self.device})
        found: list[dict[str, object]] = known["credentials"]
        return found


@contextmanager
def surfing(
    house: House,
    *,
    size: tuple[int, int] = DESK,
    scheme: Literal["light", "dark"] = "light",
    fills_in: bool = False,
) -> Iterator[Surfer]:
    """The database is not to be asked inside the block."""
    with launched() as browser:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
        )
        host = house.url("poitiers")
        context.add_cookies([{"name": "django_language", "value": "en", "url": host}])
        complaints: list[str] = []
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        yield Surfer(house, context, "poitiers", fills_in=fills_in)
    assert complaints == []


def test_a_passkey_is_added_named_and_signs_in_without_a_password(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    with surfing(house) as surfer:
        surfer.comes_in_and_adds_a_passkey(claire, "Mon téléphone")
        surfer.go("/settings/security/factors")
        expect(surfer.page.locator(".factor strong")).to_have_text("Mon téléphone")
        surfer.forgets_the_session()
        surfer.go("/sign-in?next=/settings/security/factors")
        surfer.page.get_by_role("button", name="Sign in with a passkey").click()
        expect(surfer.page.locator(".factor strong")).to_have_text("Mon téléphone")
        keys = surfer.keys()
    kept = Passkey.objects.get(account=claire.account)
    assert (kept.rp_id, kept.sign_count, len(keys)) == ("poitiers.localhost", 2, 1)
    assert kept.used_at is not None


def test_the_browser_offers_the_passkey_under_the_identifiers_field(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    with surfing(house, fills_in=True) as surfer:
        surfer.comes_in_and_adds_a_passkey(claire, "Clé")
        surfer.forgets_the_session()
        surfer.go("/sign-in")
        surfer.page.wait_for_url(f"**{claire.path()}")


def test_a_passkey_is_the_second_step_after_the_password(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    give_role(claire.account, Role.Kind.ADMINISTRATOR)
    with surfing(house) as surfer:
        surfer.signs_in(claire)
        surfer.page.get_by_role("button", name="Add a passkey").click()
        expect(surfer.page.locator(".recovery-codes code")).to_have_count(10)
        surfer.page.locator("main .button-primary").click()
        surfer.page.wait_for_url(f"**{claire.path()}")
        surfer.forgets_the_session()
        surfer.signs_in(claire)
        surfer.page.get_by_role("button", name="Use a passkey").click()
        surfer.page.wait_for_url(f"**{claire.path()}")
    assert Passkey.objects.get(account=claire.account).used_at is not None


def test_a_passkey_of_one_entrance_is_not_known_at_another(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    with surfing(house) as surfer:
        surfer.comes_in_and_adds_a_passkey(claire, "Clé")
        surfer.go("/sign-in", "paris")
        surfer.page.locator("[data-preau-passkey=get] button").click()
        expect(surfer.page.locator("[data-preau-passkey-said]")).not_to_be_empty()
        assert "/sign-in" in surfer.page.url


def test_what_was_signed_at_another_origin_is_refused_by_the_server(
    house: House, hire: Engage
) -> None:
    """A browser that lies about where it is: the same key, another port of the same name."""
    claire = hire("Claire")
    with surfing(house) as surfer:
        surfer.comes_in_and_adds_a_passkey(claire, "Clé")
        surfer.forgets_the_session()
        surfer.go("/sign-in")
        surfer.page.evaluate(FORGE)
        surfer.page.wait_for_load_state("networkidle")
        expect(surfer.page.locator("[data-preau-passkey-said]")).to_contain_text("not be checked")
        surfer.go(claire.path())
        assert "/sign-in" in surfer.page.url


# The question is asked and signed as usual; then the answer says that it was signed elsewhere.
FORGE = """async () => {
  const form = document.querySelector('[data-preau-passkey=get]')
  const plain = (b) => btoa(String.fromCharCode(...new Uint8Array(b)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  const token = form.querySelector('[name=csrfmiddlewaretoken]').value
  const said = await fetch(form.dataset.preauOptions, { method: 'POST', headers: { 'X-CSRFToken': token } })
  const question = await said.json()
  const client = JSON.stringify({ type: 'webauthn.get', challenge: question.challenge, origin: 'https://evil.example' })
  question.challenge = Uint8Array.from(atob(question.challenge.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
  const key = await navigator.credentials.get({ publicKey: question })
  form.credential.value = JSON.stringify({ id: key.id, rawId: key.id, type: key.type, clientExtensionResults: {},
    response: { clientDataJSON: plain(new TextEncoder().encode(client)),
      authenticatorData: plain(key.response.authenticatorData), signature: plain(key.response.signature) } })
  form.credential.disabled = false
  form.submit()
}"""


def test_a_passkey_is_renamed_and_removed_after_proving_again(house: House, hire: Engage) -> None:
    claire = hire("Claire")
    with surfing(house) as surfer:
        surfer.comes_in_and_adds_a_passkey(claire, "Clé")
        surfer.go("/settings/security/factors")
        surfer.page.locator(".factor summary").click()
        surfer.page.fill(".factor-name input.input", "Clé bleue")
        surfer.page.get_by_role("button", name="Rename").click()
        expect(surfer.page.locator(".factor strong")).to_have_text("Clé bleue")
        surfer.page.locator(".factor summary").click()
        surfer.page.locator(".factor").get_by_role("button", name="Remove").click()
        expect(surfer.page.locator(".factor")).to_have_count(0)
    assert Passkey.objects.filter(account=claire.account).count() == 0
    assert claire.account.recovery_codes.count() == 0


def test_the_rules_tell_themselves_as_one_types_and_nothing_is_sent(
    house: House, hire: Engage
) -> None:
    claire = hire("Claire")
    with surfing(house) as surfer:
        surfer.signs_in(claire)
        surfer.go("/settings/security/password")
        sent: list[str] = []
        surfer.page.on("request", lambda request: sent.append(request.url))
        surfer.page.type("#new-password", "ovale-61")
        states = surfer.page.locator("[data-rule]").evaluate_all(
            "rules => rules.map((rule) => [rule.dataset.rule, rule.dataset.state])"
        )
        assert dict(states) == {
            "length": "broken", "upper": "broken", "lower": "kept", "digit": "kept",
            "symbol": "kept", "names": "kept", "": "",
        }  # fmt: skip
        assert [url for url in sent if not url.endswith("/events")] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing_in_what_protects_an_account(  # noqa: PLR0915 -- one walk, page by page
    house: House, hire: Engage, theme: str, size: tuple[int, int]
) -> None:
    claire, desk, karim = hire("Claire"), hire("Maud"), hire("Karim")
    give_role(desk.account, Role.Kind.DESK)
    karim.account.must_change_password = True
    karim.account.save()
    for person in (claire, desk, karim):
        person.prefers(theme=theme, language="fr")
    app = with_app(claire)
    with_codes(claire)
    found: dict[str, object] = {}
    scheme: Literal["light", "dark"] = "dark" if theme == "dark" else "light"
    with surfing(house, size=size, scheme=scheme) as surfer:

        def look(name: str) -> None:
            surfer.page.wait_for_load_state("networkidle")
            said = violations(surfer.page), is_too_wide(surfer.page)
            if said != ([], False):
                found[name] = said
            if folder := os.environ.get("PICTURES"):
                surfer.page.screenshot(path=f"{folder}/{name}-{theme}-{size[0]}.png")

        surfer.go("/sign-in")
        look("sign-in")
        surfer.signs_in(desk)
        look("enrol")
        surfer.page.locator("details.other-ways summary").click()
        look("enrol-app")
        surfer.forgets_the_session()
        surfer.signs_in(karim)
        surfer.page.fill("#new-password", "azerty")
        surfer.page.click("main form button[type=submit]")
        look("new-password")
        surfer.forgets_the_session()
        surfer.signs_in(claire)
        look("factor")
        surfer.page.fill("#passcode", app.shows())
        surfer.page.click("form:has(#passcode) button[type=submit]")
        surfer.go("/settings/security")
        look("security")
        surfer.go("/settings/security/password")
        look("password")
        surfer.go("/settings/security/passkeys/new")
        look("confirm")
        surfer.page.fill("#present", PASSWORD)
        surfer.page.click("form:has(#present) button[type=submit]")
        look("new-passkey")
        surfer.page.fill("#name", "Mon téléphone")
        surfer.page.click("form:has(#name) button[type=submit]")
        surfer.page.wait_for_url("**/factors")
        look("factors")
        surfer.go("/settings/security/app/new")
        look("new-app")
        surfer.go("/settings/security/address")
        look("address")
        surfer.go("/settings/security/factors")
        surfer.page.click("form[action$='/security/codes'] button")
        look("codes")
    assert found == {}

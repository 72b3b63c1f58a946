"""Who cannot come in, and who helps them: the whole way in a browser, and nothing for axe to say."""

import re
from datetime import date

import pytest
from django.utils import timezone

from preau.identity.actions.opening import give_role
from preau.identity.models import Role, SecondAddress
from tests.house.cast import Person
from tests.house.chromium import DESK, PHONE, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.journeys.conftest import Browse

NEW = "Ardoise-Mouillée-42!"
PUBLIC = ["/recover/", "/recover/password", "/recover/identifier", "/recover/code", "/recover/sent"]


def known(person: Person) -> Person:
    staff = person.account.person
    staff.birth_date = date(1979, 5, 4)
    staff.save()
    SecondAddress.objects.create(
        person=staff, address=f"{person.box}@maison.example", proved_at=timezone.now()
    )
    return person


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_a_forgotten_password_is_chosen_anew_from_the_letter(
    house: House, hire: Engage, browse: Browse, size: tuple[int, int]
) -> None:
    claire = known(hire("Claire"))
    screen = browse(size=size)
    screen.go("/sign-in")
    screen.page.get_by_role("link", name="Mot de passe oublié").click()
    screen.page.get_by_role("link", name="J’ai oublié mon mot de passe").click()
    screen.page.fill("#name", claire.box)
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url("**/recover/sent")
    letter = house.world.waits_for(f"{claire.box}@maison.example").message.get_content()
    link = re.search(r"/recover/link/\w+", letter)
    assert link is not None
    screen.go(link[0])
    assert violations(screen.page) == []
    screen.page.fill("#new-password", NEW)
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url(f"**/mail/{claire.box}/inbox/")
    screen.go(link[0])
    assert violations(screen.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_axe_finds_nothing_on_the_ways_back_in(
    browse: Browse, scheme: str, size: tuple[int, int]
) -> None:
    screen = browse(size=size, scheme=scheme)
    found, wide = {}, {}
    for path in [*PUBLIC, "/desk/"]:
        screen.go(path)
        found[path] = violations(screen.page)
        wide[path] = is_too_wide(screen.page)
    assert found == {path: [] for path in found}
    assert wide == dict.fromkeys(wide, False)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_the_desk_answers_and_axe_finds_nothing(
    hire: Engage, browse: Browse, theme: str, size: tuple[int, int]
) -> None:
    claire, agent = known(hire("Claire")), hire("Inès").prefers(theme=theme)
    give_role(agent.account, Role.Kind.DESK)
    outside = browse(size=size)
    outside.go("/desk/")
    outside.page.fill("#name", claire.name)
    outside.page.fill("#contact", "05 49 00 00 00")
    outside.page.locator("form[method=post] button[type=submit]").click()
    reference = outside.text(".reference")
    desk = browse(agent, size=size, scheme=theme)
    found = {}
    for path in [
        f"/console/accounts/?q={claire.box}",
        f"/console/accounts/{claire.box}",
        "/console/desk/",
        f"/console/desk/{reference}",
    ]:
        desk.go(path)
        found[path] = violations(desk.page)
    desk.page.get_by_role("button", name="Take it in hand").click()
    desk.page.fill("#answer", "Nous vous avons rappelée.")
    desk.page.get_by_role("button", name="Answer and close").click()
    desk.page.get_by_role("button", name="Open it again").wait_for()
    outside.go(f"/desk/{reference}")
    assert found == {path: [] for path in found}
    assert "Nous vous avons rappelée." in outside.text("main")

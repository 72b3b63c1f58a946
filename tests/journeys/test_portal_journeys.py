"""The portal and the entrance in a browser: by keys, without script, and in one that is too old."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from preau.identity.actions.opening import give_role
from preau.identity.models import Role
from preau.support.actions.announcing import announce
from preau.support.models import Announcement
from tests.house.chromium import DESK, PHONE, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.waiting import eventually
from tests.journeys.conftest import Browse

EVERYBODYS = ["/sign-in", "/portal/", "/portal/?q=zzz", "/status"]


@pytest.fixture
def told(hire: Engage) -> Iterator[None]:
    """Something is announced, so that every page carries it."""
    now = timezone.now()
    announce(hire().account, "Travaux", "planned", now, now + timedelta(minutes=5))
    yield
    Announcement.objects.all().delete()


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_everybodys_pages_have_nothing_for_axe_to_say(
    browse: Browse, size: tuple[int, int], scheme: str
) -> None:
    screen = browse(size=size, scheme=scheme)
    said = []
    for path in EVERYBODYS:
        screen.go(path)
        said += violations(screen.page)
    assert said == []


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_who_is_signed_in_have_nothing_for_axe_to_say(
    hire: Engage, browse: Browse, scheme: str
) -> None:
    person = hire()
    give_role(person.account, Role.Kind.DESK)
    screen, said = browse(person, scheme=scheme), []
    for path in ("/portal/", "/status", "/console/announcements/", "/settings/reading"):
        screen.go(path)
        said += violations(screen.page)
    assert said == []


def test_a_favourite_is_chosen_by_keys_alone(hire: Engage, browse: Browse) -> None:
    screen = browse(hire())
    screen.go("/portal/")
    screen.page.get_by_role("button", name="Add Éduscol to my favourites").focus()
    screen.page.keyboard.press("Enter")
    heading = screen.page.locator(".portal-group h2").first
    heading.get_by_text("My favourites").wait_for()
    assert screen.text(".portal-group >> nth=0 >> .tile-words >> strong").startswith("Éduscol")


def test_without_script_services_are_pinned_and_found(hire: Engage, browse: Browse) -> None:
    screen = browse(hire(), java_script_enabled=False)
    screen.go("/portal/")
    screen.page.get_by_role("button", name="Add Éduscol to my favourites").click()
    screen.page.get_by_role("searchbox", name="Find a service").fill("eduscol")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url("**/portal/?q=eduscol")
    assert screen.page.locator(".tile").count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("path", ["/sign-in", "/portal/", "/help/", "/recover/"])
def test_a_browser_that_cannot_read_our_style_reads_that_it_is_too_old(
    browse: Browse, path: str, *, script: bool
) -> None:
    """Before 2022 no browser knew layers, and passed over all that stands in one."""

    def as_of_old(route: Route) -> None:
        route.fulfill(body="", content_type="text/css")

    screen = browse(java_script_enabled=script)
    screen.go(path)
    assert not screen.page.locator(".too-old").is_visible()
    screen.page.route("**/shell/app.*css", as_of_old)
    screen.go(path)
    assert screen.page.locator(".too-old").is_visible()


def test_an_announcement_is_closed_by_its_cross(hire: Engage, browse: Browse) -> None:
    now, text = timezone.now(), "Coupure de cinq minutes"
    announce(hire().account, text, "trouble", now, now + timedelta(minutes=5))
    screen = browse()
    screen.go("/sign-in")
    banner = screen.page.locator(".announced", has_text=text)

    def shown() -> int:
        screen.page.reload()
        return banner.count()

    eventually(shown)
    banner.get_by_role("button").click()
    screen.page.wait_for_load_state()
    assert screen.page.locator(".announced", has_text=text).count() == 0
    assert Announcement.objects.filter(text=text, withdrawn_at=None).count() == 1
    Announcement.objects.all().delete()


def favourites(page: Page) -> Locator:
    return page.locator(".portal-group").first.locator(".tile-words strong")


def test_favourites_are_ordered_by_keys_and_by_hand(hire: Engage, browse: Browse) -> None:
    person = hire()
    person.prefers(pinned_tiles=["service:eduscol", "help", "status"])
    screen = browse(person, size=DESK)
    screen.go("/portal/")
    page = screen.page
    page.get_by_role("link", name="Change the order").click()
    page.get_by_role("button", name="Move State of the service one place back").focus()
    for order in (["Éduscol", "State of the service", "Help"],
                  ["State of the service", "Éduscol", "Help"]):  # fmt: skip
        page.keyboard.press("Enter")
        expect(favourites(page)).to_contain_text(order)
    ready = page.get_by_role("button", name="Move State of the service one place on")
    expect(ready).to_be_focused()
    assert (violations(page), is_too_wide(page)) == ([], False)
    top = page.locator(".tile").first.bounding_box()
    assert top is not None
    page.locator("[data-preau-grip]").nth(2).hover()
    page.mouse.down()
    page.mouse.move(top["x"] + 40, top["y"] + top["height"] / 2, steps=8)
    page.mouse.up()
    expect(page.locator(".tile-move [autofocus]")).to_have_attribute(
        "aria-label", "Move Help one place on"
    )
    expect(favourites(page)).to_contain_text(["Help", "State of the service", "Éduscol"])
    page.get_by_role("link", name="Done").click()
    expect(page.locator("[data-preau-grip]")).to_have_count(0)
    expect(favourites(page)).to_contain_text(["Help", "State of the service", "Éduscol"])

"""Sending later and snoozing with a browser: by pointer, by key, taken back."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from preau.mail.actions.sending import send_due
from preau.mail.models import Draft
from tests.house.cast import Person
from tests.house.chromium import PHONE, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.postbag import letter, unique
from tests.house.waiting import eventually
from tests.journeys.conftest import Browse, Screen
from tests.journeys.test_writing_journeys import write, write_to


def written(browse: Browse, person: Person, to: Person, subject: str, **how: object) -> Screen:
    screen = browse(person, **how)
    screen.go(person.path())
    screen.page.get_by_role("link", name="New message", exact=True).click()
    write_to(screen.page, to.address)
    screen.page.locator(".composer-subject").fill(subject)
    write(screen.page, "Bonjour")
    return screen


def later(page: Page) -> None:
    page.locator(".composer-later > summary").click()


def test_a_letter_is_scheduled_from_its_window_seen_put_off_and_leaves(
    hire: Engage, browse: Browse
) -> None:
    claire, odile, subject = hire("Claire"), hire("Odile", academy="paris"), unique("Plus tard")
    screen = written(browse, claire, odile, subject)
    page = screen.page
    later(page)
    expect(page.locator("[data-preau-slots]")).to_contain_text(odile.address)
    assert violations(page) == []
    page.get_by_role("button", name="Tomorrow morning").click()
    expect(page.locator(".toast-words")).to_contain_text("Leaves on")
    screen.go(claire.path("scheduled"))
    assert screen.rows() == [subject]
    page.locator("a.row-link").click()
    expect(page.locator(".departing")).to_contain_text("08:00")
    assert violations(page) == []
    page.get_by_text("Another time").click()
    in_a_week = timezone.localdate() + timedelta(days=7)
    page.locator(".departing input[type=datetime-local]").fill(f"{in_a_week}T10:30")
    page.get_by_role("button", name="Postpone").click()
    expect(page.locator(".toast-words")).to_contain_text("10:30")
    due = Draft.objects.get(mailbox__login=claire.login).due_at
    assert due is not None
    send_due(now=due)
    odile.program().waits_for(subject)


def test_everyone_gets_it_when_they_are_at_work(hire: Engage, browse: Browse) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    page = written(browse, claire, karim, "Au travail").page
    later(page)
    page.get_by_role("button", name="When they are at work").click()
    expect(page.locator(".toast-words")).to_contain_text("Leaves on")
    page.locator("[data-preau-undo] button").click()
    expect(page.locator(".composer-subject")).to_have_value("Au travail")


def test_messages_are_snoozed_by_key_from_the_row_and_by_the_menu_of_the_reader(
    hire: Engage, browse: Browse
) -> None:
    person = hire(view="flat")
    person.program().keep(letter("Un"), letter("Deux"), letter("Trois"))
    screen = browse(person)
    screen.go(person.path())
    page = screen.page
    page.locator("a.row-link").first.focus()
    page.keyboard.press("b")
    expect(page.locator(".toast-words")).to_contain_text("1 message snoozed until")
    assert screen.rows() == ["Deux", "Un"]
    page.locator("a.row-link").first.click()
    page.locator("#reader summary[aria-label=Snooze]").click()
    assert violations(page) == []
    page.locator("#reader").get_by_role("button", name="Tomorrow morning").click()
    eventually(lambda: screen.rows() == ["Un"])
    page.locator("[data-preau-undo] button").last.click()
    eventually(lambda: screen.rows() == ["Deux", "Un"])
    page.keyboard.press("Control+a")
    page.locator(".bulk summary[aria-label=Snooze]").click()
    page.locator(".bulk").get_by_role("button", name="Tomorrow morning").click()
    eventually(lambda: screen.rows() == [])
    screen.go(person.path("snoozed"))
    assert sorted(screen.rows()) == ["Deux", "Trois", "Un"]


def test_a_telephone_has_room_for_it(hire: Engage, browse: Browse) -> None:
    claire = hire("Claire")
    screen = browse(claire, size=PHONE)
    screen.go(f"/mail/{claire.box}/compose")
    later(screen.page)
    expect(screen.page.locator("[data-preau-later] .menu-item").first).to_be_visible()
    assert not is_too_wide(screen.page)
    assert violations(screen.page) == []

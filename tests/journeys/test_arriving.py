"""A newcomer comes in, from the slip in their hand to their inbox; nothing for axe to say."""

import re

import pytest

from preau.identity.models import Account
from preau.identity.slips import code_of
from tests.house.chromium import DESK, PHONE, is_too_wide, violations
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.waiting import eventually
from tests.identity.newcomers import BIRTH, NEW, Newcomer, head, newcomer
from tests.journeys.conftest import Browse


def mailed_code(house: House, one: Newcomer) -> str:
    letter = eventually(lambda: house.world.received_by(one.home))[-1].message
    found = re.search(r"\d{4} \d{4}", letter.get_content())
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_the_whole_way_from_the_square_of_the_slip_to_the_inbox(
    house: House, browse: Browse, size: tuple[int, int], scheme: str
) -> None:
    nina, said = newcomer(house), []
    code = nina.slip()[1]
    screen = browse(size=size, scheme=scheme)
    page = screen.page

    def look() -> None:
        said.extend(violations(screen.page))

    screen.go(f"/activate/#{code}")
    eventually(lambda: page.evaluate("document.querySelector('#code').value !== ''"))
    assert page.input_value("#code") == code
    assert page.evaluate("location.href") == f"{screen.base}/activate/"
    look()
    page.fill("#numen", nina.numen.spaced.lower())
    page.fill("#birth", "1990-09-10")
    page.click("button[type=submit]")
    page.wait_for_selector(".notice-danger")
    assert page.input_value("#numen") == nina.numen.spaced.lower()
    look()
    page.fill("#birth", BIRTH.isoformat())
    page.click("button[type=submit]")
    page.wait_for_url("**/activate/password")
    look()
    page.fill("#new-password", NEW)
    page.click("button[type=submit]")
    page.wait_for_url("**/activate/address")
    look()
    page.fill("#address", nina.home)
    page.click("button[type=submit]")
    page.wait_for_url("**/activate/address/code")
    look()
    page.fill("#code", mailed_code(house, nina))
    page.click("button[type=submit]")
    page.wait_for_url("**/activate/protection")
    look()
    page.reload()
    page.click("a[href='/activate/tour/1']")
    for number in (1, 2, 3):
        page.wait_for_url(f"**/activate/tour/{number}")
        look()
        page.click(".tour-foot .button-primary")
    page.wait_for_url(f"**/mail/{nina.person.box}/inbox/")
    assert said == []
    assert not is_too_wide(page)


def test_a_keyboard_is_enough(house: House, browse: Browse) -> None:
    nina = newcomer(house)
    code = nina.slip()[1]
    screen = browse()
    page = screen.page
    screen.go("/activate/")
    page.wait_for_function("document.activeElement.name === 'numen'")
    keys = page.keyboard
    keys.type(str(nina.numen))
    keys.press("Tab")
    for part in (f"{BIRTH:%d}", f"{BIRTH:%m}", f"{BIRTH:%Y}"):
        keys.type(part)
    # A date has three parts and a picker; the next is what proves it.
    while page.evaluate("document.activeElement.name") != "code":
        keys.press("Tab")
    keys.type(code)
    keys.press("Enter")
    page.wait_for_url("**/activate/password")
    while page.evaluate("document.activeElement.id") != "new-password":
        keys.press("Tab")
    keys.type(NEW)
    keys.press("Enter")
    page.wait_for_url("**/activate/address")
    assert Account.objects.get(pk=nina.account.pk).state == Account.State.ACTIVE


def test_back_from_the_code_keeps_what_was_said(house: House, browse: Browse) -> None:
    nina = newcomer(house).lives_at_home()
    screen = browse(size=PHONE)
    page = screen.page
    screen.go("/activate/")
    page.fill("#numen", nina.numen.spaced)
    page.fill("#birth", BIRTH.isoformat())
    page.check("[value=mail]")
    assert not page.is_visible("#code")
    page.click("button[type=submit]")
    page.wait_for_url("**/activate/code")
    assert violations(screen.page) == []
    page.go_back()
    page.wait_for_url("**/activate/")
    assert (page.input_value("#birth"), page.is_checked("[value=mail]")) == (str(BIRTH), True)
    page.go_forward()
    page.wait_for_url("**/activate/code")
    page.fill("#code", mailed_code(house, nina))
    page.click("button[type=submit] >> nth=0")
    page.wait_for_url("**/activate/password")


def test_without_script_the_way_is_the_same(house: House, browse: Browse) -> None:
    nina = newcomer(house)
    code = nina.slip()[1]
    screen = browse(java_script_enabled=False)
    page = screen.page
    screen.go("/activate/")
    page.fill("#numen", nina.numen.spaced)
    page.fill("#birth", BIRTH.isoformat())
    page.fill("#code", code)
    page.click("button[type=submit]")
    page.fill("#new-password", NEW)
    page.click("button[type=submit]")
    page.wait_for_url("**/activate/address")


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_axe_finds_nothing_in_the_console_of_arrivals(
    house: House, browse: Browse, size: tuple[int, int], scheme: str
) -> None:
    uai = unique("07")
    sylvie = head(house, uai)
    for given in ("Nina", "Oscar", "Zélie"):
        newcomer(house, given, uai=uai)
    screen = browse(sylvie, size=size, scheme=scheme)
    page, said = screen.page, []
    for path in ("/console/", "/console/slips/"):
        screen.go(path)
        said += violations(screen.page)
    page.check("input[type=checkbox][name=id] >> nth=1")
    page.click("text=Make slips for the chosen")
    page.wait_for_url("**/console/slips/batches/*")
    said += violations(screen.page)
    with page.expect_download() as sheet:
        page.click("text=Print, four a page")
    assert sheet.value.suggested_filename.endswith(".pdf")
    for path in ("/console/slips/", "/console/slips/batches"):
        screen.go(path)
        said += violations(screen.page)
    assert said == []
    assert not is_too_wide(page)


def test_the_office_to_ask_is_told_before_anything_is_proved(house: House, browse: Browse) -> None:
    screen = browse(academy="amiens")
    screen.go("/activate/")
    screen.page.click("text=J’ai perdu mon NUMEN")
    screen.page.wait_for_url("**/numen")
    assert "La DPATE du rectorat" in screen.text("main")
    assert violations(screen.page) == []


def test_the_code_of_a_slip_is_not_left_in_the_history(house: House, browse: Browse) -> None:
    nina = newcomer(house)
    slip = nina.slip()[0]
    screen = browse()
    screen.go(f"/activate/#{code_of(slip)}")
    eventually(lambda: screen.page.evaluate("document.querySelector('#code').value !== ''"))
    screen.go("/numen")
    screen.page.go_back()
    assert code_of(slip) not in screen.page.evaluate("location.href")
    assert [one for one in screen.watched.requests if code_of(slip) in one.partition("#")[0]] == []

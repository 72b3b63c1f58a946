"""What a message looks like in its frame: withheld images, wide layouts, the ground it stands on."""

import pytest

from tests.house.cast import Person
from tests.house.chromium import PHONE
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.house.waiting import eventually
from tests.journeys.conftest import Browse, Screen

WIDE = "<table width='600'><tr><td width='600' bgcolor='#eeeeee'>Lettre d’information</td></tr></table>"
FRAME = "document.querySelector('iframe.message-frame')"


def opened(person: Person, html: str, screen: Screen) -> None:
    ident = person.program().keep(letter(html=html))[0]
    screen.go(person.path(tail=f"m/{ident}/"))
    screen.page.wait_for_selector("iframe.message-frame[data-fitted]")


def in_frame(screen: Screen, asked: str) -> object:
    return screen.page.evaluate(f"(frame => {asked})({FRAME}.contentDocument)")


def test_a_wide_layout_is_shown_whole_on_a_phone(hire: Engage, browse: Browse) -> None:
    person = hire()
    screen = browse(person, size=PHONE)
    opened(person, WIDE, screen)
    eventually(lambda: screen.page.evaluate(f"{FRAME}.contentDocument.body.style.zoom !== ''"))
    right = in_frame(screen, "frame.querySelector('table').getBoundingClientRect().right")
    width = screen.page.evaluate(f"{FRAME}.clientWidth")
    assert 0 < right <= width
    scrolls = "frame.documentElement.scrollWidth > frame.documentElement.clientWidth"
    assert in_frame(screen, scrolls) is False


def test_a_withheld_image_keeps_its_room_and_says_what_it_shows(
    hire: Engage, browse: Browse
) -> None:
    person = hire()
    screen = browse(person)
    html = "<img src='https://x.example/a.png' width='200' height='60' alt='Logo de la ville'>"
    opened(person, html, screen)
    box = in_frame(
        screen, "(({width, height}) => [width, height])(frame.images[0].getBoundingClientRect())"
    )
    said = in_frame(screen, "getComputedStyle(frame.images[0], '::after').content")
    assert (box, said) == ([200, 60], '"Logo de la ville"')


@pytest.mark.parametrize(("html", "ground"), [("<p>x</p>", 0), ("<p style='color:red'>x</p>", 1)])
def test_in_the_dark_only_a_message_with_its_own_colours_is_on_white(
    hire: Engage, browse: Browse, html: str, ground: int
) -> None:
    person = hire().prefers(theme="auto")
    screen = browse(person, scheme="dark")
    opened(person, html, screen)
    colour = in_frame(screen, "getComputedStyle(frame.documentElement).backgroundColor")
    letters = in_frame(screen, "getComputedStyle(frame.querySelector('p')).color")
    assert (colour, letters) == [
        ("rgba(0, 0, 0, 0)", "rgb(230, 230, 232)"), ("rgb(255, 255, 255)", "rgb(255, 0, 0)"),
    ][ground]  # fmt: skip

"""A page of Chromium signed in as somebody, for the pages of settings."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.house.cast import Person
from tests.house.chromium import DESK, launched
from tests.house.installation import House

Open = Callable[[str], None]


@contextmanager
def browsing(
    house: House, person: Person, size: tuple[int, int] = DESK
) -> Iterator[tuple[Page, Open]]:
    """A page signed in as this person. The database is not to be asked inside the block."""
    session = person.visitor().cookies["preau_session"]
    with launched() as browser:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        context.add_cookies(
            [{"name": "preau_session", "value": session, "url": house.url("poitiers")}]
        )
        page = context.new_page()

        def go(path: str) -> None:
            page.goto(house.url("poitiers", path))

        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page, go
    assert complaints == []

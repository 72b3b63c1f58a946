"""A real Chromium, one for each file; every page is watched, and at its end had nothing to hide."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
)

from tests.house.cast import Person
from tests.house.chromium import DESK, PATIENCE, PHONE, in_chromium
from tests.house.installation import House

# Told to the page before anything else of it runs.
WATCH_POLICY = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error(`CSP: ${violatedDirective} ${blockedURI}`))
"""
# A line that is cut, or a refusal, is told by the browser itself: not a fault of the page's script.
TOLD_BY_BROWSER = "Failed to load resource"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            for mark in in_chromium:
                item.add_marker(mark)


@dataclass
class Watched:
    """What one browser did behind the pages it showed."""

    host: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def strangers(self) -> list[str]:
        """Requests that went anywhere but to us."""
        own = (self.host, "")
        return [url for url in self.requests if urlsplit(url).netloc not in own]

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(TOLD_BY_BROWSER):
            self.errors.append(message.text)

    def follow(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    def look_after(self, context: BrowserContext) -> None:
        context.add_init_script(WATCH_POLICY)
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", self.follow)


@dataclass
class Screen:
    """A browser window: `page`, and the way to a path of the académie's."""

    page: Page
    watched: Watched
    base: str

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def go_and_listen(self, path: str) -> None:
        """Until the page hears what happens from now on."""
        with self.page.expect_response(lambda answer: answer.url.endswith("/events")):
            self.go(path)

    def text(self, selector: str) -> str:
        return " ".join(self.page.locator(selector).inner_text().split())

    def rows(self) -> list[str]:
        found = self.page.locator("[data-preau-row] .row-subject").all_inner_texts()
        return [one.replace("couleuvrine", "").strip() for one in found]


Browse = Callable[..., Screen]


@pytest.fixture
def browse(house: House, chromium: Browser) -> Iterator[Browse]:
    """`browse(person)` opens a window signed in; `browse()` one of nobody's."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def make(
        person: Person | None = None,
        *,
        size: tuple[int, int] = DESK,
        scheme: str = "light",
        academy: str = "poitiers",
        **how: object,
    ) -> Screen:
        base = house.url(academy, "").rstrip("/")
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            locale="fr-FR",
            has_touch=size == PHONE,
            **how,  # type: ignore[arg-type]
        )
        context.set_default_timeout(PATIENCE)
        watched = Watched(house.host(academy))
        watched.look_after(context)
        opened.append((context, watched))
        if person is not None:
            session = person.visitor().cookies["preau_session"]
            context.add_cookies([{"name": "preau_session", "value": session, "url": base}])
        return Screen(context.new_page(), watched, base)

    yield make
    for context, _ in opened:
        context.close()
    assert [error for _, watched in opened for error in watched.errors] == []
    assert [url for _, watched in opened for url in watched.strangers] == []

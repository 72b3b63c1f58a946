"""The first inbox in a real Chromium with nothing in its cache, from the entrance on.

Octets as they cross the wire, headers included, entrance and inbox together; the time runs from
the press on Sign in to the first row in the document, the password's check included.
"""

import statistics
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.station import IDENTIFIER, PASSWORD, Station, say

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WATCH = """(function look() {
  if (document.querySelector("li.row")) window.rowsAt = performance.timeOrigin + performance.now();
  else requestAnimationFrame(look);
})();"""
NOW = "performance.timeOrigin + performance.now()"


def first_visit(station: Station, runs: int) -> dict[str, Any]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        visits = [visit(browser, station) for _ in range(runs)]
        browser.close()
    made = {name: statistics.median(one[name] for one in visits) for name in visits[0]}
    say(
        f"  first inbox: {made['bytes'] / 1000:.0f} kB in {made['requests']} requests,"
        f" rows after {made['rows_ms']:.0f} ms, in the page's own time {made['page_ms']:.0f} ms"
    )
    return made


def visit(browser: Browser, station: Station) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
    page = context.new_page()
    page.add_init_script(WATCH)
    wire = Wire(page)
    page.goto(f"http://{station.host}/")
    page.wait_for_load_state("networkidle")
    page.fill("[name=identifier]", IDENTIFIER)
    page.fill("[name=password]", PASSWORD)
    began = page.evaluate(NOW)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("li.row")
    page.wait_for_timeout(1500)
    rows_at, own = page.evaluate("[window.rowsAt, performance.timeOrigin]")
    made = {
        "bytes": wire.octets,
        "requests": wire.requests,
        "rows_ms": round(rows_at - began, 1),
        "page_ms": round(rows_at - own, 1),
    }
    context.close()
    return made


class Wire:
    """Counts what really goes to the server: neither data addresses nor the cache."""

    def __init__(self, page: Page) -> None:
        self.requests = 0
        self.octets = 0
        self._cached: set[str] = set()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.requestServedFromCache", lambda e: self._cached.add(e["requestId"]))
        session.on("Network.loadingFinished", self._done)

    def _sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.requests += 1
        if "redirectResponse" in event:
            self.octets += max(0, int(event["redirectResponse"].get("encodedDataLength", 0)))

    def _done(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._cached:
            self.requests -= 1
        else:
            self.octets += max(0, int(event.get("encodedDataLength", 0)))

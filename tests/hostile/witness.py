"""A real Chromium, and everything it does that a message has no right to.

It runs with a profile of its own: a private window would look nothing up ahead of time, and hide
exactly what is to be seen. Only this machine's names resolve; whatever else is looked up fails.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Dialog, Page, Request, sync_playwright

from tests.hostile.stage import Stage
from tests.hostile.vectors import DOMAIN
from tests.house.chromium import CHROMIUM, SWITCHES

_RESOLVING = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost"
_OWN_PATHS = re.compile(r"/(?:page/|frame/|part/|proxy\?|style\.css$|favicon\.ico$)")
_HOSTILE = re.compile(rf"[\w.-]*{re.escape(DOMAIN)}")
_PATIENCE = 150  # milliseconds a page is left alone, for what comes late


@dataclass
class Witness:
    """What was seen, each as (kind, what): request, look-up, script, dialog, popup, navigation."""

    stage: Stage
    context: BrowserContext
    log: Path
    seen: set[tuple[str, str]] = field(default_factory=set)

    def watch(self, url: str) -> None:
        """Show one page of messages, print it, pass over it with the pointer, and leave."""
        page = self.context.new_page()
        session = self._listen(page)
        page.goto(url, wait_until="load", timeout=30_000)
        session.send("Emulation.setEmulatedMedia", {"media": "print"})
        for x in range(100, 1400, 230):
            page.mouse.move(x, 50 + x // 10)
            page.mouse.wheel(0, 20)
        page.keyboard.press("Tab")
        page.wait_for_timeout(_PATIENCE)
        page.close(run_before_unload=False)

    def _listen(self, page: Page) -> CDPSession:
        session = self.context.new_cdp_session(page)
        for domain in ("Network", "Debugger", "Runtime", "Page"):
            session.send(f"{domain}.enable")
        session.on("Debugger.scriptParsed", self._script)
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.webSocketCreated", lambda event: self._see("request", event["url"]))
        session.on(
            "Page.frameRequestedNavigation", lambda event: self._address("navigation", event["url"])
        )
        page.on("dialog", self._dialog)
        page.on("download", lambda download: self._see("download", download.url))
        page.on("worker", lambda worker: self._see("script", worker.url))
        page.on("popup", lambda popup: self._see("popup", popup.url))
        return session

    def _see(self, kind: str, what: str) -> None:
        self.seen.add((kind, what[:300]))

    def _script(self, event: dict[str, Any]) -> None:
        """Every compiled script, but those of the worlds that the test's own tool keeps apart."""
        if event.get("executionContextAuxData", {}).get("isDefault", True):
            self._see("script", f"{event.get('url', '')} in {event.get('embedderName', '')}")

    def _sent(self, event: dict[str, Any]) -> None:
        self._address("request", event["request"]["url"])

    def request(self, request: Request) -> None:
        self._address("request", request.url)

    def _address(self, kind: str, url: str) -> None:
        own = url.startswith(self.stage.origin) and _OWN_PATHS.match(url[len(self.stage.origin) :])
        if not own and not url.startswith(("data:image/", "about:blank")):
            self._see(kind, url)

    def _dialog(self, dialog: Dialog) -> None:
        self._see("dialog", dialog.page.url if dialog.page else "")
        dialog.dismiss()

    def read_log(self) -> None:
        """What the network stack itself wrote down: look-ups and connections made ahead included."""
        text = self.log.read_text(errors="replace")
        for name in _HOSTILE.findall(text):
            self._see("look-up", name)
        kinds = json.loads(text[: text.index('\n"events"')].rstrip().rstrip(",") + "}")[
            "constants"
        ]["logEventTypes"]
        resolving = re.compile(
            rf'"host":"([^"]*)".*"type":{kinds["HOST_RESOLVER_MANAGER_REQUEST"]}\b'
        )
        for name in resolving.findall(text):
            if "127.0.0.1" not in name and "~notfound" not in name:
                self._see("look-up", name)


@contextmanager
def watching(stage: Stage, folder: Path) -> Iterator[Witness]:
    """A browser for as long as the block lasts; after it, the witness has read the network's log too."""
    log = folder / "network.json"
    arguments = [
        *SWITCHES,
        "--mute-audio",
        f"--log-net-log={log}",
        f"--host-resolver-rules={_RESOLVING}",
    ]
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=CHROMIUM,
            args=arguments,
            viewport={"width": 1400, "height": 1200},
        )
        witness = Witness(stage, context, log)
        context.on("request", witness.request)
        context.on("serviceworker", lambda worker: witness._see("script", worker.url))
        yield witness
        context.close()
    witness.read_log()
    witness.seen |= {("request", stray) for stray in stage.strays}

"""The true address of an entrance, and how to keep it in this browser (P-08, X-07, E-13)."""

from django.conf import settings
from django.utils.translation import gettext as _

from preau.academies.registry import host_name
from preau.formats.browsers import Browser, parse
from preau.web.kit.request import AcademyRequest
from preau.web.portal.shown import Bookmark

TOUCH = ("iPhone", "iPad", "Android")


def bookmark(request: AcademyRequest) -> Bookmark:
    browser = parse(request.headers.get("User-Agent", ""))
    return Bookmark(true_address(request), advice(browser))


def true_address(request: AcademyRequest) -> str:
    """The entrance one stands at, when it is official; a demo is only where it is."""
    if settings.DEMO:
        return f"http://{request.get_host()}/"
    here = request.academy.entrance_at(host_name(request.get_host()))
    kept = request.academy.entrance if here is None or here.demo else here
    return f"https://{kept.host}/"


def advice(browser: Browser) -> str:
    """The gesture of the browser one has before one."""
    if browser.system in ("iPhone", "iPad"):
        return _("Tap Share, then “Add Bookmark” or “Add to Home Screen”.")
    if browser.system == "Android":
        return _("Open the browser’s menu, then tap the star or “Add to Home screen”.")
    if browser.system == "macOS":
        return _("Press ⌘ D to keep it among your bookmarks.")
    return _("Press Ctrl + D to keep it among your favourites.")

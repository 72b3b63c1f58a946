"""Where somebody comes from, in words: the académie's own name of a network, else its prefix."""

from django.utils.translation import gettext as _

from preau.academies.academy import Academy
from preau.formats.browsers import Browser
from preau.formats.networks import is_loopback, prefix
from preau.identity.models import Session


def place(academy: Academy, address: str) -> str:
    """`réseau des collèges`, `203.0.113.0/24`; empty when the address is not known."""
    known = academy.network_of(address)
    if known is not None:
        return known.name
    return _("this machine") if is_loopback(address) else prefix(address)


def exact(academy: Academy, address: str) -> str:
    """The address itself, where `place` gives a name; a prefix says enough alone."""
    return address if academy.network_of(address) is not None else ""


def browser_words(browser: str, system: str) -> str:
    """`Firefox on Windows`, or as much of it as is known."""
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown browser")


def words_of(browser: Browser) -> str:
    return browser_words(browser.name, browser.system)


def words_of_session(academy: Academy, session: Session) -> str:
    """`Firefox on Windows, réseau des collèges`."""
    browser = browser_words(session.browser, session.system)
    return ", ".join(filter(None, (browser, place(academy, session.network))))

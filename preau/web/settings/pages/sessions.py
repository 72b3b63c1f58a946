"""Where one is signed in: each browser, and the buttons that end it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from preau.identity.actions.sessions import open_sessions
from preau.identity.models import Session
from preau.identity.origins import browser_words, exact, place
from preau.kit import moments
from preau.web.kit.request import AccountRequest
from preau.web.shell.settings_menu import around
from preau.web.shell.sheet import Sheet

PHONES = ("iPhone", "iPad", "Android")


@dataclass(frozen=True)
class OpenSession:
    """`name` is what a button posts; it opens nothing. The moments are sentences."""

    name: str
    browser: str
    icon: str
    place: str
    network: str
    began: str
    seen: str
    way: str
    is_shared: bool
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class SessionsPage(Sheet):
    here: OpenSession
    others: list[OpenSession]
    official_address: str


def sessions(request: AccountRequest) -> SessionsPage:
    shown = [_shown(request, one) for one in open_sessions(request.account)]
    return SessionsPage(
        **around(
            request,
            "sessions",
            _("Sessions"),
            _("Each browser where your account is open. One you do not know? End it."),
        ),
        here=_shown(request, request.open_session),
        others=[one for one in shown if not one.is_here],
        official_address=request.academy.entrance.host,
    )


def _shown(request: AccountRequest, session: Session) -> OpenSession:
    is_here = session.pk == request.open_session.pk
    return OpenSession(
        name=session.pk,
        browser=browser_words(session.browser, session.system),
        icon="smartphone" if session.system in PHONES else "monitor",
        place=place(request.academy, session.network),
        network=exact(request.academy, session.network),
        began=_("Signed in on %(moment)s") % {"moment": moments.full_label(session.began_at)},
        seen=_("Active now") if is_here else _last_seen(session),
        way=way(session.way),
        is_shared=session.is_shared,
        is_here=is_here,
    )


def _last_seen(session: Session) -> str:
    return _("Last activity: %(moment)s") % {"moment": moments.full_label(session.seen_at)}


def way(name: str) -> str:
    """How the person came in; empty when it is not known."""
    ways: dict[str, str] = {
        Session.Way.PASSWORD: _("by password"),
        Session.Way.PASSKEY: _("by passkey"),
        Session.Way.FACTOR: _("by password and second factor"),
        Session.Way.LINK: _("by a link"),
        Session.Way.ACTIVATION: _("by activating the account"),
        Session.Way.RECOVERY: _("by recovering the account"),
        Session.Way.SSO: _("by another service"),
    }
    return ways.get(name, "")

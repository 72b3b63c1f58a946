"""Whose events a browser may hear: the boxes of the session its cookie names."""

from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections

from preau.academies.registry import academies
from preau.identity.queries import memberships
from preau.web.kit.signed_in import account_of


def boxes_of_session(environ: dict[str, Any]) -> list[str] | None:
    """Logins of the boxes, or None for nobody; runs in a thread of pages."""
    request = cast(Any, WSGIRequest(environ))
    request.academy = academies().by_host(environ.get("HTTP_HOST", ""))
    if request.academy is None:
        return None
    sessions = import_module(settings.SESSION_ENGINE)
    request.session = sessions.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    try:
        account = account_of(request)
        if account is None:
            return None
        return [m.mailbox.login for m in memberships(account)]
    finally:
        close_old_connections()

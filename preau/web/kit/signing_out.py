"""Leaving, by whichever door: the session ends, and this browser keeps nothing of it."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from preau.identity.actions.sessions import close_pages
from preau.journal.actions import record
from preau.web.kit.request import network
from preau.web.kit.signed_in import SHARED_COOKIE, clear


def sign_out_of(request: HttpRequest) -> None:
    account, key = cast(Any, request).account, request.session.session_key
    if account is not None:
        record("sign_out", by=account.login, academy=account.academy, network=network(request))
    logout(request)
    if key:
        close_pages(key)


def forget_browser(response: HttpResponse) -> None:
    """X-15, P-14."""
    clear(response)
    for name in (settings.CSRF_COOKIE_NAME, SHARED_COOKIE):
        response.delete_cookie(name)

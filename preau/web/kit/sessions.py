"""Who a request comes from, before Django's own way to a page is taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections

from preau.academies.registry import academies
from preau.identity.models import Account
from preau.web.kit.signed_in import account_of, ask_to_sign_in

Refusal = tuple[int, list[tuple[bytes, bytes]]]


@contextmanager
def visit(environ: dict[str, Any]) -> Iterator[tuple[WSGIRequest, Account | None]]:
    """The request and who is signed in, or None for nobody; in a thread of pages."""
    request = cast(Any, WSGIRequest(environ))
    request.academy = academies().by_host(environ.get("HTTP_HOST", ""))
    try:
        yield request, None if request.academy is None else _account(request)
    finally:
        close_old_connections()


def _account(request: Any) -> Account | None:
    store = import_module(settings.SESSION_ENGINE)
    request.session = store.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    return account_of(request)


def refusal_of(environ: dict[str, Any]) -> Refusal | None:
    """None for who is signed in; else the status and headers that lead to the entrance."""
    with visit(environ) as (request, account):
        if account is not None:
            return None
        answer = ask_to_sign_in(request)
    headers = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in answer.items()]
    return answer.status_code, headers

"""Who is asking: the door every page but the entrance goes through."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from preau.identity.models import Account
from preau.web.kit.request import AccountRequest, is_fragment

P = ParamSpec("P")


class AccountMiddleware:
    """Puts the account on the request, or None; an account of another académie is nobody here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast(Any, request).account = account_of(request)
        return self.get_response(request)


def account_of(request: HttpRequest) -> Account | None:
    user = get_user(cast(Any, request))
    if not isinstance(user, Account) or user.state != Account.State.ACTIVE:
        return None
    return user if user.academy == cast(AccountRequest, request).academy.slug else None


def signed_in(
    view: Callable[Concatenate[AccountRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Lets in who is signed in; others see the entrance, and come back here after it."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if cast(Any, request).account is None:
            return ask_to_sign_in(request)
        return view(cast(AccountRequest, request), *args, **kwargs)

    return guarded


def page_of_form(request: HttpRequest) -> str:
    """Where the form that was posted stands, when it is a page of ours."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return ""
    parts = urlsplit(page)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A script gets 401 and where to go: it keeps what was typed before it leaves the page."""
    back = request.get_full_path() if request.method == "GET" else page_of_form(request)
    entrance = reverse("sign_in") + (f"?{urlencode({'next': back})}" if back else "")
    if is_fragment(request) or request.headers.get("X-Requested-With"):
        return HttpResponse(status=401, headers={"X-Preau-Sign-In": entrance})
    return HttpResponseRedirect(entrance)

"""Who is asking: the door every page but the entrance goes through."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from preau.identity.actions.sessions import see
from preau.identity.models import Account, Session
from preau.web.kit.request import AccountRequest, is_fragment, network

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
# Pages ask by themselves, too: that is no sign of somebody before the screen.
UNASKED = "X-Preau-Unasked"
SHARED_COOKIE = "preau_shared"
ENDS = ("idle", "ended")


class AccountMiddleware:
    """Puts the account and its session on the request, or None; an account of another académie is
    nobody here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast(Any, request)
        asked.account = account_of(request)
        asked.open_session = session_of(request) if asked.account is not None else None
        if asked.open_session is not None and UNASKED not in request.headers:
            see(asked.open_session, network(request))
        return self.get_response(request)


def account_of(request: HttpRequest) -> Account | None:
    user = get_user(cast(Any, request))
    if not isinstance(user, Account) or user.state != Account.State.ACTIVE:
        return None
    return user if user.academy == cast(AccountRequest, request).academy.slug else None


def session_of(request: HttpRequest) -> Session | None:
    """What the sessions' table says of this browser: read with the session itself."""
    row: Session | None = cast(Any, request).session.row
    return row


def signed_in(
    view: Callable[Concatenate[AccountRequest, P], R],
) -> Callable[Concatenate[HttpRequest, P], R | HttpResponse]:
    """Lets in who is signed in; others see the entrance, and come back here after it."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R | HttpResponse:
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
    session = getattr(request, "session", None)
    words = {"next": back, "ended": session.end if session is not None else ""}
    query = urlencode({name: word for name, word in words.items() if word})
    entrance = reverse("sign_in") + (f"?{query}" if query else "")
    if is_fragment(request) or request.headers.get("X-Requested-With"):
        return emptied(request, HttpResponse(status=401, headers={"X-Preau-Sign-In": entrance}))
    return emptied(request, HttpResponseRedirect(entrance))


def emptied(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A shared computer whose session is over keeps nothing of it (X-15, W-15)."""
    if SHARED_COOKIE in request.COOKIES:
        clear(response)
        response.delete_cookie(SHARED_COOKIE)
    return response


def clear(response: HttpResponse) -> None:
    """What this browser kept of us: files, storage, pages to go back to."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'

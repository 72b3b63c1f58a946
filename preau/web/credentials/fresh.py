"""Proved again a moment ago: what touches the safety of an account asks for it, whoever holds the
browser."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from preau.web.kit.request import AccountRequest

P = ParamSpec("P")
View = Callable[Concatenate[AccountRequest, P], HttpResponse]
KEY = "proved_at"
LASTS_SECONDS = 10 * 60


def is_fresh(request: HttpRequest) -> bool:
    proved = request.session.get(KEY, 0)
    return bool(0 <= time.time() - proved < LASTS_SECONDS)


def refresh(request: HttpRequest) -> None:
    request.session[KEY] = int(time.time())


def proved(view: View[P]) -> View[P]:
    """Lets in who proved it a moment ago; others prove it first, and come back."""

    @wraps(view)
    def guarded(request: AccountRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_fresh(request):
            return ask_again(request)
        return view(request, *args, **kwargs)

    return guarded


def ask_again(request: HttpRequest) -> HttpResponse:
    """To the page that asks for a password or a passkey, then back."""
    back = request.get_full_path() if request.method == "GET" else reverse("settings:security")
    return HttpResponseRedirect(reverse("settings:confirm") + "?" + urlencode({"next": back}))

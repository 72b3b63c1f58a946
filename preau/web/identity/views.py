"""The entrance: sign in, sign out."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from preau.federation.actions.binding import verifier
from preau.identity.actions.sessions import close_pages
from preau.identity.actions.signing_in import TooManyTries, WrongNameOrPassword, check_sign_in
from preau.journal.actions import record
from preau.web.identity.entering import back_to, enter, landing
from preau.web.identity.pages import SignInPage
from preau.web.kit.request import AcademyRequest, network
from preau.web.kit.signed_in import SHARED_COOKIE, clear, emptied


def home(request: HttpRequest) -> HttpResponse:
    """The entrance, or what is behind it: without a detour for who types the bare address."""
    account = cast(Any, request).account
    if account is None:
        return sign_in(request)
    return HttpResponseRedirect(landing(cast(AcademyRequest, request), account))


@never_cache
@ensure_csrf_cookie
def sign_in(request: HttpRequest) -> HttpResponse:
    asked = cast(AcademyRequest, request)
    known = cast(Any, request).account
    if known is not None and request.method == "GET":
        return HttpResponseRedirect(back_to(asked, known))
    if request.method != "POST":
        return emptied(request, show(asked, entrance_page(asked)))
    name, password = request.POST.get("identifier", ""), request.POST.get("password", "")
    try:
        account, has_shown = check_sign_in(
            name,
            password,
            academy=asked.academy.slug,
            network=network(request),
            verify=verifier(asked.academy.slug),
        )
    except WrongNameOrPassword:
        return refuse(asked, name, _("The identifier or the password is not right."), 401)
    except TooManyTries:
        sentence = _("Too many tries. Wait a quarter of an hour, or ask the help desk.")
        return refuse(asked, name, sentence, 429)
    return enter(asked, account, has_shown=has_shown)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leaves nothing behind in this browser (X-15, P-14)."""
    account, key = cast(Any, request).account, request.session.session_key
    if account is not None:
        record("sign_out", by=account.login, academy=account.academy, network=network(request))
    logout(request)
    if key:
        close_pages(key)
    ended = request.POST.get("ended", "")
    response = HttpResponseRedirect(reverse("sign_in") + ("?ended=idle" if ended else ""))
    clear(response)
    for name in (settings.CSRF_COOKIE_NAME, SHARED_COOKIE):
        response.delete_cookie(name)
    return response


def entrance_page(request: AcademyRequest) -> SignInPage:
    here = request.academy.network_of(network(request))
    return SignInPage.of(
        request.academy,
        back=request.GET.get("next", ""),
        ended=request.GET.get("ended", ""),
        shared_network=here.name if here is not None and here.shared else "",
    )


def refuse(request: AcademyRequest, name: str, sentence: str, status: int) -> HttpResponse:
    page = SignInPage.of(
        request.academy,
        back=request.POST.get("next", ""),
        name=name,
        error=sentence,
        is_shared=bool(request.POST.get("shared")),
    )
    return show(request, page, status=status)


def show(request: AcademyRequest, page: SignInPage, status: int = 200) -> HttpResponse:
    return render(request, "identity/sign_in.html", vars(page), status=status)

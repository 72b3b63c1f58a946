"""The entrance: sign in, sign out."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from preau.federation.actions.binding import verifier
from preau.identity.actions.signing_in import TooManyTries, WrongNameOrPassword, check_sign_in
from preau.web.identity.entering import back_to, enter, landing
from preau.web.identity.pages import SignInPage
from preau.web.kit.browsers import KNOWN_COOKIE, browser_tokens
from preau.web.kit.request import AcademyRequest, network
from preau.web.kit.signed_in import emptied
from preau.web.kit.signing_out import forget_browser, sign_out_of


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
    if known is not None and request.method == "GET" and not is_asked_again(request):
        return HttpResponseRedirect(back_to(asked, known))
    if request.method != "POST":
        page = show(asked, entrance_page(asked))
        return page if known is not None else emptied(request, page)
    name, password = request.POST.get("identifier", ""), request.POST.get("password", "")
    try:
        account, has_shown = check_sign_in(
            name,
            password,
            academy=asked.academy.slug,
            network=network(request),
            tokens=browser_tokens(request),
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
    sign_out_of(request)
    ended = request.POST.get("ended", "")
    response = HttpResponseRedirect(reverse("sign_in") + ("?ended=idle" if ended else ""))
    forget_browser(response)
    return response


def is_asked_again(request: HttpRequest) -> bool:
    """Somebody is signed in, and an application wants to know that it is them before the screen."""
    return request.GET.get("ended") == "again"


def entrance_page(request: AcademyRequest) -> SignInPage:
    known, session = cast(Any, request).account, cast(Any, request).open_session
    here = request.academy.network_of(network(request))
    return SignInPage.of(
        request.academy,
        back=request.GET.get("next", ""),
        name=known.identifier if known is not None else "",
        ended=request.GET.get("ended", ""),
        is_shared=session is not None and session.is_shared,
        shared_network=here.name if here is not None and here.shared else "",
        is_known=KNOWN_COOKIE in request.COOKIES,
    )


def refuse(request: AcademyRequest, name: str, sentence: str, status: int) -> HttpResponse:
    page = SignInPage.of(
        request.academy,
        back=request.POST.get("next", ""),
        name=name,
        error=sentence,
        is_shared=bool(request.POST.get("shared")),
        is_known=KNOWN_COOKIE in request.COOKIES,
    )
    return show(request, page, status=status)


def show(request: AcademyRequest, page: SignInPage, status: int = 200) -> HttpResponse:
    return render(request, "identity/sign_in.html", vars(page), status=status)

"""Recovery, page by page. Each answers the same whether or not the person exists (W-09)."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from preau.academies.academy import Academy
from preau.federation.queries import directory
from preau.identity.actions import recovering
from preau.identity.actions.proving import NotProved
from preau.identity.models import Session
from preau.web.credentials.elsewhere import elsewhere
from preau.web.identity.entering import enter
from preau.web.identity.recovery.pages import Form, NewPassword
from preau.web.kit.request import AcademyRequest, network

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Answer = Callable[[HttpRequest, Form], HttpResponse]


def page(view: View[P]) -> View[P]:
    """A page of recovery: kept by no cache; where passwords live elsewhere, it leads nowhere."""

    @never_cache
    @ensure_csrf_cookie
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if directory(academy_of(request).slug) is not None:
            return HttpResponseRedirect(reverse("recovery:choose"))
        return view(request, *args, **kwargs)

    return guarded


def filled(name: str) -> Callable[[Answer], Callable[[HttpRequest], HttpResponse]]:
    """A page of recovery with the form of that name: shown empty, answered as it was filled."""

    def with_form(answer: Answer) -> Callable[[HttpRequest], HttpResponse]:
        @page
        @wraps(answer)
        def answered(request: HttpRequest) -> HttpResponse:
            if request.method != "POST":
                return shown(request, name, Form())
            return answer(request, Form.of(request))

        return answered

    return with_form


@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    place = elsewhere(academy_of(request))
    if place is not None:
        return render(request, "identity/recovery/elsewhere.html", {"place": place})
    return render(request, "identity/recovery/choose.html")


@filled("password")
def password(request: HttpRequest, form: Form) -> HttpResponse:
    """By identifier or address: a link goes to the second address, if there is one."""
    name = form.read_name()
    if form.errors:
        return shown(request, "password", form)
    return ask(request, "password", form, partial(recovering.ask_by_name, name))


@filled("identifier")
def identifier(request: HttpRequest, form: Form) -> HttpResponse:
    """By NUMEN and birth date: the identifier goes to the second address, with the link."""
    number, birth = form.read_numen(), form.read_birth()
    if number is None or birth is None:
        return shown(request, "identifier", form)
    return ask(request, "identifier", form, partial(recovering.ask_by_numen, number, birth))


def ask(request: HttpRequest, name: str, form: Form, question: Callable[..., None]) -> HttpResponse:
    try:
        question(
            academy=academy_of(request).slug,
            host=entrance_url(request),
            network=network(request),
        )
    except recovering.TooManyRequests:
        form.error = _("Too many requests came from here. Wait an hour, or call the help desk.")
        return shown(request, name, form, status=429)
    return HttpResponseRedirect(reverse("recovery:sent"))


def entrance_url(request: HttpRequest) -> str:
    """What a letter leads to: the official entrance, whatever port was asked for by the request."""
    if settings.DEMO or not settings.HTTPS:
        return request.build_absolute_uri("/").rstrip("/")
    return f"https://{academy_of(request).entrance.host}"


def academy_of(request: HttpRequest) -> Academy:
    return cast(AcademyRequest, request).academy


@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """What happens now, in the same words for everybody."""
    return render(request, "identity/recovery/sent.html", {"demo": settings.DEMO})


@page
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it uses nothing up: mail filters open links before people do."""
    academy = academy_of(request).slug
    try:
        account = recovering.account_of_link(token, academy)
    except NotProved:
        return render(request, "identity/recovery/dead.html", status=410)
    form = NewPassword(account)
    if request.method != "POST" or not form.is_good(request.POST.get("password", "")):
        return choosing(request, form)
    try:
        renewed = recovering.choose_by_link(
            token, form.hashed(), academy=academy, network=network(request)
        )
    except NotProved:
        return render(request, "identity/recovery/dead.html", status=410)
    return enter(cast(AcademyRequest, request), renewed, Session.Way.RECOVERY)


@filled("code")
def code(request: HttpRequest, form: Form) -> HttpResponse:
    """The sealed code of a head or of the desk, with what the person alone knows of themselves."""
    name, birth, typed = form.read_name(), form.read_birth(), form.read_code()
    if form.errors or birth is None:
        return shown(request, "code", form)
    academy = academy_of(request).slug
    try:
        token = recovering.open_seal(name, birth, typed, academy=academy, network=network(request))
    except recovering.TooManyRequests:
        form.error = _("Too many tries came from here. Wait an hour, or call the help desk.")
        return shown(request, "code", form, status=429)
    except NotProved:
        form.error = _("These three do not go together, or the code is used or too old.")
        return shown(request, "code", form, status=401)
    return HttpResponseRedirect(reverse("recovery:link", kwargs={"token": token}))


def shown(request: HttpRequest, name: str, form: Form, status: int = 0) -> HttpResponse:
    """The form as it was filled: nothing has to be typed again."""
    status = status or (422 if form.errors else 200)
    return render(request, f"identity/recovery/{name}.html", {"form": form}, status=status)


def choosing(request: HttpRequest, form: NewPassword) -> HttpResponse:
    status = 422 if form.faults else 200
    return render(request, "identity/recovery/link.html", {"form": form}, status=status)

"""The steps between the password and the session, each on a page of its own."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from preau.identity.actions.changing_password import SamePassword, WeakPassword, change_password
from preau.identity.actions.showing_factor import (
    TooManyFactors,
    WrongFactor,
    show_passcode,
    show_recovery_code,
)
from preau.identity.models import Session
from preau.identity.steps import Step
from preau.web.credentials import ceremony
from preau.web.credentials.choosing import password_fields
from preau.web.credentials.enrolling import NotAdded, add_factor, enrolment, wrong_passcode
from preau.web.identity.entering import go_on
from preau.web.identity.half import Half, half_of, step_of
from preau.web.identity.steps.pages import factor_page
from preau.web.kit.request import AcademyRequest, network

View = Callable[[AcademyRequest, Half], HttpResponse]


def at_step(step: Step) -> Callable[[View], Callable[[HttpRequest], HttpResponse]]:
    """Lets in who is half-way and has this to do: nobody jumps over a step."""

    def guard(view: View) -> Callable[[HttpRequest], HttpResponse]:
        @never_cache
        @ensure_csrf_cookie
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            asked = cast(AcademyRequest, request)
            half = half_of(asked)
            if half is None:
                return HttpResponseRedirect(reverse("sign_in"))
            if step_of(half) != step:
                return go_on(asked, half)
            return view(asked, half)

        return guarded

    return guard


@at_step(Step.FACTOR)
def factor(request: AcademyRequest, half: Half) -> HttpResponse:
    if request.method != "POST":
        return show_factor(request, half)
    here, typed = network(request), request.POST
    try:
        if "credential" in typed:
            ceremony.shown_passkey(request, typed["credential"], of=half.account)
        elif "code" in typed:
            show_recovery_code(half.account, typed["code"], network=here)
        else:
            show_passcode(half.account, typed.get("passcode", ""), network=here)
    except ceremony.WrongPasskey as error:
        return show_factor(request, half, str(error), "passkey")
    except WrongFactor:
        return show_factor(request, half, *wrong_words(typed))
    except TooManyFactors:
        sentence = _("Too many tries. Wait a quarter of an hour, or ask the help desk.")
        return show_factor(request, half, sentence, "passkey", 429)
    return go_on(request, replace(half, way=Session.Way.FACTOR), has_shown=True)


@require_POST
@at_step(Step.FACTOR)
def factor_options(request: AcademyRequest, half: Half) -> HttpResponse:
    return JsonResponse(ceremony.to_show(request, half.account))


@at_step(Step.PASSWORD)
def new_password(request: AcademyRequest, half: Half) -> HttpResponse:
    typed = request.POST.get("password", "")
    if request.method != "POST":
        return show_password(request, half)
    try:
        change_password(half.account, typed, network=network(request))
    except WeakPassword:
        return show_password(request, half, typed)
    except SamePassword:
        return show_password(
            request, half, typed, _("This is your present password: choose another one.")
        )
    return go_on(request, half)


@at_step(Step.ENROL)
def enrol(request: AcademyRequest, half: Half) -> HttpResponse:
    if request.method != "POST":
        return show_enrol(request, half)
    try:
        codes = add_factor(request, half.account)
    except NotAdded as refused:
        return show_enrol(request, half, refused)
    entered = go_on(request, half, has_shown=True)
    if not codes:
        return entered
    # They are in already: the codes are shown once, and lead where they were going.
    context = {"codes": codes, "next": entered.headers["Location"]}
    shown = render(request, "identity/steps/codes.html", context)
    shown.cookies.update(entered.cookies)
    return shown


@require_POST
@at_step(Step.ENROL)
def enrol_options(request: AcademyRequest, half: Half) -> HttpResponse:
    return JsonResponse(ceremony.to_register(request, half.account))


def show_factor(
    request: AcademyRequest, half: Half, error: str = "", at: str = "", status: int = 0
) -> HttpResponse:
    page = factor_page(request, half.account, error, at)
    status = status or (401 if error else 200)
    return render(request, "identity/steps/factor.html", {"page": page}, status=status)


def show_password(
    request: AcademyRequest, half: Half, typed: str = "", error: str = ""
) -> HttpResponse:
    fields = password_fields(half.account, typed, error)
    status = 422 if typed else 200
    return render(request, "identity/steps/new_password.html", {"fields": fields}, status=status)


def show_enrol(
    request: AcademyRequest, half: Half, refused: NotAdded | None = None
) -> HttpResponse:
    way = {"action": reverse("sign_in_enrol"), "options": reverse("sign_in_enrol_options")}
    page = enrolment(request, half.account, **way, refused=refused)
    status = 422 if refused else 200
    return render(request, "identity/steps/enrol.html", {"page": page}, status=status)


def wrong_words(typed: object) -> tuple[str, str]:
    if "code" in cast(dict[str, str], typed):
        return _("This is not one of your codes, or it was used already."), "code"
    return wrong_passcode(), "passcode"

"""Asking the desk, and following one's request by its reference."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from preau.kit.errors import NotFound, RoomError
from preau.support.actions.asking import ask_desk
from preau.support.queries import request_named
from preau.web.desk.pages import AskPage, StandingPage
from preau.web.kit.request import AcademyRequest, network


@never_cache
@ensure_csrf_cookie
def ask(request: HttpRequest) -> HttpResponse:
    # A sign that no address can have is none of a reference either.
    asked_for = request.GET.get("reference", "").strip().replace("/", "-")
    if asked_for:
        return HttpResponseRedirect(reverse("desk:standing", kwargs={"reference": asked_for}))
    if request.method != "POST":
        return render(request, "desk/ask.html", {"page": AskPage.about(request)})
    page = AskPage.of(request)
    academy = cast(AcademyRequest, request).academy
    try:
        made = ask_desk(page.asked, academy=academy.slug, network=network(request))
    except RoomError as error:
        page.error = str(error)
        return render(request, "desk/ask.html", {"page": page}, status=422)
    return HttpResponseRedirect(reverse("desk:standing", kwargs={"reference": made.reference}))


@never_cache
def standing(request: HttpRequest, reference: str) -> HttpResponse:
    found = request_named(reference, cast(AcademyRequest, request).academy.slug)
    if found is None:
        raise NotFound(_("No request has this reference. It is 8 signs, such as K7MP-4Q2X."))
    return render(request, "desk/standing.html", {"page": StandingPage.of(found)})

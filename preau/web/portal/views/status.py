"""How the service stands: for everybody, also those who cannot come in."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from preau.kit.errors import NotFound
from preau.support.queries import announced_in
from preau.web.kit.request import AcademyRequest
from preau.web.kit.signed_in import page_of_form
from preau.web.portal.pages import status as pages
from preau.web.shell.announced import dismiss


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/status.html", {"page": pages.status(request)})


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """An announcement was read: this browser shows it no more."""
    number = request.POST.get("number", "")
    told = announced_in(cast(AcademyRequest, request).academy.slug)
    if number not in {str(one.pk) for one in told}:
        raise NotFound
    response = redirect(page_of_form(request) or reverse("home"))
    dismiss(request, response, int(number))
    return response

"""How the service stands: for everybody, also those who cannot come in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from preau.kit.errors import NotFound
from preau.web.kit.answers import safe_next
from preau.web.portal.pages import status as pages
from preau.web.shell.announced import all_announced, dismiss


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/status.html", {"page": pages.status(request)})


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """An announcement was read: this browser shows it no more."""
    number = request.POST.get("number", "")
    if number not in {str(one.number) for one in all_announced(request)}:
        raise NotFound
    response = redirect(safe_next(request, reverse("home")))
    dismiss(request, response, int(number))
    return response
